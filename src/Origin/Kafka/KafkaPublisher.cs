using System.Collections.Concurrent;
using AkkaCacheSim.Core.Feeds;
using Confluent.Kafka;

namespace AkkaCacheSim.Origin.Kafka;

/// <summary>Publishes feed events with an idempotent producer.</summary>
public sealed class KafkaPublisher : IKafkaPublisher
{
    // Both the time an event may take and the producer's queue are bounded; beyond, the batch fails and the feed asks again.
    private const int MessageTimeoutMs = 5_000;
    private const int QueueLimit = 100_000;

    private static readonly TimeSpan ClosePatience = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<PublishBatch, bool> _open = new();
    private readonly ConcurrentDictionary<int, long> _ends = new();
    private readonly string _bootstrap;
    private readonly string _topic;
    private readonly Action<bool> _published;
    private readonly Action<string>? _log;
    private readonly IReadOnlyDictionary<string, string> _client;
    private readonly Lock _gate = new();
    private IProducer<byte[]?, byte[]>? _producer;
    private volatile bool _fatal;
    private bool _closed;

    /// <summary>Creates the producer; it connects by itself, and again when the connection is lost.</summary>
    /// <param name="bootstrap">The brokers.</param>
    /// <param name="published">Told once a Publish call, on a thread of the producer's: true when every event of it is acknowledged.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="log">Told of errors, a line each.</param>
    /// <param name="client">Settings for the client; null for none.</param>
    public KafkaPublisher(string bootstrap, Action<bool> published, string topic, Action<string>? log = null, IReadOnlyDictionary<string, string>? client = null)
    {
        _bootstrap = bootstrap;
        _published = published;
        _topic = topic;
        _log = log;
        _client = client ?? new Dictionary<string, string>();
        _producer = Build();
    }

    /// <inheritdoc />
    public void Publish(IReadOnlyList<FeedEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var batch = new PublishBatch(events.Count, Done);
        _open[batch] = true;
        lock (_gate)
        {
            if (_closed) batch.Ended(false, events.Count);
            else Produce(events, batch);
        }
        batch.Ended(true);
    }

    /// <summary>The offset behind the last acknowledged event of a partition; 0 while there is none.</summary>
    /// <param name="partition">The partition.</param>
    /// <returns>The offset.</returns>
    public long EndOf(int partition) => _ends.GetValueOrDefault(partition);

    /// <summary>Gives events under way half a second, then answers false for what is left.</summary>
    public void Dispose()
    {
        IProducer<byte[]?, byte[]>? producer;
        lock (_gate)
        {
            if (_closed) return;
            _closed = true;
            producer = _producer;
            _producer = null;
        }
        producer?.Flush(ClosePatience);
        producer?.Dispose();
        foreach (var batch in _open.Keys) batch.Abandon();
    }

    private void Produce(IReadOnlyList<FeedEvent> events, PublishBatch batch)
    {
        // An idempotent producer that met a fatal error never sends again.
        if (_fatal) Renew(batch);
        var now = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        for (var i = 0; i < events.Count; i++)
        {
            try
            {
                var e = events[i];
                _producer!.Produce(new TopicPartition(_topic, e.Partition), Record(e, now),
                    report => HandleReport(report, batch));
            }
            catch (KafkaException failure)
            {
                // The rest would come out of order, without the one that failed: none of it is sent.
                _log?.Invoke($"publisher: {failure.Error.Reason}");
                batch.Ended(false, events.Count - i);
                return;
            }
        }
    }

    private void HandleReport(DeliveryReport<byte[]?, byte[]> report, PublishBatch batch)
    {
        if (!report.Error.IsError) _ends.AddOrUpdate(report.Partition.Value, report.Offset.Value + 1, (_, end) => Math.Max(end, report.Offset.Value + 1));
        batch.Ended(!report.Error.IsError);
    }

    private static Message<byte[]?, byte[]> Record(FeedEvent e, long now) => new()
    {
        Key = DebeziumEnvelope.Key(e),
        Value = DebeziumEnvelope.Value(e, now),
        Headers = new Headers
        {
            { DebeziumEnvelope.LogIdHeader, DebeziumEnvelope.LogId(e) },
            { DebeziumEnvelope.SequenceHeader, DebeziumEnvelope.Sequence(e) },
        },
    };

    private void Done(PublishBatch batch, bool ok)
    {
        _open.TryRemove(batch, out _);
        _published(ok);
    }

    private void Renew(PublishBatch batch)
    {
        _producer!.Dispose();
        // Its reports will not come any more.
        foreach (var other in _open.Keys)
            if (!ReferenceEquals(other, batch)) other.Abandon();
        _fatal = false;
        _producer = Build();
    }

    private IProducer<byte[]?, byte[]> Build()
    {
        var config = new ProducerConfig
        {
            BootstrapServers = _bootstrap,
            EnableIdempotence = true,
            Acks = Acks.All,
            // Events come in batches already; waiting for more only delays them.
            LingerMs = 0,
            // Only whether it went well is looked at; keys and values need not come back.
            DeliveryReportFields = "status",
            MessageTimeoutMs = MessageTimeoutMs,
            QueueBufferingMaxMessages = QueueLimit,
            // A broker that comes back is found within a second, well inside an event's time.
            ReconnectBackoffMs = 50,
            ReconnectBackoffMaxMs = 1_000,
        }.With(_client);
        return new ProducerBuilder<byte[]?, byte[]>(config)
            .SetErrorHandler(HandleError)
            // Errors come to the handler above as well; the library's own log lines would repeat them on stderr.
            .SetLogHandler((_, _) => { })
            .Build();
    }

    private void HandleError(IProducer<byte[]?, byte[]> producer, Error error)
    {
        if (error.IsFatal) _fatal = true;
        _log?.Invoke($"publisher: {error.Reason}");
    }
}
