using AkkaCacheSim.Core.Origin;
using Microsoft.Data.Sqlite;

namespace AkkaCacheSim.Origin.Rows;

/// <summary>Writes rows on its own connection, a group of writes a transaction. For one thread.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _write;
    private readonly SqliteCommand _mark;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _version;
    private readonly Func<long> _clock;

    public SqliteWriter(string path, Func<long> clock)
    {
        _clock = clock;
        _connection = SqliteSchema.Open(path);
        // IMMEDIATE: a transaction that begins as a reader could fail on its first write with no second chance.
        _begin = SqliteSchema.Prepared(_connection, "BEGIN IMMEDIATE");
        _commit = SqliteSchema.Prepared(_connection, "COMMIT");
        _write = SqliteSchema.Prepared(_connection, SqliteSql.Write, "$key", "$value", "$id");
        _mark = SqliteSchema.Prepared(_connection, SqliteSql.MarkDelete, "$key", "$id");
        _delete = SqliteSchema.Prepared(_connection, SqliteSql.Delete, "$key");
        _version = SqliteSchema.Prepared(_connection, SqliteSql.Version, "$key");
    }

    /// <summary>Runs a group in one transaction. If one of it fails, each runs in its own, so that only the guilty one fails.</summary>
    public void Run(ReadOnlySpan<Job> jobs, Span<StatementResult> results)
    {
        var error = TryGroup(jobs, results, out var blocked);
        if (error is null) return;
        // Nobody can begin: trying each alone would only add up the waits.
        if (blocked || jobs.Length == 1)
        {
            var now = _clock();
            results[..jobs.Length].Fill(new StatementResult(error, null, 0, false, now, now));
            return;
        }
        for (var i = 0; i < jobs.Length; i++) Run(jobs.Slice(i, 1), results[i..]);
    }

    public void Dispose()
    {
        foreach (var command in (ReadOnlySpan<SqliteCommand>)[_begin, _commit, _write, _mark, _delete, _version]) command.Dispose();
        _connection.Dispose();
    }

    private string? TryGroup(ReadOnlySpan<Job> jobs, Span<StatementResult> results, out bool blocked)
    {
        blocked = true;
        var from = _clock();
        try
        {
            _begin.ExecuteNonQuery();
            blocked = false;
            for (var i = 0; i < jobs.Length; i++) results[i] = One(jobs[i].Statement);
            _commit.ExecuteNonQuery();
        }
        catch (SqliteException e)
        {
            RollBack();
            return SqliteErrors.Line(e);
        }
        var at = _clock();
        for (var i = 0; i < jobs.Length; i++) results[i] = results[i] with { From = from, At = at };
        return null;
    }

    private StatementResult One(in Statement statement)
    {
        var unchanged = false;
        object id = statement.WriteId == 0 ? DBNull.Value : statement.WriteId;
        if (statement.Kind == StatementKind.Write)
        {
            _write.Parameters[0].Value = statement.Key;
            _write.Parameters[1].Value = (object?)statement.Value ?? DBNull.Value;
            _write.Parameters[2].Value = id;
            _write.ExecuteNonQuery();
        }
        else
        {
            _mark.Parameters[0].Value = statement.Key;
            _mark.Parameters[1].Value = id;
            _mark.ExecuteNonQuery();
            _delete.Parameters[0].Value = statement.Key;
            unchanged = _delete.ExecuteNonQuery() == 0;
        }
        // RETURNING answers before AFTER triggers run, so the version is read, inside the same transaction.
        _version.Parameters[0].Value = statement.Key;
        var version = _version.ExecuteScalar() as long? ?? 0;
        return new StatementResult(null, null, version, statement.Kind == StatementKind.Delete, 0, 0) { Unchanged = unchanged };
    }

    private void RollBack()
    {
        try
        {
            SqliteSchema.Run(_connection, "ROLLBACK");
        }
        catch (SqliteException)
        {
            // Some errors (a full disk) have rolled the transaction back already; then there is none to roll back.
        }
    }
}
