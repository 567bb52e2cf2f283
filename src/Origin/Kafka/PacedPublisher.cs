using System.Collections.Concurrent;
using AkkaCacheSim.Core.Feeds;
using Confluent.Kafka;

namespace AkkaCacheSim.Origin.Kafka;

/// <summary>Publishes no faster than the invalidators commit: the embedded broker keeps 5 MiB a partition and then drops its oldest records, read or not.</summary>
/// <remarks>A batch goes out in as many pieces as there is room for, on a thread of its own; the answer comes when the last is acknowledged.</remarks>
public sealed class PacedPublisher : IKafkaPublisher
{
    /// <summary>Bytes in a partition that are not committed yet, before compression; a record larger than that goes alone.</summary>
    public const int Room = 3 << 20;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    private readonly BlockingCollection<IReadOnlyList<FeedEvent>> _batches = [];
    private readonly AutoResetEvent _acknowledged = new(false);
    private readonly ManualResetEventSlim _closing = new();
    private readonly Dictionary<int, UncommittedBytes> _partitions = [];
    private readonly string _topic;
    private readonly Action<bool> _published;
    private readonly KafkaPublisher _publisher;
    private readonly IConsumer<Ignore, Ignore> _group;
    private readonly Thread _thread;
    private volatile bool _ok;

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
        try
        {
            _batches.Add(events);
        }
        catch (InvalidOperationException)
        {
            _published(false);
        }
    }

    /// <summary>Gives events under way half a second, then answers false for what is left.</summary>
    public void Dispose()
    {
        if (_closing.IsSet) return;
        _closing.Set();
        _batches.CompleteAdding();
        _publisher.Dispose();
        _thread.Join();
        _group.Dispose();
    }

    private void Loop()
    {
        foreach (var batch in _batches.GetConsumingEnumerable()) _published(PublishAll(batch));
    }

    private bool PublishAll(IReadOnlyList<FeedEvent> batch)
    {
        for (var next = 0; next < batch.Count;)
        {
            var piece = Piece(batch, next);
            if (piece.Count == 0)
            {
                if (_closing.Wait(LookEvery)) return false;
                LookAtOffsets();
                continue;
            }

            _publisher.Publish(piece);
            _acknowledged.WaitOne();

            // Of a piece that failed some may be there all the same.
            foreach (var partition in piece.Select(e => e.Partition).Distinct()) _partitions[partition].Sent(_publisher.EndOf(partition));
            if (!_ok) return false;
            next += piece.Count;
        }

        return true;
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

    private void HandlePublished(bool ok)
    {
        _ok = ok;
        _acknowledged.Set();
    }
}
