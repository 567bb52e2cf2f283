using System.Collections.Concurrent;
using AkkaCacheSim.Invalidator.Kafka;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Kafka;

/// <summary>Members of one group come and go while events flow.</summary>
public sealed class RebalanceTests : IDisposable
{
    private const int Partitions = 4;

    private readonly KafkaFixture _kafka = new(Partitions);
    private readonly ConcurrentDictionary<(int Partition, long Offset), int> _seen = new();
    private readonly long[] _sequences = new long[Partitions];

    public void Dispose() => _kafka.Dispose();

    /// <summary>A member that acknowledges what it gets at once.</summary>
    private Member Join()
    {
        var member = new Member();
        member.Loop = _kafka.Consume(records =>
        {
            foreach (var record in records.Where(record => record.Offset >= 0))
            {
                _seen.AddOrUpdate((record.Partition, record.Offset), 1, (_, times) => times + 1);
                member.Partitions[record.Partition] = true;
                member.Loop!.Commit(record.Partition, record.Offset + 1);
            }
        });
        member.Loop.Flow(true);
        return member;
    }

    private async Task PublishUntil(Func<bool> holds, string what)
    {
        await Wait.Until(() =>
        {
            for (var partition = 0; partition < Partitions; partition++) _kafka.Publisher.Publish([KafkaFixture.Event(partition, ++_sequences[partition])]);
            return holds();
        }, what, 40);
    }

    [Fact]
    public async Task WhenMembersJoinLeaveAndDie_ThenNoEventIsMissed()
    {
        var first = Join();
        await PublishUntil(() => first.Partitions.Count == Partitions, "the first has all partitions");
        var second = Join();
        await PublishUntil(() => !second.Partitions.IsEmpty, "the second has some");
        var third = Join();
        await PublishUntil(() => !third.Partitions.IsEmpty, "the third has some");
        third.Partitions.Clear();
        second.Loop!.Dispose();
        await PublishUntil(() => !third.Partitions.IsEmpty && third.Partitions.Count + first.Loop!.Lag.Partitions >= Partitions, "the others take over");
        first.Loop!.Dispose();
        await PublishUntil(() => third.Loop!.Lag.Partitions == Partitions, "the third has all");
        await Wait.Until(() => Enumerable.Range(0, Partitions).All(partition => Enumerable.Range(0, (int)_sequences[partition]).All(offset => _seen.ContainsKey((partition, offset)))), "every event is consumed by somebody");
        Assert.Equal(_sequences.Sum(), _seen.Count);
    }

    private sealed class Member
    {
        public KafkaConsumerLoop? Loop { get; set; }

        /// <summary>Those that it has had records of.</summary>
        public ConcurrentDictionary<int, bool> Partitions { get; } = new();
    }
}
