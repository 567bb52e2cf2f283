using System.Collections.Concurrent;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Invalidators;
using AkkaCacheSim.Invalidator.Kafka;
using AkkaCacheSim.Origin.Kafka;
using Confluent.Kafka;

namespace AkkaCacheSim.Origin.Tests.Kafka;

/// <summary>A broker, a publisher and consumers of it, for one test.</summary>
public sealed class KafkaFixture : IDisposable
{
    private readonly List<IDisposable> _open = [];

    public KafkaFixture(int partitions = 2)
    {
        Broker = new MockBroker(LogNames.Topic("public"), partitions);
        Publisher = Keep(new KafkaPublisher(Broker.Bootstrap, Published.Enqueue, LogNames.Topic("public")));
    }

    public MockBroker Broker { get; }

    public KafkaPublisher Publisher { get; }

    public ConcurrentQueue<bool> Published { get; } = new();

    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>What consumers said of records that may be missing.</summary>
    public ConcurrentQueue<LogRecord> Gaps { get; } = new();

    public KafkaSource Source(string group) => new(Broker.Bootstrap, LogNames.Topic("public"), group) { Embedded = true };

    public KafkaConsumerLoop Consume(Action<IReadOnlyList<LogRecord>> consumed, string group = "g") =>
        Keep(new KafkaConsumerLoop(Source(group), consumed, Lines.Enqueue));

    public KafkaConsumerLoop Consume(ConcurrentQueue<LogRecord> into, string group = "g") => Consume(records =>
    {
        foreach (var record in records) (record.Offset < 0 ? Gaps : into).Enqueue(record);
    }, group);

    public async Task Publish(int partition, long first, int count)
    {
        var before = Published.Count;
        Publisher.Publish(Events(partition, first, count));
        await Wait.Until(() => Published.Count > before, "the events are acknowledged");
    }

    /// <summary>Where a group will go on, as the broker has it.</summary>
    public long CommittedOffset(int partition, string group = "g")
    {
        using var consumer = new ConsumerBuilder<Null, Null>(new ConsumerConfig { BootstrapServers = Broker.Bootstrap, GroupId = group }).Build();
        return consumer.Committed([new TopicPartition(LogNames.Topic("public"), partition)], TimeSpan.FromSeconds(10))[0].Offset.Value;
    }

    public static FeedEvent[] Events(int partition, long first, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Event(partition, first + i))];

    public static FeedEvent Event(int partition, long sequence) => new(partition, "log", sequence,
        new LoggedChange(sequence, ChangeOp.Update, $"k{sequence}", "v", sequence, 0, 0, 0));

    public void Dispose()
    {
        for (var i = _open.Count - 1; i >= 0; i--) _open[i].Dispose();
        Broker.Dispose();
    }

    private T Keep<T>(T part) where T : IDisposable
    {
        _open.Add(part);
        return part;
    }
}
