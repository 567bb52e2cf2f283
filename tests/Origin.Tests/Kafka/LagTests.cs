using System.Collections.Concurrent;
using AkkaCacheSim.Core.Invalidators;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Kafka;

/// <summary>How far behind the log a consumer says that it is.</summary>
public sealed class LagTests : IDisposable
{
    private readonly KafkaFixture _kafka = new();
    private readonly ConcurrentQueue<LogRecord> _seen = new();

    public void Dispose() => _kafka.Dispose();

    [Fact]
    public async Task WhenRecordsAreNotCommitted_ThenTheyAreBehindUntilTheyAre()
    {
        var consumer = _kafka.Consume(_seen);
        consumer.Flow(true);
        await _kafka.Publish(0, 1, 30);
        await _kafka.Publish(1, 1, 12);
        await Wait.Until(() => _seen.Count == 42, "all is consumed");
        await Wait.Until(() => consumer.Lag.Events == 42, "all of it is behind");
        Assert.Equal(2, consumer.Lag.Partitions);
        await Wait.Until(() => consumer.Lag.Milliseconds > 300, "its age grows");
        consumer.Commit(0, 20);
        await Wait.Until(() => consumer.Lag.Events == 22, "what is committed is not");
        consumer.Commit(0, 30);
        consumer.Commit(1, 12);
        await Wait.Until(() => consumer.Lag is { Events: 0, Milliseconds: 0 }, "nothing is");
    }

    [Fact]
    public async Task WhenItIsHeldBack_ThenItKnowsWhatWaitsAndForHowLong()
    {
        var first = _kafka.Consume(_seen);
        first.Flow(true);
        await _kafka.Publish(0, 1, 1);
        await Wait.Until(() => _seen.Count == 1, "it is consumed");
        first.Commit(0, 1);
        await Wait.Until(() => _kafka.CommittedOffset(0) == 1, "it is committed");
        first.Dispose();
        await _kafka.Publish(0, 2, 5);
        var held = _kafka.Consume(_seen);
        await Wait.Until(() => held.Lag is { Events: 5, Milliseconds: > 300 }, "five wait");
        Assert.Single(_seen);
        held.Flow(true);
        await Wait.Until(() => _seen.Count == 6, "they are consumed");
    }
}
