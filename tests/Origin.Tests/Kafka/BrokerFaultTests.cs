using System.Collections.Concurrent;
using System.Diagnostics;
using AkkaCacheSim.Core.Invalidators;
using AkkaCacheSim.Invalidator.Kafka;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Kafka;

/// <summary>The broker goes away, and comes back or does not.</summary>
public sealed class BrokerFaultTests : IDisposable
{
    private readonly KafkaFixture _kafka = new();
    private readonly ConcurrentQueue<LogRecord> _seen = new();

    public void Dispose() => _kafka.Dispose();

    private Task Seen(int count) => Wait.Until(() => _seen.Count >= count, $"{count} records are consumed");

    [Fact]
    public async Task WhenTheBrokerIsLostAndComesBack_ThenBothGoOn()
    {
        _kafka.Consume(_seen).Flow(true);
        await _kafka.Publish(0, 1, 1);
        await Seen(1);
        _kafka.Broker.SetDown();
        _kafka.Publisher.Publish(KafkaFixture.Events(0, 2, 1));
        await Wait.Until(() => !_kafka.Lines.IsEmpty, "the consumer says that the broker is gone");
        _kafka.Broker.SetUp();
        await Wait.Until(() => _kafka.Published.Count == 2, "the publisher has answered");
        await Seen(2);
        Assert.Equal([true, true], _kafka.Published);
    }

    [Fact]
    public async Task WhenTheBrokerStaysAway_ThenThePublisherFailsOnceAndWithinItsBound()
    {
        _kafka.Broker.SetDown();
        _kafka.Publisher.Publish(KafkaFixture.Events(0, 1, 50));
        await Wait.Until(() => !_kafka.Published.IsEmpty, "the publisher has answered");
        _kafka.Broker.SetUp();
        await _kafka.Publish(0, 1, 50);
        Assert.Equal([false, true], _kafka.Published);
    }

    [Fact]
    public async Task WhenTheBrokerIsAway_ThenClosingIsQuick()
    {
        var consumer = _kafka.Consume(_seen);
        consumer.Flow(true);
        await _kafka.Publish(0, 1, 10);
        await Seen(10);
        consumer.Commit(0, 10);
        _kafka.Broker.SetDown();
        _kafka.Publisher.Publish(KafkaFixture.Events(0, 11, 10));
        var start = Stopwatch.GetTimestamp();
        consumer.Dispose();
        _kafka.Publisher.Dispose();
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 8);
        Assert.Equal([true, false], _kafka.Published);
    }

    [Fact]
    public async Task WhenTheBrokerIsNotThere_ThenTheConsumerSaysSoAndClosesQuickly()
    {
        var consumer = new KafkaConsumerLoop(_kafka.Source("g") with { Bootstrap = "127.0.0.1:1" }, _ => { }, _kafka.Lines.Enqueue);
        await Wait.Until(() => !_kafka.Lines.IsEmpty, "it says so");
        var start = Stopwatch.GetTimestamp();
        consumer.Dispose();
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 8);
        Assert.DoesNotContain(_kafka.Lines, line => line.Contains('\n'));
    }
}
