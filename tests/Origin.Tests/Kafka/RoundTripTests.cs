using System.Collections.Concurrent;
using System.Text;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Invalidators;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Invalidator.Kafka;
using Confluent.Kafka;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Kafka;

/// <summary>Publisher, embedded broker and consumer together.</summary>
public sealed class RoundTripTests : IDisposable
{
    private readonly KafkaFixture _kafka = new();
    private readonly ConcurrentQueue<LogRecord> _seen = new();

    public void Dispose() => _kafka.Dispose();

    private Task Seen(int count) => Wait.Until(() => _seen.Count >= count, $"{count} records are consumed, {_seen.Count} were; log: {string.Join("; ", _kafka.Lines)}");

    [Fact]
    public async Task WhenEventsArePublished_ThenTheyAreConsumedWithTheirHeaders()
    {
        _kafka.Consume(_seen).Flow(true);
        _kafka.Publisher.Publish([new FeedEvent(1, "log-7", 1, null), KafkaFixture.Event(1, 2),
            new FeedEvent(1, "log-7", 3, new LoggedChange(8, ChangeOp.Delete, "gone", null, 4, 6, 0, 0) { Stamp = 5 })]);
        await Seen(3);
        Assert.Equal([new LogRecord(1, 0, "log-7", 1, null), new LogRecord(1, 1, "log", 2, new Change("k2", 2)),
            new LogRecord(1, 2, "log-7", 3, new Change("gone", 4) { Stamp = 5, WriteId = 6 })], _seen);
        await Wait.Until(() => !_kafka.Published.IsEmpty, "the publisher answers");
        Assert.Equal([true], _kafka.Published);
    }

    [Fact]
    public async Task WhenMuchIsPublished_ThenEachPartitionKeepsItsOrder()
    {
        _kafka.Consume(_seen).Flow(true);
        for (var i = 0; i < 20; i++) _kafka.Publisher.Publish([.. KafkaFixture.Events(0, 1 + (i * 100), 100), .. KafkaFixture.Events(1, 1 + (i * 100), 100)]);
        await Seen(4_000);
        foreach (var partition in _seen.GroupBy(record => record.Partition))
            Assert.Equal(Enumerable.Range(1, 2_000).Select(i => (long)i), partition.Select(record => record.Sequence));
        await Wait.Until(() => _kafka.Published.Count == 20, "every call is answered");
        Assert.DoesNotContain(false, _kafka.Published);
    }

    [Fact]
    public async Task WhenHeldBack_ThenNothingComesUntilItFlows()
    {
        await _kafka.Publish(0, 1, 10);
        var held = _kafka.Consume(_seen, "held");
        // Another group gets everything meanwhile: the broker delivers.
        var other = new ConcurrentQueue<LogRecord>();
        _kafka.Consume(other, "other").Flow(true);
        await Wait.Until(() => other.Count == 10, "the other group has all");
        Assert.Empty(_seen);
        held.Flow(true);
        await Seen(10);
        held.Flow(false);
        await _kafka.Publish(0, 11, 5);
        await Wait.Until(() => other.Count == 15, "the other group has all");
        held.Flow(true);
        await Seen(15);
        Assert.Equal(Enumerable.Range(0, 15).Select(i => (long)i), _seen.Select(record => record.Offset));
    }

    [Fact]
    public async Task WhenAConsumerRestarts_ThenItGoesOnAfterWhatWasCommitted()
    {
        await _kafka.Publish(0, 1, 100);
        var first = _kafka.Consume(_seen);
        first.Flow(true);
        await Seen(100);
        first.Commit(0, 60);
        first.Dispose();
        Assert.Equal(100, _seen.Count);

        var second = _kafka.Consume(_seen);
        second.Flow(true);
        await Seen(140);
        await _kafka.Publish(0, 101, 1);
        await Seen(141);
        Assert.Equal(Enumerable.Range(60, 41).Select(i => (long)i), _seen.Skip(100).Select(record => record.Offset));
    }

