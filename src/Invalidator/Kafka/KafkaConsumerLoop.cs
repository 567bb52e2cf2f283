using System.Collections.Concurrent;
using AkkaCacheSim.Core.Invalidators;
using Confluent.Kafka;

namespace AkkaCacheSim.Invalidator.Kafka;

/// <summary>Consumes the change events on a thread of its own.</summary>
/// <remarks>Starts held back: nothing is delivered before <c>Flow(true)</c>. A consumer that meets a fatal error is replaced.</remarks>
public sealed class KafkaConsumerLoop : IConsumer, IDisposable
{
    /// <summary>Consumed records that may be uncommitted; from there on nothing more is consumed until half of them are.</summary>
    public const int OpenLimit = 10_000;

    /// <summary>Records delivered at a time.</summary>
    public const int BatchLimit = 500;

    /// <summary>Commits that may wait for the loop; beyond, they are dropped, as a later one covers them.</summary>
    public const int CommitLimit = 10_000;

    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<(int Partition, long Offset)> _commits = new();
    private readonly ManualResetEventSlim _closed = new();
    private readonly KafkaSource _source;
    private readonly Action<IReadOnlyList<LogRecord>> _consumed;
    private readonly DeadLetters _deadLetters;
    private readonly LineLog _log;
    private readonly Thread _thread;
    private volatile ConsumerLag _lag = new(0, 0, 0);
    private long _heartbeatAt;
    private bool _full;
    private volatile bool _flow;
    private volatile bool _fatal;

    /// <summary>Starts to consume, held back.</summary>
    /// <param name="source">Where, and as whom.</param>
    /// <param name="consumed">Told of records, in order in a partition, on the loop's thread.</param>
    /// <param name="log">Told of errors, a line each, not more often than every ten seconds the same.</param>
    public KafkaConsumerLoop(KafkaSource source, Action<IReadOnlyList<LogRecord>> consumed, Action<string> log)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _consumed = consumed;
        _log = new LineLog(log);
        _deadLetters = new DeadLetters(source, _log);
        _thread = new Thread(Loop) { Name = "invalidator-consume", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Messages that could not be read; each is in the topic's dead-letter topic, and has cleared everything.</summary>
    public long Malformed => _deadLetters.Count;

    /// <summary>How far behind it is, as of a moment ago.</summary>
    public ConsumerLag Lag => _lag;

    /// <summary>When the connector last said that it lives, ms since 1970; 0 for never.</summary>
    public long HeartbeatAt => Volatile.Read(ref _heartbeatAt);

    /// <inheritdoc />
    public void Flow(bool flow) => _flow = flow;

    /// <inheritdoc />
    public void Commit(int partition, long offset)
    {
        if (_commits.Count < CommitLimit) _commits.Enqueue((partition, offset));
    }

    /// <summary>Commits what is acknowledged, leaves the group and stops.</summary>
    public void Dispose()
    {
        if (_closed.IsSet) return;
        _closed.Set();
        // With the broker gone leaving can take long; the thread is a background one and holds nobody up.
        _thread.Join(ClosePatience);
    }

    private void Loop()
    {
        while (!_closed.IsSet)
        {
            _fatal = false;
            try
            {
                using var session = new ConsumerSession(_source, HandleError, _deadLetters, _log);
                while (!_closed.IsSet && !_fatal) Step(session);
                session.Commit(_commits);
                session.Close();
            }
            catch (KafkaException e)
            {
                _log.Say(e.Error.Code.ToString(), $"consumer: {e.Error.Reason}");
                _closed.Wait(RetryPause);
            }
        }

        _deadLetters.Dispose();
    }

    private void Step(ConsumerSession session)
    {
        session.Commit(_commits);
        // Pausing throws away what the client has fetched ahead: once full, it stays so until half is committed.
        _full = session.Open >= (_full ? OpenLimit / 2 : OpenLimit);
        var flow = _flow && !_full;
        session.Flow(flow);
        var records = session.Poll(BatchLimit, PollWait, deliver: flow);
        if (records.Count > 0) _consumed(records);
        if (session.TryMeasure(flow, out var lag)) _lag = lag;
        Volatile.Write(ref _heartbeatAt, session.HeartbeatAt);
    }

    private void HandleError(IConsumer<byte[]?, byte[]?> consumer, Error error)
    {
        if (error.IsFatal) _fatal = true;
        _log.Say(error.Code.ToString(), $"consumer: {error.Reason}");
    }
}
