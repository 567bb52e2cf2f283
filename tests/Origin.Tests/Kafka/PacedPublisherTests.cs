using System.Collections.Concurrent;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Invalidators;
using AkkaCacheSim.Invalidator.Kafka;
using AkkaCacheSim.Origin.Kafka;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Kafka;

/// <summary>More than the embedded broker can hold goes through it.</summary>
public sealed class PacedPublisherTests : IDisposable
{
    private const int BatchSize = 500;

    private readonly MockBroker _broker = new(LogNames.Topic("public"), 2);
    private readonly ConcurrentQueue<bool> _published = new();
    private readonly PacedPublisher _publisher;
    private readonly string _value;

    public PacedPublisherTests()
    {
        _publisher = new PacedPublisher(_broker.Bootstrap, "g", _published.Enqueue, LogNames.Topic("public"));

        // Random, so that compression does not help.
        var noise = new byte[3_000];
        new Random(1).NextBytes(noise);
        _value = Convert.ToBase64String(noise);
    }

    public void Dispose()
    {
        _publisher.Dispose();
        _broker.Dispose();
    }

    private FeedEvent[] Batch(int number) => [.. Enumerable.Range(number * BatchSize, BatchSize).Select(i =>
        new FeedEvent(i % 2, "log", (i / 2) + 1, new LoggedChange(i + 1, ChangeOp.Update, $"k{i}", _value, i + 1, 0, 0, 0)))];

    [Fact]
    public async Task WhenMuchMoreComesThanTheBrokerKeeps_ThenAConsumerMissesNothing()
    {
        const int Batches = 20;
        var seen = new ConcurrentQueue<LogRecord>();
        KafkaConsumerLoop? loop = null;
        using var consumer = loop = new KafkaConsumerLoop(new KafkaSource(_broker.Bootstrap, LogNames.Topic("public"), "g") { Embedded = true }, records =>
        {
            foreach (var record in records.Where(record => record.Offset >= 0))
            {
                seen.Enqueue(record);
                loop!.Commit(record.Partition, record.Offset + 1);
            }
        }, _ => { });
        consumer.Flow(true);
        for (var i = 0; i < Batches; i++)
        {
            _publisher.Publish(Batch(i));
            await Wait.Until(() => _published.Count == i + 1, "the batch is acknowledged", 60);
        }

        await Wait.Until(() => seen.Count == Batches * BatchSize, "everything is consumed", 60);
        Assert.All(_published, Assert.True);
        foreach (var partition in seen.GroupBy(record => record.Partition))
            Assert.Equal(Enumerable.Range(1, partition.Count()).Select(i => (long)i), partition.Select(record => record.Sequence));
    }

    [Fact]
    public async Task WhenNobodyCommits_ThenItStopsBeforeTheBrokerForgets()
    {
        var sent = 0;
        for (; sent < 10; sent++)
        {
            _publisher.Publish(Batch(sent));
            if (!SpinWait.SpinUntil(() => _published.Count == sent + 1, TimeSpan.FromSeconds(3))) break;
        }

        // A partition has room for some 660 records of this size, and each batch brings 250.
        Assert.Equal(2, sent);
        var seen = new ConcurrentQueue<LogRecord>();
        using var consumer = new KafkaConsumerLoop(new KafkaSource(_broker.Bootstrap, LogNames.Topic("public"), "other") { Embedded = true }, records =>
        {
            foreach (var record in records.Where(record => record.Offset >= 0)) seen.Enqueue(record);
        }, _ => { });
        consumer.Flow(true);
        await Wait.Until(() => seen.Count >= 2 * BatchSize, "what was published is consumed");
        Assert.Equal([0L, 0L], seen.GroupBy(record => record.Partition).Select(partition => partition.Min(record => record.Offset)));
        _publisher.Dispose();
        Assert.False(_published.Last());
    }
}