    [Fact]
    public async Task WhenCommitsAreForeignOrGoBack_ThenTheyAreIgnored()
    {
        await _kafka.Publish(0, 1, 10);
        var first = _kafka.Consume(_seen);
        first.Flow(true);
        await Seen(10);
        first.Commit(0, 5);
        first.Commit(0, 3);
        first.Commit(0, 999);
        first.Commit(7, 1);
        first.Dispose();
        _kafka.Consume(_seen).Flow(true);
        await Seen(15);
        Assert.Equal(5, _seen.Skip(10).First().Offset);
    }

    [Fact]
    public async Task WhenASecondConsumerJoins_ThenTheySharePartitionsAndNothingIsLost()
    {
        await _kafka.Publish(0, 1, 50);
        await _kafka.Publish(1, 1, 50);
        var first = _kafka.Consume(_seen);
        first.Flow(true);
        await Seen(100);
        first.Commit(0, 50);
        first.Commit(1, 50);
        await Wait.Until(() => _kafka.CommittedOffset(0) == 50 && _kafka.CommittedOffset(1) == 50, "the commits are with the broker");
        var others = new ConcurrentQueue<LogRecord>();
        _kafka.Consume(others).Flow(true);
        // Probes until the newcomer has a partition.
        var sequence = 51;
        await Wait.Until(() =>
        {
            _kafka.Publisher.Publish([KafkaFixture.Event(0, sequence), KafkaFixture.Event(1, sequence++)]);
            return !others.IsEmpty;
        }, "the newcomer consumes");
        await Wait.Until(() => _seen.Concat(others).Select(record => (record.Partition, record.Offset)).Distinct().Count() == (sequence - 1) * 2, "all is consumed by one or the other");
        Assert.Single(others.Select(record => record.Partition).Distinct());
        Assert.DoesNotContain(others, record => record.Offset < 50);
    }

    [Fact]
    public async Task WhenTooMuchIsUncommitted_ThenNothingMoreIsConsumedUntilItIs()
    {
        const int All = KafkaConsumerLoop.OpenLimit + 5_000;
        // Tombstones: the broker keeps no more than 5 MiB.
        using var producer = new ProducerBuilder<Null, byte[]?>(new ProducerConfig { BootstrapServers = _kafka.Broker.Bootstrap }).Build();
        for (var i = 0; i < All; i++) producer.Produce(new TopicPartition(LogNames.Topic("public"), 0), new Message<Null, byte[]?>());
        producer.Flush(TestContext.Current.CancellationToken);
        var consumer = _kafka.Consume(_seen);
        consumer.Flow(true);
        await Seen(KafkaConsumerLoop.OpenLimit);
        // Another group, started later, has all of it: time enough for this one to have taken more.
        var other = new ConcurrentQueue<LogRecord>();
        var witness = _kafka.Consume(other, "other");
        witness.Flow(true);
        await Wait.Until(() =>
        {
            if (other.LastOrDefault() is { LogId: not null } last) witness.Commit(0, last.Offset + 1);
            return other.Count == All;
        }, "the other group has all");
        Assert.InRange(_seen.Count, KafkaConsumerLoop.OpenLimit, KafkaConsumerLoop.OpenLimit + KafkaConsumerLoop.BatchLimit);
        consumer.Commit(0, KafkaConsumerLoop.OpenLimit);
        await Seen(All);
        Assert.Equal(Enumerable.Range(0, All).Select(i => (long)i), _seen.Select(record => record.Offset));
    }

