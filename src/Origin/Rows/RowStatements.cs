using Microsoft.Data.Sqlite;

namespace AkkaCacheSim.Origin.Rows;

/// <summary>The statements that change one row, prepared on the writer's connection. They run in its transaction.</summary>
internal sealed class RowStatements : IDisposable
{
    private readonly SqliteCommand _write;
    private readonly SqliteCommand _markDelete;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _mark;
    private readonly SqliteCommand _state;

    public RowStatements(SqliteConnection connection)
    {
        _write = SqliteSchema.Prepared(connection, SqliteSql.Write, "$key", "$value", "$id");
        _markDelete = SqliteSchema.Prepared(connection, SqliteSql.MarkDelete, "$key", "$id");
        _delete = SqliteSchema.Prepared(connection, SqliteSql.Delete, "$key");
        _mark = SqliteSchema.Prepared(connection, SqliteSql.Mark, "$key", "$stamp", "$flushing");
        _state = SqliteSchema.Prepared(connection, SqliteSql.State, "$key");
    }

    /// <summary>Inserts or updates a row.</summary>
    public void Write(string key, string? value, long writeId) => Run(_write, key, value, Id(writeId));

    /// <summary>Deletes a row.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Delete(string key, long writeId)
    {
        Run(_markDelete, key, Id(writeId));
        return Run(_delete, key) > 0;
    }

    /// <summary>Gives a key its stamp.</summary>
    /// <param name="key">The key.</param>
    /// <param name="stamp">The stamp.</param>
    /// <param name="flushing">Whether a flush changes the row next.</param>
    public void Mark(string key, long stamp, bool flushing) => Run(_mark, key, stamp, flushing ? 1L : 0L);

    /// <summary>What is kept of a key. RETURNING answers before AFTER triggers run, so this is asked after a change.</summary>
    public RowState State(string key)
    {
        _state.Parameters[0].Value = key;
        using var reader = _state.ExecuteReader();
        return reader.Read() ? new RowState(reader.GetInt64(0), reader.GetInt64(1) == 1, reader.GetInt64(2), reader.GetInt64(3)) : default;
    }

    public void Dispose()
    {
        foreach (var command in (ReadOnlySpan<SqliteCommand>)[_write, _markDelete, _delete, _mark, _state]) command.Dispose();
    }

    private static object Id(long writeId) => writeId == 0 ? DBNull.Value : writeId;

    private static int Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command.ExecuteNonQuery();
    }
}
