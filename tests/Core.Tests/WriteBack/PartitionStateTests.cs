using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.WriteBack;
using CsCheck;

namespace AkkaCacheSim.Core.Tests.WriteBack;

public sealed class PartitionStateTests
{
    private static readonly Gen<JournalEvent> Events = Gen.OneOf(
        Gen.Select(Gen.Int[0, 4], Gen.Int[1, 1_000], (key, id) => (JournalEvent)new WriteQueued("k" + key, id % 5 == 0 ? null : "v" + id, id, id)),
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 40], (key, stamp) => (JournalEvent)new RowsFlushed([("k" + key, 1_000 + stamp)])),
        Gen.Int[1, 5].Select(life => (JournalEvent)new PartitionStarted(life, 1_000)));

    [Fact]
    public void WhenASnapshotIsTakenAnywhere_ThenItAndTheEventsBehindItAmountToAllEvents() =>
        Gen.Select(Events.List[0, 40], Gen.Int[0, 40]).Sample((events, cut) =>
        {
            events.Insert(0, new PartitionStarted(1, 1_000));
            var whole = Replay(new PartitionState(), events);
            var head = Replay(new PartitionState(), events.Take(cut));
            var restored = new PartitionState();
            restored.Apply(head.Snapshot());
            Assert.Equal(whole.Snapshot(), Replay(restored, events.Skip(cut)).Snapshot());
            Assert.Equal((events.Count, 1_000 + events.Count), (whole.Sequence, whole.Stamp));
        });

    [Fact]
    public void WhenAWriteIsQueued_ThenItsStampIsBaseAndSequence()
    {
        var state = Replay(new PartitionState(), [new PartitionStarted(3, 500), new WriteQueued("a", "1", 7, 9)]);
        Assert.Equal((3, 502), (state.Incarnation, state.Stamp));
        Assert.Equal((502, 7, 9), (state.Queue.Find("a")!.Stamp, state.Queue.Find("a")!.WriteId, state.Queue.Find("a")!.Since));
    }

    [Fact]
    public void WhenAnythingDiffers_ThenSnapshotsAndEventsAreNotEqual()
    {
        IReadOnlyList<FlushRow> rows = [new("k", "v", 9, 3, 0)];
        var snapshot = new JournalSnapshot(5, 2, 1_000, rows);
        Assert.Equal(snapshot, new JournalSnapshot(5, 2, 1_000, [.. rows]));
        foreach (var other in new[] { snapshot with { Sequence = 6 }, snapshot with { Incarnation = 3 }, snapshot with { StampBase = 0 }, snapshot with { Rows = [] } }) Assert.NotEqual(snapshot, other);
        Assert.False(snapshot.Equals(null));
        Assert.Equal(new RowsFlushed([("k", 9)]), new RowsFlushed([("k", 9)]));
        Assert.NotEqual(new RowsFlushed([("k", 9)]), new RowsFlushed([("k", 8)]));
        Assert.False(new RowsFlushed([]).Equals(null));
    }

    [Fact]
    public void WhenASnapshotComesBehindEvents_ThenItIsADefect()
    {
        var state = Replay(new PartitionState(), [new PartitionStarted(1, 0)]);
        Assert.Throws<InvalidOperationException>(() => state.Apply(state.Snapshot()));
    }

    private static PartitionState Replay(PartitionState state, IEnumerable<JournalEvent> events)
    {
        foreach (var item in events) state.Apply(item);
        return state;
    }
}