    [Fact]
    public async Task WhenARecordIsMalformed_ThenItDropsEverythingAndTheNextIsRead()
    {
        using var producer = new ProducerBuilder<Null, byte[]>(new ProducerConfig { BootstrapServers = _kafka.Broker.Bootstrap }).Build();
        await producer.ProduceAsync(new TopicPartition(LogNames.Topic("public"), 0), new Message<Null, byte[]> { Value = "rubbish"u8.ToArray() }, TestContext.Current.CancellationToken);
        await _kafka.Publish(0, 2, 1);
        var consumer = _kafka.Consume(_seen);
        consumer.Flow(true);
        await Seen(2);
        Assert.Equal([new LogRecord(0, 0, "", 1, new Change(null, Message.NoVersion)), new LogRecord(0, 1, "log", 2, new Change("k2", 2))], _seen);
        Assert.Contains(_kafka.Lines, line => line.Contains("0/0 is malformed", StringComparison.Ordinal));
        Assert.Equal(1, consumer.Malformed);
    }

    [Fact]
    public async Task WhenRecordsAreMalformed_ThenEachIsInTheDeadLetterTopicAsItCame()
    {
        using var producer = new ProducerBuilder<byte[]?, byte[]>(new ProducerConfig { BootstrapServers = _kafka.Broker.Bootstrap }).Build();
        var headers = new Headers { { "own", "x"u8.ToArray() } };
        await producer.ProduceAsync(new TopicPartition(LogNames.Topic("public"), 0), new Message<byte[]?, byte[]> { Value = "rubbish"u8.ToArray() }, TestContext.Current.CancellationToken);
        await producer.ProduceAsync(new TopicPartition(LogNames.Topic("public"), 1), new Message<byte[]?, byte[]> { Key = [0xff], Value = [], Headers = headers }, TestContext.Current.CancellationToken);
        await _kafka.Publish(0, 2, 1);
        _kafka.Consume(_seen).Flow(true);
        await Seen(3);

        var settings = new ConsumerConfig { BootstrapServers = _kafka.Broker.Bootstrap, GroupId = "letters", AutoOffsetReset = AutoOffsetReset.Earliest, AllowAutoCreateTopics = true };
        using var reader = new ConsumerBuilder<byte[]?, byte[]?>(settings).SetLogHandler((_, _) => { }).Build();
        reader.Subscribe(LogNames.Topic("public") + ".dead-letter");
        var letters = new List<Message<byte[]?, byte[]?>>();
        await Wait.Until(() =>
        {
            try
            {
                if (reader.Consume(TimeSpan.FromMilliseconds(50)) is { } letter) letters.Add(letter.Message);
            }
            catch (ConsumeException e) when (e.Error.Code == ErrorCode.UnknownTopicOrPart)
            {
                // The first letter makes the topic, and may not be there yet.
            }

            return letters.Count == 2;
        }, "both letters are there");
        var first = letters.Single(letter => letter.Key is null);
        Assert.Equal("rubbish", Encoding.UTF8.GetString(first.Value!));
        Assert.Equal(["0", "0"], [Header(first, "dead-letter-partition"), Header(first, "dead-letter-offset")]);
        Assert.NotEmpty(Header(first, "dead-letter-reason"));
        var second = letters.Single(letter => letter.Key is not null);
        Assert.Equal([0xff], second.Key!);
        Assert.Equal([], second.Value!);
        Assert.Equal(("x", "1"), (Header(second, "own"), Header(second, "dead-letter-partition")));
        reader.Close();

        static string Header(Message<byte[]?, byte[]?> letter, string name) => Encoding.UTF8.GetString(letter.Headers.GetLastBytes(name));
    }

    [Fact]
    public void WhenAPartitionIsNotThere_ThenTheCallFails()
    {
        _kafka.Publisher.Publish([KafkaFixture.Event(77, 1)]);
        Assert.True(SpinWait.SpinUntil(() => !_kafka.Published.IsEmpty, TimeSpan.FromSeconds(20)));
        Assert.Equal([false], _kafka.Published);
    }

    [Fact]
    public void WhenNothingIsPublished_ThenItIsAnsweredAllTheSame()
    {
        _kafka.Publisher.Publish([]);
        Assert.Equal([true], _kafka.Published);
    }
}
