using System.Collections.Concurrent;
using System.Text.Json;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;
using Microsoft.Data.Sqlite;

namespace AkkaCacheSim.Origin.Rows;

/// <summary>The embedded origin database: a file, a thread that writes and a thread that reads.</summary>
/// <remarks>SQLite's calls block, so they have threads of their own; what waits for them is bounded, and answered with an error beyond.</remarks>
public sealed class SqliteRowStore : IRowStore
{
    /// <summary>How many statements may wait, of reads and of writes each. A flush is one; its sender bounds its rows.</summary>
    public const int QueueLimit = 65_536;

    // A commit costs about as much as ten writes; a larger group would only make its first member wait.
    private const int GroupLimit = 256;

    private readonly BlockingCollection<Job> _reads = new(QueueLimit);
    private readonly BlockingCollection<Job> _writes = new(QueueLimit);
    private readonly Action<long, StatementResult> _completed;
    private readonly Func<long> _clock;
    private readonly SqliteReader _reader;
    private readonly SqliteWriter _writer;
    private readonly SqliteConnection _inspector;
    private readonly Lock _inspecting = new();
    private readonly Thread[] _threads;
    private volatile bool _closing;

    /// <summary>Opens the database, creating it where it is not there, and starts its threads.</summary>
    /// <param name="path">The file.</param>
    /// <param name="completed">Told of each answer, with the statement's token, on a thread of the store's.</param>
    /// <param name="clock">Monotonic time, ns.</param>
    /// <exception cref="OriginUnavailableException">The file cannot be opened.</exception>
    public SqliteRowStore(string path, Action<long, StatementResult> completed, Func<long> clock)
    {
        _completed = completed;
        _clock = clock;
        SqliteSchema.Create(path);
        _reader = new SqliteReader(path, clock);
        _writer = new SqliteWriter(path, clock);
        _inspector = SqliteSchema.Open(path);
        _threads = [new Thread(ReadLoop) { Name = "origin-read" }, new Thread(WriteLoop) { Name = "origin-write" }];
        foreach (var thread in _threads)
        {
            thread.IsBackground = true;
            thread.Start();
        }
    }

    /// <inheritdoc />
    public void Execute(in Statement statement, long token)
    {
        var queue = statement.Kind == StatementKind.Read ? _reads : _writes;
        try
        {
            if (queue.TryAdd(new Job(statement, token))) return;
            Refuse(token, "too many statements wait for the database");
        }
        catch (InvalidOperationException)
        {
            // Closed between the machine's decision and here.
            Refuse(token, "the database is closed");
        }
    }

    /// <inheritdoc />
    public long Rows()
    {
        lock (_inspecting)
        {
            return SqliteSchema.Scalar(_inspector, SqliteSql.Count);
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<(string Key, long Version)> Versions()
    {
        lock (_inspecting)
        {
            using var command = _inspector.CreateCommand();
            command.CommandText = SqliteSql.AllVersions;
            using var reader = command.ExecuteReader();
            var all = new List<(string, long)>();
            while (reader.Read()) all.Add((reader.GetString(0), reader.GetInt64(1)));
            return all;
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<KeyRevision> Revisions(IReadOnlyList<string> keys)
    {
        lock (_inspecting)
        {
            using var command = _inspector.CreateCommand();
            command.CommandText = SqliteSql.Revisions;
            command.Parameters.AddWithValue("$keys", JsonSerializer.Serialize(keys));
            using var reader = command.ExecuteReader();
            var revisions = new List<KeyRevision>(keys.Count);
            while (reader.Read()) revisions.Add(new KeyRevision(reader.GetString(0), new Revision(reader.GetInt64(1), reader.GetInt64(2))));
            return revisions;
        }
    }

    /// <summary>Stops: the statement or group at work ends, what waits is answered with an error, the file is closed.</summary>
    public void Dispose()
    {
        if (_closing) return;
        _closing = true;
        _reads.CompleteAdding();
        _writes.CompleteAdding();
        foreach (var thread in _threads) thread.Join();
        _reader.Dispose();
        _writer.Dispose();
        lock (_inspecting) _inspector.Dispose();
    }

    private void ReadLoop()
    {
        foreach (var job in _reads.GetConsumingEnumerable())
        {
            if (_closing) Refuse(job.Token, "the database is closed");
            else _completed(job.Token, _reader.Read(job.Statement.Key));
        }
    }

    private void WriteLoop()
    {
        var jobs = new Job[GroupLimit];
        var results = new StatementResult[GroupLimit];
        foreach (var first in _writes.GetConsumingEnumerable())
        {
            if (_closing)
            {
                Refuse(first.Token, "the database is closed");
                continue;
            }
            jobs[0] = first;
            var count = 1;
            while (count < GroupLimit && _writes.TryTake(out var next)) jobs[count++] = next;
            _writer.Run(jobs.AsSpan(0, count), results);
            for (var i = 0; i < count; i++) _completed(jobs[i].Token, results[i]);
        }
    }

    private void Refuse(long token, string why)
    {
        var now = _clock();
        _completed(token, new StatementResult(why, null, 0, false, now, now));
    }
}
