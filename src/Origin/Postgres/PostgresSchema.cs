using System.Globalization;
using AkkaCacheSim.Origin.Rows;
using Npgsql;

namespace AkkaCacheSim.Origin.Postgres;

/// <summary>Makes the tables and triggers in a schema, and drops a whole schema of ours.</summary>
public static class PostgresSchema
{
    /// <summary>Makes what is not there yet: the schema, its tables and triggers; those of an earlier version get what they lack.</summary>
    /// <param name="connection">What to connect with.</param>
    /// <param name="names">The names in the schema.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="OriginUnavailableException">It can't be done; one line says why.</exception>
    public static Task CreateAsync(NpgsqlConnectionStringBuilder connection, PostgresNames names, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(names);
        return InTransactionAsync(connection, names, async open =>
        {
            if (!await ExistsAsync(open, "SELECT FROM pg_namespace WHERE nspname = $1", names.Schema, cancel)) await open.RunAsync($"CREATE SCHEMA {names.Quoted}", cancel);
            if (await VersionAsync(open, names, cancel) is not { } version)
            {
                // A table of somebody else's is neither taken over nor touched.
                if (await ExistsAsync(open, "SELECT FROM pg_tables WHERE schemaname = $1 AND tablename = 'entries'", names.Schema, cancel))
                {
                    throw PostgresErrors.Refused($"schema {names.Schema} has a table entries that is not ours; --schema with another name was expected");
                }

                await open.RunAsync($"CREATE TABLE {names.Quoted}.akkacachesim_schema (version integer NOT NULL); INSERT INTO {names.Quoted}.akkacachesim_schema VALUES (0)", cancel);
                version = 0;
            }

            var steps = PostgresMigrations.Steps(names);
            if (version > steps.Count)
            {
                throw PostgresErrors.Refused(string.Create(CultureInfo.InvariantCulture, $"schema {names.Schema} is of version {version}, of a later program; this one knows up to {steps.Count}"));
            }

            if (version == steps.Count) return;
            foreach (var step in steps.Skip(version)) await open.RunAsync(step, cancel);
            await open.RunAsync(string.Create(CultureInfo.InvariantCulture, $"UPDATE {names.Quoted}.akkacachesim_schema SET version = {steps.Count}"), cancel);
        }, cancel);
    }

    /// <summary>Drops a schema that <see cref="CreateAsync"/> has made, with all that is in it.</summary>
    /// <param name="connection">What to connect with.</param>
    /// <param name="names">The names in the schema.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="OriginUnavailableException">It can't be done, or is not ours; one line says why.</exception>
    public static Task DropAsync(NpgsqlConnectionStringBuilder connection, PostgresNames names, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(names);
        return InTransactionAsync(connection, names, async open =>
        {
            if (!await ExistsAsync(open, "SELECT FROM pg_namespace WHERE nspname = $1", names.Schema, cancel)) return;
            if (await VersionAsync(open, names, cancel) is null) throw PostgresErrors.Refused($"schema {names.Schema} is not ours to drop; --schema with another name was expected");
            await open.RunAsync($"DROP SCHEMA {names.Quoted} CASCADE", cancel);
        }, cancel);
    }

    private static async Task InTransactionAsync(NpgsqlConnectionStringBuilder connection, PostgresNames names, Func<NpgsqlConnection, Task> work, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(connection);
        try
        {
            await using var open = new NpgsqlConnection(PostgresConnection.AtStart(connection).ConnectionString);
            await open.OpenAsync(cancel);
            await using var transaction = await open.BeginTransactionAsync(cancel);

            // Two that start at once: the second finds what the first has made.
            await open.RunAsync($"SELECT pg_advisory_xact_lock(hashtext('{names.Publication}'))", cancel);
            await work(open);
            await transaction.CommitAsync(cancel);
        }
        catch (Exception e) when (PostgresErrors.IsOne(e))
        {
            throw PostgresErrors.Unavailable(connection, e);
        }
    }

    private static async Task<int?> VersionAsync(NpgsqlConnection open, PostgresNames names, CancellationToken cancel)
    {
        if (!await ExistsAsync(open, "SELECT FROM pg_tables WHERE schemaname = $1 AND tablename = 'akkacachesim_schema'", names.Schema, cancel)) return null;
        return (int?)await open.ScalarAsync($"SELECT version FROM {names.Quoted}.akkacachesim_schema", cancel);
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection open, string sql, string name, CancellationToken cancel) =>
        (bool)(await open.ScalarAsync($"SELECT EXISTS ({sql})", cancel, name))!;
}
