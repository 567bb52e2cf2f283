using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;
using Npgsql;
using NpgsqlTypes;

namespace AkkaCacheSim.Origin.Postgres;

/// <summary>Runs statements on open connections. Each is a transaction of its own, in one exchange with the server.</summary>
internal sealed class PostgresStatements
{
    private readonly PostgresSql _sql;
    private readonly Func<long> _clock;

    public PostgresStatements(PostgresSql sql, Func<long> clock)
    {
        _sql = sql;
        _clock = clock;
    }

    /// <summary>Runs a statement.</summary>
    public async Task<StatementResult> RunAsync(NpgsqlConnection connection, Statement statement)
    {
        var from = _clock();
        var result = statement switch
        {
            { Batch: { } batch } => await FlushAsync(connection, batch),
            { Kind: StatementKind.Read } => await ReadAsync(connection, statement.Key),
            { Kind: StatementKind.Delete } => await DeleteAsync(connection, statement),
            _ => await WriteAsync(connection, statement),
        };
        return result with { From = from, At = _clock() };
    }

    /// <summary>Whether a write or delete, of which nobody has heard, was committed. Waits for whoever still holds the row.</summary>
    /// <returns>Its result; null when it has no id, was not committed, or is not the last of its key any more.</returns>
    public async Task<StatementResult?> SettleAsync(NpgsqlConnection connection, Statement statement, long from)
    {
        await using var command = new NpgsqlCommand(_sql.Settle, connection) { Parameters = { Text(statement.Key), new() { Value = statement.WriteId } } };
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync()) return null;
        return new StatementResult(null, null, reader.GetInt64(0), !reader.GetBoolean(1), from, _clock()) { Stamp = reader.GetInt64(2) };
    }

    private async Task<StatementResult> ReadAsync(NpgsqlConnection connection, string key)
    {
        await using var command = new NpgsqlCommand(_sql.Read, connection) { Parameters = { Text(key) } };
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync()) return default;
        var value = reader.IsDBNull(0) ? null : reader.GetString(0);
        return new StatementResult(null, value, reader.GetInt64(1), reader.GetBoolean(2), 0, 0) { Stamp = reader.GetInt64(3) };
    }

    private async Task<StatementResult> WriteAsync(NpgsqlConnection connection, Statement statement)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(_sql.Write) { Parameters = { Text(statement.Key), Text(statement.Value), new() { Value = statement.WriteId == 0 ? DBNull.Value : statement.WriteId, NpgsqlDbType = NpgsqlDbType.Bigint } } },
                new(_sql.State) { Parameters = { Text(statement.Key) } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync();
        return await StateAsync(reader, deleted: false);
    }

    private async Task<StatementResult> DeleteAsync(NpgsqlConnection connection, Statement statement)
    {
        var id = statement.WriteId == 0 ? string.Empty : statement.WriteId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var delete = new NpgsqlBatchCommand(_sql.Delete) { Parameters = { Text(statement.Key) } };
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new(_sql.NameDeleter) { Parameters = { Text(id) } }, delete, new(_sql.State) { Parameters = { Text(statement.Key) } } },
        };
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        return await StateAsync(reader, deleted: true) with { Unchanged = delete.RecordsAffected == 0 };
    }

    private async Task<StatementResult> FlushAsync(NpgsqlConnection connection, FlushBatch batch)
    {
        var now = _clock();
        var rows = batch.Rows;
        await using var command = new NpgsqlCommand(_sql.Flush, connection)
        {
            Parameters =
            {
                Array(NpgsqlDbType.Text, rows, row => row.Key),
                Array(NpgsqlDbType.Text, rows, row => row.Value),
                Array(NpgsqlDbType.Bigint, rows, row => row.Stamp),
                Array(NpgsqlDbType.Bigint, rows, row => row.WriteId),
                // Its age and not its time: the server has a clock of its own.
                Array(NpgsqlDbType.Bigint, rows, row => (now - row.Since) / 1_000),
                new() { Value = batch.Stamped },
            },
        };
        var report = new List<FlushedRow>(rows.Count);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var row = rows[report.Count];
            report.Add(new FlushedRow(row.Key, row.Stamp, reader.GetInt64(0), reader.GetBoolean(1), reader.GetBoolean(2)));
        }

        return new StatementResult { Report = new FlushReport(report) };
    }

    private static async Task<StatementResult> StateAsync(NpgsqlDataReader reader, bool deleted)
    {
        if (!await reader.ReadAsync()) return new StatementResult { Deleted = deleted };
        return new StatementResult(null, null, reader.GetInt64(0), deleted, 0, 0) { Stamp = reader.GetInt64(1) };
    }

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Array<T>(NpgsqlDbType type, IReadOnlyList<FlushRow> rows, Func<FlushRow, T> column) =>
        new() { Value = rows.Select(column).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };
}
