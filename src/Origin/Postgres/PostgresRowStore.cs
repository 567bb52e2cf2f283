using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Origin.Rows;
using Npgsql;

namespace AkkaCacheSim.Origin.Postgres;

/// <summary>The rows in a PostgreSQL server.</summary>
/// <remarks>
/// Statements of a key run in the order in which they were given: each key has its lane, and each lane one statement at a time on a pooled connection.
/// Reads, writes and flushes have lanes of their own, so that none waits for another kind. While the server is away statements fail, each after a pause.
/// </remarks>
public sealed class PostgresRowStore : IRowStore
{
    /// <summary>How many statements may wait, of reads, writes and flushes each.</summary>
    public const int QueueLimit = 65_536;

    /// <summary>How many connections it uses at the most.</summary>
    public const int Connections = ReadLanes + WriteLanes + FlushLanes + 1;

    private const int ReadLanes = 32;
    private const int WriteLanes = 16;
    private const int FlushLanes = 4;

    private readonly NpgsqlDataSource _source;
    private readonly PostgresSql _sql;
    private readonly PostgresLane[] _reads, _writes, _flushes;
    private readonly Action<long, StatementResult> _completed;
    private readonly Func<long> _clock;
    private readonly CancellationTokenSource _closing = new();
    private long _rows;
    private int _counting;

    /// <summary>Opens the store; the schema is there. It connects with its first statement.</summary>
    /// <param name="connection">What to connect with.</param>
    /// <param name="names">The names in the schema.</param>
    /// <param name="completed">Told of each answer, with the statement's token, on a thread of the pool.</param>
    /// <param name="clock">Monotonic time, ns.</param>
    public PostgresRowStore(NpgsqlConnectionStringBuilder connection, PostgresNames names, Action<long, StatementResult> completed, Func<long> clock)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _completed = completed;
        _clock = clock;
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection.ConnectionString) { MaxPoolSize = Connections });
        _sql = new PostgresSql(names);
        var statements = new PostgresStatements(_sql, clock);
        _reads = Lanes(ReadLanes);
        _writes = Lanes(WriteLanes);
        _flushes = Lanes(FlushLanes);

        PostgresLane[] Lanes(int count) => [.. Enumerable.Range(0, count).Select(_ => new PostgresLane(QueueLimit / count, _source, statements, completed, clock, _closing.Token))];
    }

    /// <inheritdoc />
    public void Execute(in Statement statement, long token)
    {
        var lanes = statement.Kind switch { StatementKind.Read => _reads, StatementKind.Flush => _flushes, _ => _writes };
        var key = statement.Batch is { Rows: [var first, ..] } ? first.Key : statement.Key;
        if (lanes[(int)(KeyHash.Of(key) % (ulong)lanes.Length)].TryAdd(new Job(statement, token))) return;
        var now = _clock();
        var why = _closing.IsCancellationRequested ? "the database is closed" : "too many statements wait for the database";
        _completed(token, new StatementResult(why, null, 0, false, now, now));
    }

    /// <inheritdoc />
    public long Rows()
    {
        if (Interlocked.Exchange(ref _counting, 1) == 0) _ = Task.Run(CountAsync);
        return Interlocked.Read(ref _rows);
    }

    /// <inheritdoc />
    public IReadOnlyList<(string Key, long Version)> Versions()
    {
        try
        {
            using var command = _source.CreateCommand(_sql.AllVersions);
            using var reader = command.ExecuteReader();
            var all = new List<(string, long)>();
            while (reader.Read()) all.Add((reader.GetString(0), reader.GetInt64(1)));
            return all;
        }
        catch (Exception e) when (PostgresErrors.IsOne(e))
        {
            throw new OriginUnavailableException($"origin database: {PostgresErrors.Line(e)}", e);
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<KeyRevision> Revisions(IReadOnlyList<string> keys)
    {
        try
        {
            using var command = _source.CreateCommand(_sql.Revisions);
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. keys] });
            using var reader = command.ExecuteReader();
            var revisions = new List<KeyRevision>(keys.Count);
            while (reader.Read()) revisions.Add(new KeyRevision(reader.GetString(0), new Revision(reader.GetInt64(1), reader.GetInt64(2))));
            return revisions;
        }
        catch (Exception e) when (PostgresErrors.IsOne(e))
        {
            throw new OriginUnavailableException($"origin database: {PostgresErrors.Line(e)}", e);
        }
    }

    /// <summary>Stops: statements at work end, what waits is answered with an error, the connections are closed.</summary>
    public void Dispose()
    {
        if (_closing.IsCancellationRequested) return;
        _closing.Cancel();
        PostgresLane[] lanes = [.. _reads, .. _writes, .. _flushes];
        foreach (var lane in lanes) lane.Close();
        Task.WaitAll([.. lanes.Select(lane => lane.Done)]);
        _source.Dispose();
    }

    private async Task CountAsync()
    {
        try
        {
            await using var command = _source.CreateCommand(_sql.Count);
            Interlocked.Exchange(ref _rows, (long)(await command.ExecuteScalarAsync(_closing.Token))!);
        }
        catch (Exception e) when (PostgresErrors.IsOne(e) || e is OperationCanceledException or ObjectDisposedException)
        {
            // The last count stands; whoever asks next has it counted again.
        }
        finally
        {
            Interlocked.Exchange(ref _counting, 0);
        }
    }
}
