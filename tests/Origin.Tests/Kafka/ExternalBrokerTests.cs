using System.Collections.Concurrent;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Invalidators;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Invalidator.Kafka;
using AkkaCacheSim.Origin.Kafka;
using AkkaCacheSim.Origin.Rows;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Kafka;

/// <summary>A Kafka cluster that is not the origin's own; the mock cluster stands for it here.</summary>
public sealed class ExternalBrokerTests : IDisposable
{
    private static readonly string Topic = LogNames.Topic("public");

    private readonly ConcurrentQueue<LogRecord> _seen = new();
    private readonly ConcurrentQueue<bool> _published = new();
    private readonly ConcurrentQueue<string> _lines = new();

    public void Dispose() => Assert.DoesNotContain(_lines, line => line.Contains('\n'));

    private static SimSettings At(string address) => new() { Kafka = address, Invalidation = InvalidationStrategies.Cdc };

    private void Consumed(IReadOnlyList<LogRecord> records)
    {
        foreach (var record in records) _seen.Enqueue(record);
    }

    [Fact]
    public async Task WhenTheTopicIsNotThere_ThenItIsAfterOpening()
    {
        using var broker = new MockBroker("another", 1);
        using var topic = await ChangeTopic.OpenAsync(At(broker.Bootstrap), "127.0.0.1", _lines.Enqueue, TestContext.Current.CancellationToken);
        Assert.Equal(4, topic.Partitions);
        using var publisher = topic.Publisher(_published.Enqueue, _lines.Enqueue);
        publisher.Publish(KafkaFixture.Events(3, 1, 1));
        await Wait.Until(() => !_published.IsEmpty, "the event is acknowledged");
        Assert.Equal([true], _published);
    }

    [Fact]
    public async Task WhenTheTopicHasItsOwnNumberOfPartitions_ThenThatCounts()
    {
        using var broker = new MockBroker(Topic, 7);
        using var topic = await ChangeTopic.OpenAsync(At(broker.Bootstrap), "127.0.0.1", _lines.Enqueue, TestContext.Current.CancellationToken);
        Assert.Equal(7, topic.Partitions);
    }

    [Fact]
    public async Task WhenNobodyAnswers_ThenPreparingSaysSoInOneLine()
    {
        var e = await Assert.ThrowsAsync<OriginUnavailableException>(() => ChangeTopic.PrepareAsync(At("127.0.0.1:1"), TestContext.Current.CancellationToken));
        Assert.StartsWith("--kafka 127.0.0.1:1: a Kafka cluster that can be used was expected", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public async Task WhenTheBrokerComesBackElsewhere_ThenPublisherAndConsumerFindItAndTheGapIsTold()
    {
        var old = new MockBroker(Topic, 1);
        using var proxy = new TcpProxy(old.Bootstrap);
        using var publisher = new KafkaPublisher(proxy.Address, _published.Enqueue, Topic, _lines.Enqueue);
        using var consumer = new KafkaConsumerLoop(new KafkaSource(proxy.Address, Topic, "g") { Embedded = true }, Consumed, _lines.Enqueue);
        consumer.Flow(true);
        publisher.Publish(KafkaFixture.Events(0, 1, 3));
        await Wait.Until(() => _seen.Any(record => record.Sequence == 3), "the old broker's records are consumed");
        old.Dispose();
        using var young = new MockBroker(Topic, 1);
        proxy.Lead(young.Bootstrap);

        // As the feed does: again, until it is acknowledged.
        await Wait.Until(() =>
        {
            if (_published.Contains(true) && _published.Count > 1) return true;
            publisher.Publish(KafkaFixture.Events(0, 4, 1));
            var answered = _published.Count;
            SpinWait.SpinUntil(() => _published.Count > answered, TimeSpan.FromSeconds(6));
            return _published.Skip(1).Contains(true);
        }, "the new broker has the event", 60);
        await Wait.Until(() => _seen.Any(record => record.Sequence == 4), "it is consumed", 60);
        Assert.Contains(_seen.SkipWhile(record => record.Sequence != 3), record => record.Offset < 0);
    }
}
