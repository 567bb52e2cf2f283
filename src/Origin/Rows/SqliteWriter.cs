using AkkaCacheSim.Core.Origin;
using Microsoft.Data.Sqlite;

namespace AkkaCacheSim.Origin.Rows;

/// <summary>Writes rows on its own connection, a group of writes a transaction. For one thread.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly RowStatements _rows;
    private readonly RowFlush _flush;
    private readonly Func<long> _clock;

    public SqliteWriter(string path, Func<long> clock)
    {
        _clock = clock;
        _connection = SqliteSchema.Open(path);
        // IMMEDIATE: a transaction that begins as a reader could fail on its first write with no second chance.
        _begin = SqliteSchema.Prepared(_connection, "BEGIN IMMEDIATE");
        _commit = SqliteSchema.Prepared(_connection, "COMMIT");
        _rows = new RowStatements(_connection);
        _flush = new RowFlush(_rows, clock);
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
        _rows.Dispose();
        _begin.Dispose();
        _commit.Dispose();
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
        if (statement.Batch is { } batch) return new StatementResult(null, null, 0, false, 0, 0) { Report = _flush.Run(batch) };
        var deletes = statement.Kind == StatementKind.Delete;
        var unchanged = deletes && !_rows.Delete(statement.Key, statement.WriteId);
        if (!deletes) _rows.Write(statement.Key, statement.Value, statement.WriteId);
        var row = _rows.State(statement.Key);
        return new StatementResult(null, null, row.Version, deletes, 0, 0) { Unchanged = unchanged, Stamp = row.Stamp };
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
