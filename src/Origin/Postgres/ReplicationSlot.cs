using System.Diagnostics;
using System.Globalization;
using AkkaCacheSim.Origin.Rows;
using Npgsql;
using NpgsqlTypes;

namespace AkkaCacheSim.Origin.Postgres;

/// <summary>The slot and the publication of a schema: the server keeps its log for the slot, so that both must go when nobody reads them.</summary>
internal sealed class ReplicationSlot
{
    private const string Tables = "akkacachesim_beat,akkacachesim_versions,entries";

    private static readonly TimeSpan HolderWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly NpgsqlDataSource _source;
    private readonly PostgresNames _names;

    public ReplicationSlot(NpgsqlDataSource source, PostgresNames names)
    {
        _source = source;
        _names = names;
    }

    /// <summary>Checks that the server can do its part, and makes the publication.</summary>
    /// <exception cref="OriginUnavailableException">It can't; one line says what to do.</exception>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        if (await connection.ScalarAsync("SHOW wal_level", cancel) is string level and not "logical")
        {
            throw PostgresErrors.Refused($"wal_level is {level}; for cdc, logical was expected: ALTER SYSTEM SET wal_level = logical, then restart the server");
        }

        if (await connection.ScalarAsync("SELECT rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user", cancel) is not true)
        {
            throw PostgresErrors.Refused($"the user may not replicate; for cdc: ALTER ROLE {await connection.ScalarAsync("SELECT current_user", cancel)} REPLICATION");
        }

        await WaitForHolderAsync(connection, await NameAsync(connection, cancel), cancel);
        await PublishAsync(connection, cancel);
    }

    /// <summary>Makes the slot anew: what an orphan of an earlier run has kept is of no use to a log that begins now.</summary>
    /// <returns>Its name, and from where on it keeps the log.</returns>
    public async Task<(string Name, NpgsqlLogSequenceNumber Start)> CreateAsync(CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        await PublishAsync(connection, cancel);
        var name = await NameAsync(connection, cancel);
        await WaitForHolderAsync(connection, name, cancel);
        await DropAsync(connection, name, cancel);
        return (name, (NpgsqlLogSequenceNumber)(await connection.ScalarAsync("SELECT lsn FROM pg_create_logical_replication_slot($1, 'pgoutput')", cancel, name))!);
    }

    /// <summary>Whether the server still has everything from a place on, for this slot.</summary>
    /// <param name="confirmed">What was confirmed last.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>False when the slot is gone, was lost or moved on, or the server's log is another one.</returns>
    public async Task<bool> KeepsAsync(NpgsqlLogSequenceNumber confirmed, CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        await using var command = new NpgsqlCommand("""
            SELECT EXISTS (SELECT FROM pg_replication_slots
                WHERE slot_name = $1 AND wal_status <> 'lost' AND confirmed_flush_lsn <= $2 AND $2 <= pg_current_wal_flush_lsn())
            """, connection)
        { Parameters = { new() { Value = await NameAsync(connection, cancel) }, new() { Value = confirmed, NpgsqlDbType = NpgsqlDbType.PgLsn } } };
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Ends a walsender of ours whose other end is gone, if it still holds the slot.</summary>
    public async Task EndHolderAsync(int pid, CancellationToken cancel)
    {
        await using var command = _source.CreateCommand("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name LIKE 'akkacachesim\\_%' AND active_pid = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = pid });
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Drops slot and publication, if they are there and nobody holds the slot.</summary>
    public async Task DropAsync(CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        var name = await NameAsync(connection, cancel);
        await WaitForHolderAsync(connection, name, cancel);
        await DropAsync(connection, name, cancel);
        await connection.RunAsync($"DROP PUBLICATION IF EXISTS {_names.Publication}", cancel);
    }

    private async Task PublishAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var published = await connection.ScalarAsync("SELECT string_agg(tablename, ',' ORDER BY tablename) FROM pg_publication_tables WHERE pubname = $1 AND schemaname = $2", cancel, _names.Publication, _names.Schema);
        if (published is Tables) return;
        await connection.RunAsync($"DROP PUBLICATION IF EXISTS {_names.Publication}", cancel);
        await connection.RunAsync($"CREATE PUBLICATION {_names.Publication} FOR TABLE {string.Join(", ", Tables.Split(',').Select(table => $"{_names.Quoted}.{table}"))}", cancel);
    }

    // The server notices by itself that a holder has died; one that lives is another cluster.
    private async Task WaitForHolderAsync(NpgsqlConnection connection, string name, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            if (await connection.ScalarAsync("SELECT active_pid FROM pg_replication_slots WHERE slot_name = $1 AND active", cancel, name) is not int pid) return;
            if (watch.Elapsed > HolderWithin)
            {
                throw PostgresErrors.Refused(string.Create(CultureInfo.InvariantCulture, $"another cluster reads the log of schema {_names.Schema} (the server's process {pid}); --schema with another name was expected, or its end"));
            }

            await Task.Delay(LookEvery, cancel);
        }
    }

    private static async Task DropAsync(NpgsqlConnection connection, string name, CancellationToken cancel) =>
        await connection.ScalarAsync("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = $1", cancel, name);

    // Slots are the server's, not the database's: the database is in the name.
    private async Task<string> NameAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var database = await connection.ScalarAsync("SELECT oid::text FROM pg_database WHERE datname = current_database()", cancel);
        return $"{_names.Publication}_{database}";
    }
}
