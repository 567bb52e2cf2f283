using System.Collections.Concurrent;
using System.Threading.Channels;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Invalidators;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Invalidator.Kafka;
using AkkaCacheSim.Origin.Kafka;
using AkkaCacheSim.Origin.Postgres;
using Confluent.Kafka;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Postgres;

/// <summary>The whole way of a change in one process: the server's log, the feed, the broker, and a consumer that commits what it has seen.</summary>
public sealed class FeedPipeline : IEffects, IDisposable
{
    public const int Partitions = 4;
    private const string Group = "g";

    // What the origin's actor is in a cluster: everything that concerns the feed happens one after the other.
    private readonly Channel<Action> _turns = Channel.CreateUnbounded<Action>();
    private readonly Dictionary<int, (string LogId, long Last)> _places = [];
    private readonly MockBroker _broker = new(LogNames.Topic("public"), Partitions);
    private readonly PostgresChangeFeed _log;
    private KafkaConsumerLoop _consumer;
    private PacedPublisher? _publisher;
    private ChangeFeed? _feed;

    public FeedPipeline(DatabaseUrl url, PostgresNames names)
    {
        _log = new PostgresChangeFeed(PostgresConnection.Of(url), names,
            (log, kept, last) => Turn(() => Begin(log, kept, last)), changes => Turn(() => _feed!.ChangesRead(changes)), Clock.Now, Said.Enqueue);
        _consumer = Consume();
        _ = Task.Run(TakeTurnsAsync);
    }

    /// <summary>The latest version consumed of each key.</summary>
    public ConcurrentDictionary<string, long> Versions { get; } = new();

    public ConcurrentQueue<string> Said { get; } = new();

    /// <summary>How often the log has begun.</summary>
    public int Lives { get; private set; }

    /// <summary>Records consumed that came too early: one before them was missing.</summary>
    public int Gaps { get; private set; }

    bool IEffects.Recording => false;

    public void CutBroker(bool down)
    {
        if (down) _broker.SetDown();
        else _broker.SetUp();
    }

    public void RestartConsumer()
    {
        _consumer.Dispose();
        _consumer = Consume();
    }

    /// <summary>Where the group will go on in each partition, and where each ends.</summary>
    public IEnumerable<(long Committed, long End)> Offsets()
    {
        using var client = new ConsumerBuilder<Null, Null>(new ConsumerConfig { BootstrapServers = _broker.Bootstrap, GroupId = Group }).Build();
        var within = TimeSpan.FromSeconds(10);
        return [.. client.Committed(Enumerable.Range(0, Partitions).Select(i => new TopicPartition(LogNames.Topic("public"), i)), within)
            .Select(at => (at.Offset.Value, client.QueryWatermarkOffsets(at.TopicPartition, within).High.Value))];
    }

    public void Dispose()
    {
        _log.Dispose();
        _turns.Writer.TryComplete();
        _publisher?.Dispose();
        _consumer.Dispose();
        _broker.Dispose();
    }

    void IEffects.Send(Address to, in Message message) => Assert.Fail("a feed asks nobody");

    void IEffects.Record(in HistoryLine line) => Assert.Fail("no history is kept");

    void IEffects.SetTimer(long at) => _ = Task.Delay(TimeSpan.FromMicroseconds(Math.Max(0, at - Clock.Now()) / 1e3)).ContinueWith(_ => Turn(() => _feed!.Tick(Clock.Now())), TaskScheduler.Default);

    private void Turn(Action turn) => _turns.Writer.TryWrite(turn);

    private async Task TakeTurnsAsync()
    {
        await foreach (var turn in _turns.Reader.ReadAllAsync()) turn();
    }

    private void Begin(IChangeLog log, FeedPosition? kept, long last)
    {
        Lives++;
        _publisher?.Dispose();
        ChangeFeed? feed = null;
        _publisher = new PacedPublisher(_broker.Bootstrap, Group, ok => Turn(() => feed!.Published(Clock.Now(), ok)), LogNames.Topic("public"), Said.Enqueue);
        _feed = feed = new ChangeFeed(new Address(Role.Feed, 0, 1), "log-" + Lives, Partitions, kept, last, this, log, _publisher);
        feed.Start(Clock.Now());
    }

    private KafkaConsumerLoop Consume()
    {
        KafkaConsumerLoop? loop = null;
        loop = new KafkaConsumerLoop(new KafkaSource(_broker.Bootstrap, LogNames.Topic("public"), Group) { Embedded = true }, records => Take(records, loop!), Said.Enqueue);
        loop.Flow(true);
        return loop;
    }

    private void Take(IReadOnlyList<LogRecord> records, KafkaConsumerLoop from)
    {
        foreach (var record in records)
        {
            // A group that has committed nothing yet has no place to go on from.
            if (record.Offset < 0 && !_places.ContainsKey(record.Partition)) continue;
            if (_places.TryGetValue(record.Partition, out var place) && (place.LogId != record.LogId || record.Sequence > place.Last + 1)) Gaps++;
            _places[record.Partition] = (record.LogId, Math.Max(record.Sequence, place.Last));
            if (record.Change is { Key: { } key } change) Versions.AddOrUpdate(key, change.Version, (_, before) => Math.Max(before, change.Version));
            from.Commit(record.Partition, record.Offset + 1);
        }
    }
}
