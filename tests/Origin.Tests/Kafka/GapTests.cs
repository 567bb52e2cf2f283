using System.Collections.Concurrent;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Invalidators;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Invalidator.Kafka;
using AkkaCacheSim.Origin.Kafka;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Kafka;

/// <summary>A consumer says so where records may be missing before those that it reads.</summary>
public sealed class GapTests : IDisposable
{
    private static readonly Change Everything = new(null, Message.NoVersion);

    private readonly KafkaFixture _kafka = new();
    private readonly ConcurrentQueue<LogRecord> _seen = new();

    public void Dispose() => _kafka.Dispose();

    [Fact]
    public async Task WhenAGroupHasNoPlaceYet_ThenEverythingIsInvalidatedInEachPartition()
    {
        _kafka.Consume(_seen).Flow(true);
        await Wait.Until(() => _kafka.Gaps.Count == 2, "both partitions say so");
        Assert.All(_kafka.Gaps, gap => Assert.Equal(Everything, gap.Change));
    }

    [Fact]
    public async Task WhenAGroupGoesOnWhereItWas_ThenNothingIsMissing()
    {
        await CommitAsync(10);
        _kafka.Consume(_seen).Flow(true);
        await _kafka.Publish(0, 11, 1);
        await Wait.Until(() => _seen.Any(record => record.Offset == 10), "the next record is consumed");
        Assert.DoesNotContain(_kafka.Gaps, gap => gap.Partition == 0);
    }

    [Fact]
    public async Task WhenTheLogIsAnotherOne_ThenEverythingIsInvalidatedThoughNothingNewIsInIt()
    {
        await CommitAsync(10);
        using var broker = new MockBroker(LogNames.Topic("public"), 2);
        var gaps = new ConcurrentQueue<LogRecord>();

        // The group's place of the old log, in a log that is empty.
        using (var place = new Confluent.Kafka.ConsumerBuilder<byte[], byte[]>(new Confluent.Kafka.ConsumerConfig { BootstrapServers = broker.Bootstrap, GroupId = "g" }).Build())
        {
            place.Commit([new(LogNames.Topic("public"), 0, 10), new(LogNames.Topic("public"), 1, 0)]);
        }

        using var consumer = new KafkaConsumerLoop(_kafka.Source("g") with { Bootstrap = broker.Bootstrap }, records =>
        {
            foreach (var record in records) gaps.Enqueue(record);
        }, _kafka.Lines.Enqueue);
        consumer.Flow(true);
        await Wait.Until(() => !gaps.IsEmpty, "the gap is told");
        Assert.Equal([(0, Everything)], gaps.Select(gap => (gap.Partition, gap.Change!.Value)));
    }

    [Fact]
    public async Task WhenTheBrokerForgetsWhatWasNotRead_ThenEverythingIsInvalidated()
    {
        await CommitAsync(10);
        for (var i = 0; i < 400; i++) _kafka.Publisher.Publish([new FeedEvent(0, "log", 11 + i, new LoggedChange(11 + i, ChangeOp.Update, "k", Noise(i), 11 + i, 0, 0, 0))]);
        await Wait.Until(() => _kafka.Published.Count == 401, "all is published");
        _kafka.Consume(_seen).Flow(true);
        await Wait.Until(() => _seen.Any(record => record.Sequence == 410), "the last is consumed");
        Assert.True(_seen.First().Offset > 10, $"{_seen.First()} is what the broker still had");
        Assert.Contains(_kafka.Gaps, gap => gap.Partition == 0);
    }

    // Longer values are not published, and compression must not help the broker to keep them.
    private static string Noise(int seed)
    {
        var noise = new byte[48_000];
        new Random(seed).NextBytes(noise);
        return Convert.ToBase64String(noise);
    }

    private async Task CommitAsync(long offset)
    {
        await _kafka.Publish(0, 1, (int)offset);
        var first = _kafka.Consume(_seen);
        first.Flow(true);
        await Wait.Until(() => _seen.Count == offset, "all is consumed");
        first.Commit(0, offset);
        await Wait.Until(() => _kafka.CommittedOffset(0) == offset, "it is committed");
        first.Dispose();
        _seen.Clear();
        _kafka.Gaps.Clear();
    }
}
