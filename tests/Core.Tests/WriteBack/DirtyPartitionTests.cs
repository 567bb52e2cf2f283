using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Core.Tests.WriteBack;

public sealed class DirtyPartitionTests
{
    [Fact]
    public void WhenItStarts_ThenItSaysSoToItsJournalAndServesNobodyBeforeThatIsPersisted()
    {
        var rig = new PartitionRig();
        Assert.Equal(new PartitionStarted(1, 1_000), Assert.Single(rig.Appending!));
        Assert.Empty(rig.Enqueue(1, "a", "1", 7));
        Assert.Equal((new Address(Role.Dirty, 3, 1), false, 1), (rig.Partition.Self, rig.Partition.Ready, rig.Partition.Pending));
        Assert.Empty(rig.Persist(2));
        Assert.True(rig.Partition.Ready);
        Assert.Equal(1_002, Assert.Single(rig.Persist(3)).Message.Stamp);
    }

    [Fact]
    public void WhenAWriteIsPersisted_ThenItIsAcknowledgedAndServedAndNotBefore()
    {
        var rig = PartitionRig.Ready();
        Assert.Empty(rig.Enqueue(1, "a", "1", 7));
        Assert.Equal(MessageKind.Clean, rig.Peek(2, "a").Kind);
        var (to, queued) = Assert.Single(rig.Persist(3));
        Assert.Equal((Who.Coordinator, MessageKind.Queued, 7, "a", 1_002), (to, queued.Kind, queued.Request, queued.Key, queued.Stamp));
        var dirty = rig.Peek(4, "a");
        Assert.Equal((MessageKind.Dirty, "1", 107, 1_002, 0, false), (dirty.Kind, dirty.Value, dirty.WriteId, dirty.Stamp, dirty.Version, dirty.Deleted));
        rig.Write(5, "a", null, 8);
        Assert.Equal((null, true, 108), (rig.Peek(6, "a").Value, rig.Peek(6, "a").Deleted, rig.Peek(6, "a").WriteId));
    }

    [Fact]
    public void WhenWritesComeWhileAnAppendIsOnItsWay_ThenTheyFollowInOneAppendAndStampsAreBaseAndSequence()
    {
        var rig = PartitionRig.Ready();
        rig.Enqueue(1, "a", "1", 1);
        rig.Enqueue(1, "b", "2", 2);
        rig.Enqueue(1, "a", "3", 3);
        Assert.Single(rig.Appending!);
        Assert.Equal([1_002], rig.Persist(2).Select(sent => sent.Message.Stamp));
        Assert.Equal(2, rig.Appending!.Count);
        Assert.Equal([(2, 1_003), (3, 1_004)], rig.Persist(3).Select(sent => (sent.Message.Request, sent.Message.Stamp)));
        Assert.Equal(rig.Events.Count, rig.Replay().Sequence);
        Assert.Equal("3", rig.Peek(4, "a").Value);
    }

    [Fact]
    public void WhenItLeaves_ThenWhatIsOnItsWayIsAcknowledgedAndAllElseIsToldThatNothingWasDone()
    {
        var rig = PartitionRig.Ready();
        rig.Enqueue(1, "a", "1", 1);
        rig.Enqueue(1, "b", "2", 2);
        rig.Partition.Leave();
        Assert.Equal([(MessageKind.Moved, 2)], rig.Effects.TakeSent().Select(sent => (sent.Message.Kind, sent.Message.Request)));
        Assert.Equal((false, false), (rig.Partition.Ready, rig.Partition.Left));
        Assert.Equal([(MessageKind.Moved, 3)], rig.Enqueue(2, "c", "3", 3).Select(sent => (sent.Message.Kind, sent.Message.Request)));
        Assert.Equal([(MessageKind.Queued, 1)], rig.Persist(3).Select(sent => (sent.Message.Kind, sent.Message.Request)));
        Assert.Equal((false, true), (rig.Partition.Ready, rig.Partition.Left));
        Assert.Equal([(MessageKind.Moved, 4)], rig.Enqueue(4, "d", "4", 4).Select(sent => (sent.Message.Kind, sent.Message.Request)));
        Assert.Null(rig.Appending);
    }

