using AkkaCacheSim.Core.Feeds;
using Confluent.Kafka;

namespace AkkaCacheSim.Origin.Kafka;

/// <summary>Publishes no faster than the invalidators commit: the embedded broker keeps 5 MiB a partition and then drops its oldest records, read or not.</summary>
/// <remarks>A batch goes out in as many pieces as there is room for, the first at once; a thread waits for more room. The answer comes when the last piece is acknowledged.</remarks>
public sealed class PacedPublisher : IKafkaPublisher
{
    /// <summary>Bytes in a partition that are not committed yet; a record larger than that goes alone.</summary>
    public const int Room = 3 << 20;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    private readonly AutoResetEvent _noRoom = new(false);
    private readonly ManualResetEventSlim _closing = new();
    private readonly Dictionary<int, UncommittedBytes> _partitions = [];
    private readonly string _topic;
    private readonly Action<bool> _published;
    private readonly KafkaPublisher _publisher;
    private readonly IConsumer<Ignore, Ignore> _group;
    private readonly Thread _thread;

    // Of the one batch that is on its way: whoever publishes, acknowledges or makes room has it, one after the other.
    private IReadOnlyList<FeedEvent> _batch = [];
    private List<FeedEvent> _piece = [];
    private int _next;
    private int _waits;

    /// <summary>Creates the producer, and a client that asks for the group's offsets and consumes nothing.</summary>
    /// <param name="bootstrap">The brokers.</param>
    /// <param name="group">The invalidators' consumer group.</param>
    /// <param name="published">Told once a Publish call, on another thread: true when every event of it is acknowledged.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="log">Told of errors, a line each.</param>
    public PacedPublisher(string bootstrap, string group, Action<bool> published, string topic, Action<string>? log = null)
    {
        _topic = topic;
        _published = published;
        _publisher = new KafkaPublisher(bootstrap, HandlePublished, topic, log);
        _group = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig { BootstrapServers = bootstrap, GroupId = group, EnableAutoCommit = false, ReconnectBackoffMs = 50, ReconnectBackoffMaxMs = 1_000 })
            .SetErrorHandler((_, _) => { })
            .SetLogHandler((_, _) => { })
            .Build();
        _thread = new Thread(Loop) { Name = "origin-publish", IsBackground = true };
        _thread.Start();
    }

    /// <inheritdoc />
    public void Publish(IReadOnlyList<FeedEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        _batch = events;
        _next = 0;
        Proceed();
    }

    /// <summary>Gives events under way half a second, then answers false for what is left.</summary>
    public void Dispose()
    {
        if (_closing.IsSet) return;
        _closing.Set();
        _noRoom.Set();
        _publisher.Dispose();
        _thread.Join();
        _group.Dispose();
        _noRoom.Dispose();
    }

    private void Proceed()
    {
        _piece = Piece(_batch, _next);
        if (_piece.Count > 0 || _batch.Count == 0)
        {
            _publisher.Publish(_piece);
            return;
        }

        Volatile.Write(ref _waits, 1);
        if (_closing.IsSet) GiveUp();
        else _noRoom.Set();
    }

    private void Loop()
    {
        while (_noRoom.WaitOne() && !_closing.IsSet)
        {
            LookAtOffsets();
            Volatile.Write(ref _waits, 0);
            Proceed();
            _closing.Wait(LookEvery);
        }

        GiveUp();
    }

    // Of a batch that waits for room when nobody will make any, whoever finds it first says so.
    private void GiveUp()
    {
        if (Interlocked.Exchange(ref _waits, 0) == 1) _published(false);
    }

    private void HandlePublished(bool ok)
    {
        // Of a piece that failed some may be there all the same.
        foreach (var partition in _piece.Select(e => e.Partition).Distinct()) _partitions[partition].Sent(_publisher.EndOf(partition));
        _next += _piece.Count;
        if (ok && _next < _batch.Count) Proceed();
        else _published(ok);
    }

    // As many of a batch as there is room for, in order.
    private List<FeedEvent> Piece(IReadOnlyList<FeedEvent> batch, int next)
    {
        var piece = new List<FeedEvent>();
        for (; next < batch.Count; next++)
        {
            var e = batch[next];
            if (!_partitions.TryGetValue(e.Partition, out var bytes)) _partitions[e.Partition] = bytes = new UncommittedBytes(Room);
            if (!bytes.TryAdd(DebeziumEnvelope.Size(e))) break;
            piece.Add(e);
        }

        return piece;
    }

    private void LookAtOffsets()
    {
        try
        {
            foreach (var at in _group.Committed(_partitions.Keys.Select(partition => new TopicPartition(_topic, partition)), AnswerWithin))
            {
                // A group that has committed nothing has no offset.
                if (!at.Offset.IsSpecial) _partitions[at.Partition.Value].Committed(at.Offset.Value);
            }
        }
        catch (KafkaException)
        {
            // Asked again in a moment; until then nothing more is published.
        }
    }
}