    [Fact]
    public void WhenItLeavesWhileWritesWaitForRoom_ThenTheyAreToldThatNothingWasDone()
    {
        var rig = PartitionRig.Ready();
        rig.Write(0, "a", "1", 1);
        rig.Write(0, "b", "2", 2);
        Assert.Empty(rig.Enqueue(1, "c", "3", 3));
        rig.Partition.Leave();
        Assert.Equal([(MessageKind.Moved, 3)], rig.Effects.TakeSent().Select(sent => (sent.Message.Kind, sent.Message.Request)));
        Assert.True(rig.Partition.Left);
        Assert.Null(rig.Tick(PartitionRig.Settings.Timeout));
    }

    [Fact]
    public void WhenAnAppendIsAnsweredTwice_ThenItIsADefect() => Assert.Throws<InvalidOperationException>(() => PartitionRig.Ready().Partition.Persisted(1));

    [Fact]
    public void WhenTheOriginHasTakenARow_ThenItIsCleanOnceTheJournalKnowsAndLaterWritesStayDirty()
    {
        var rig = PartitionRig.Ready();
        var stamp = rig.Write(0, "a", "1", 1);
        var later = rig.Write(0, "b", "2", 2);
        var flush = rig.Tick(Flusher.Age)!.Value;
        Assert.Equal([new FlushRow("a", "1", stamp, 101, 0), new FlushRow("b", "2", later, 102, 0)], ((FlushBatch)flush.Batch!).Rows);
        Assert.True(((FlushBatch)flush.Batch!).Stamped);
        var newest = rig.Write(Flusher.Age, "b", "3", 3);
        Assert.Empty(rig.Flushed(Flusher.Age + 1, flush));
        Assert.Equal((1, MessageKind.Clean, newest), (rig.Partition.Count, rig.Peek(Flusher.Age + 2, "a").Kind, rig.Peek(Flusher.Age + 2, "b").Stamp));
        Assert.Equal(new RowsFlushed([("a", stamp), ("b", later)]), Assert.Single(rig.Appending!));
        rig.Persist(Flusher.Age + 3);
        Assert.Equal(["b"], rig.Replay().Queue.Entries.Select(entry => entry.Key));
    }

    [Fact]
    public void WhenItRecovers_ThenItsLifeAndItsStampsGoOn()
    {
        var first = PartitionRig.Ready();
        first.Write(0, "a", "1", 1);
        var next = new PartitionRig(first.Replay(), stampBase: 5_000);
        Assert.Equal(new PartitionStarted(2, 1_000), Assert.Single(next.Appending!));
        Assert.Equal(2, next.Partition.Self.Incarnation);
        next.Persist(1);
        Assert.Equal("1", next.Peek(2, "a").Value);
        Assert.Equal(1_004, next.Write(3, "a", "2", 2));
    }

    [Fact]
    public void WhenItsJournalDoesNotKnowOfItYet_ThenItNeitherServesNorFlushesWhatItHasRecovered()
    {
        var first = PartitionRig.Ready();
        first.Write(0, "a", "1", 1);
        var next = new PartitionRig(first.Replay());
        next.Partition.Receive(1, Who.Coordinator, new Message { Kind = MessageKind.Peek, Key = "a" });
        next.Partition.Configure(Durations.Second, PartitionRig.Settings);
        Assert.Empty(next.Effects.TakeSent());
        Assert.Equal(MessageKind.Flush, Assert.Single(next.Persist(Durations.Second)).Message.Kind);
    }

    [Fact]
    public void WhenTheClockHasStartedAnewSince_ThenWhatTheJournalHoldsIsFlushedAllTheSame()
    {
        var first = PartitionRig.Ready();
        first.Write(60 * Durations.Second, "a", "1", 1);
        var next = PartitionRig.Ready(first.Replay(), now: 5);
        Assert.Equal(5, next.Partition.OldestSince);
        Assert.NotNull(next.Tick(5 + Flusher.Age));
    }

    [Fact]
    public void WhenTheOriginHadARowAlready_ThenNoNodeKeepsAnOlderCopyOfIt()
    {
        var rig = PartitionRig.Ready();
        var stamp = rig.Write(0, "a", "1", 1);
        var sent = rig.Flushed(Flusher.Age, rig.Tick(Flusher.Age)!.Value, applied: false, version: 9);
        Assert.Equal([Who.Node, Who.OtherNode], sent.Select(message => message.To));
        Assert.All(sent, message => Assert.Equal((MessageKind.Invalidate, "a", stamp, 9), (message.Message.Kind, message.Message.Key, message.Message.Stamp, message.Message.Version)));
    }

    [Fact]
    public void WhenItIsFull_ThenWritersWaitForAFlushAndAreRefusedAfterHalfTheirTime()
    {
        var rig = PartitionRig.Ready();
        rig.Write(0, "a", "1", 1);
        rig.Write(0, "b", "2", 2);
        Assert.Empty(rig.Enqueue(1, "c", "3", 3));
        Assert.Null(rig.Appending);
        rig.Flushed(Flusher.Age, rig.Tick(Flusher.Age)!.Value);
        Assert.Equal(2, rig.Appending!.Count);
        Assert.Equal(3, Assert.Single(rig.Persist(Flusher.Age)).Message.Request);

        rig.Write(Flusher.Age, "d", "4", 4);
        rig.Enqueue(Flusher.Age, "e", "5", 5);
        rig.Partition.Tick(Flusher.Age + (PartitionRig.Settings.Timeout / 2));
        var refusal = Assert.Single(rig.Effects.TakeSent(), sent => sent.To == Who.Coordinator).Message;
        Assert.Equal((MessageKind.Failed, Outcome.Refused, 5), (refusal.Kind, refusal.Outcome, refusal.Request));
        Assert.Equal(1, rig.Partition.Counters.Refused);
    }

    [Theory]
    [InlineData(true, "write-back", "durable")]
    [InlineData(false, "write-back", "volatile")]
    [InlineData(false, "write-through", "durable")]
    public void WhenWriteBackIsBeingLeftOrWasLeft_ThenWhatIsDirtyIsFlushedAtOnce(bool draining, string write, string durability)
    {
        var rig = PartitionRig.Ready();
        rig.Write(0, "a", "1", 1);
        rig.Partition.Configure(1, PartitionRig.Settings with { Draining = draining, Write = write, Durability = durability });
        Assert.Equal(MessageKind.Flush, rig.Effects.TakeOne().Kind);
    }

    [Fact]
    public void WhenTheNextOriginComes_ThenWhatIsDirtyIsFlushedAtOnce()
    {
        var rig = PartitionRig.Ready();
        rig.Write(0, "a", "1", 1);
        rig.Partition.ViewChanged(1, new View([Who.Node]));
        Assert.Null(rig.Tick(Flusher.Age));
        rig.Partition.ViewChanged(Flusher.Age + 1, new View([Who.Node, Who.Origin with { Incarnation = 2 }]));
        Assert.Equal(MessageKind.Flush, rig.Effects.TakeOne().Kind);
    }

    [Fact]
    public void WhenManyWritesWait_ThenAnAppendTakesABoundedNumberOfThem()
    {
        var rig = new PartitionRig(settings: PartitionRig.Settings with { Backlog = 10_000 * DirtyPartitions.Count });
        rig.Persist(0);
        rig.Enqueue(1, "first", "1", 1);
        for (var i = 0; i < 1_030; i++) rig.Enqueue(1, "k" + i, "1", i);
        rig.Persist(2);
        Assert.Equal(1_024, rig.Appending!.Count);
        rig.Persist(3);
        Assert.Equal(6, rig.Appending.Count);
    }

    // A megabyte of characters is the end of an append: the write that crosses it is still in.
    [Fact]
    public void WhenValuesAreLong_ThenAnAppendTakesFewOfThem()
    {
        var rig = new PartitionRig(settings: PartitionRig.Settings with { Backlog = 10 * DirtyPartitions.Count });
        rig.Persist(0);
        rig.Enqueue(1, "first", "1", 1);
        for (var i = 0; i < 4; i++) rig.Enqueue(1, "first", new string('v', 600_000), i);
        rig.Persist(2);
        Assert.Equal(2, rig.Appending!.Count);
        rig.Persist(3);
        Assert.Equal(2, rig.Appending.Count);
    }

    [Fact]
    public void WhenThereAreManyKeys_ThenEachPartitionHasItsShare()
    {
        var counts = Enumerable.Range(0, 16_000).CountBy(key => DirtyPartitions.Of("k" + key)).ToDictionary();
        Assert.Equal(Enumerable.Range(0, DirtyPartitions.Count), counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 850, 1_150));
    }

    [Fact]
    public void WhenManyEventsHaveBeenPersisted_ThenASnapshotHoldsWhatTheyAmountTo()
    {
        var rig = PartitionRig.Ready();
        for (var i = 1; i < 4_096; i++) rig.Write(0, "a", "v" + i, i);
        Assert.Equal(rig.Replay().Snapshot(), Assert.Single(rig.Snapshots));
        rig.Write(0, "b", "w", 5_000);
        Assert.Single(rig.Snapshots);
    }
}
