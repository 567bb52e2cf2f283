using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Core.Tests.Coordinators;

public sealed class WriteBackTests
{
    private static readonly SimSettings Durable = new() { Write = "write-back", Timeout = CoordinatorRig.Timeout };
    private static readonly SimSettings Volatile = Durable with { Durability = "volatile" };
    private static readonly SimSettings Through = Durable with { Write = "write-through" };
    private static readonly Address Partition = new(Role.Dirty, DirtyPartitions.Of("k"), 1);

    [Fact]
    public void WhenAWriteIsQueued_ThenItIsStoredUnderItsStampAndOnlyThenAcknowledged()
    {
        var rig = Rig();
        var enqueue = Enqueue(rig, 10);
        Assert.Empty(rig.Answer(12, Who.Node, new Message { Kind = MessageKind.Announced, Request = enqueue.Request }));
        var store = CoordinatorRig.Only(rig.Answer(20, Partition, Queued(enqueue)), Who.Node, MessageKind.Store);
        Assert.Equal(("k", "new", 9, 0, enqueue.WriteId), (store.Key, store.Value, store.Stamp, store.Version, store.WriteId));
        Assert.Equal(Outcome.Stored, Result(rig.Answer(30, Who.Node, new Message { Kind = MessageKind.Stored, Request = store.Request })).Outcome);
        var line = Assert.Single(rig.Effects.Lines);
        Assert.Equal((enqueue.WriteId, false), (line.WriteId, line.Volatile));
    }

    [Fact]
    public void WhenTheLatestLifeOfAPartitionIsAskedFor_ThenItIsTheOneWithTheHighestNumber()
    {
        var rig = Rig();
        var next = Partition with { Incarnation = 10 };
        rig.Coordinator.ViewChanged(5, new View([Who.Node, Who.Origin, next, Partition, Partition with { Incarnation = 9 }]));
        Assert.Equal(next, rig.Ask(10, MessageKind.Set, value: "new")[1].To);
    }

    [Fact]
    public void WhenThePartitionIsOnItsWay_ThenWritesWaitForItInTheOrderInWhichTheyCame()
    {
        var rig = new CoordinatorRig(Durable);
        Assert.Empty(rig.Ask(10, MessageKind.Set, "k", "1", request: 1));
        Assert.Empty(rig.Ask(12, MessageKind.Set, "k", "2", request: 2));

        // Somebody else's partition is no help.
        rig.Coordinator.ViewChanged(20, new View([Who.Node, Who.Origin, Partition with { Index = Partition.Index + 1 }]));
        Assert.Empty(rig.Effects.TakeSent());
        rig.Coordinator.ViewChanged(30, new View([Who.Node, Who.Origin, Partition]));
        Assert.Equal(
            [(Who.Node, MessageKind.Announce, null), (Partition, MessageKind.Enqueue, "1"), (Who.Node, MessageKind.Announce, null), (Partition, MessageKind.Enqueue, "2")],
            rig.Effects.TakeSent().Select(sent => (sent.To, sent.Message.Kind, sent.Message.Value)));
    }

    [Fact]
    public void WhenThePartitionHasLeft_ThenTheWriteGivesItsTokenBackAndFollowsToTheNextLife()
    {
        var rig = Rig();
        var enqueue = Enqueue(rig, 10);
        var release = CoordinatorRig.Only(rig.Answer(20, Partition, new Message { Kind = MessageKind.Moved, Request = enqueue.Request }), Who.Node, MessageKind.Release);
        Assert.Equal((enqueue.Request, Outcome.None), (release.Request, release.Outcome));
        var next = Partition with { Incarnation = 2 };
        rig.Coordinator.ViewChanged(30, new View([Who.Node, Who.Origin, next]));
        Assert.Equal([(Who.Node, MessageKind.Announce), (next, MessageKind.Enqueue)], rig.Effects.TakeSent().Select(sent => (sent.To, sent.Message.Kind)));
    }

    [Fact]
    public void WhenThePartitionHasLeftAndItsNextLifeIsKnownAlready_ThenTheWriteFollowsAtOnce()
    {
        var rig = Rig();
        var enqueue = Enqueue(rig, 10);
        var next = Partition with { Incarnation = 2 };
        rig.Coordinator.ViewChanged(15, new View([Who.Node, Who.Origin, next]));
        var sent = rig.Answer(20, Partition, new Message { Kind = MessageKind.Moved, Request = enqueue.Request });
        Assert.Equal([(Who.Node, MessageKind.Release), (Who.Node, MessageKind.Announce), (next, MessageKind.Enqueue)], sent.Select(item => (item.To, item.Message.Kind)));
    }

    [Fact]
    public void WhenThePartitionLeavesAgainAndAgain_ThenTheWriteIsRefusedOnceItsTimeIsUp()
    {
        var rig = Rig();
        var enqueue = Enqueue(rig, 10);
        rig.Answer(90, Partition, new Message { Kind = MessageKind.Moved, Request = enqueue.Request });
        var next = Partition with { Incarnation = 2 };
        rig.Coordinator.ViewChanged(100, new View([Who.Node, Who.Origin, next]));
        var again = rig.Effects.TakeSent()[1].Message;
        var ended = rig.Answer(111, next, new Message { Kind = MessageKind.Moved, Request = again.Request });
        Assert.Equal([(Who.Node, Outcome.None), (Who.Client, Outcome.Refused)], ended.Select(sent => (sent.To, sent.Message.Outcome)));
    }

    [Fact]
    public void WhenThePartitionDoesNotComeInTime_ThenTheWriteIsRefusedAndNotQueuedLater()
    {
        var rig = new CoordinatorRig(Durable);
        rig.Ask(10, MessageKind.Set, value: "new");
        Assert.Equal(Outcome.Refused, Result(rig.PassTo(10 + CoordinatorRig.Timeout)).Outcome);
        rig.Coordinator.ViewChanged(200, new View([Who.Node, Who.Origin, Partition]));
        Assert.Empty(rig.Effects.TakeSent());
    }

    [Fact]
    public void WhenThePartitionRefuses_ThenTheWriteIsRefusedAndTheAnnouncementTakenBack()
    {
        var rig = Rig();
        var enqueue = Enqueue(rig, 10);
        var sent = rig.Answer(20, Partition, new Message { Kind = MessageKind.Failed, Request = enqueue.Request, Outcome = Outcome.Refused });
        Assert.Equal([MessageKind.Release, MessageKind.Result], sent.Select(message => message.Message.Kind));
        Assert.Equal(Outcome.Refused, sent[1].Message.Outcome);
    }

    [Fact]
    public void WhenThePartitionIsSilent_ThenNoCopyStaysAndALateAnswerInvalidatesAgain()
    {
        var rig = Rig();
        var enqueue = Enqueue(rig, 10);
        Assert.Equal(1, rig.Coordinator.Queueing);
        var sent = rig.PassTo(10 + CoordinatorRig.Timeout);
        Assert.Equal([MessageKind.Invalidate, MessageKind.Result], sent.Select(message => message.Message.Kind));
        Assert.Equal((Message.NoVersion, Outcome.Timeout), (sent[0].Message.Version, sent[1].Message.Outcome));
        Assert.Equal(0, rig.Coordinator.Queueing);
        var late = CoordinatorRig.Only(rig.Answer(200, Partition, Queued(enqueue)), Who.Node, MessageKind.Invalidate);
        Assert.Equal(("k", 9, 0), (late.Key, late.Stamp, late.Version));
    }

    [Fact]
    public void WhenACommitComesLate_ThenTheOwnerHearsOfIt()
    {
        var rig = new CoordinatorRig(Through);
        var write = rig.Ask(10, MessageKind.Set, value: "new")[1].Message;
        rig.PassTo(10 + CoordinatorRig.Timeout);
        var late = CoordinatorRig.Only(rig.Answer(200, Who.Origin, new Message { Kind = MessageKind.Committed, Request = write.Request, Key = "k", Version = 4 }), Who.Node, MessageKind.Invalidate);
        Assert.Equal(("k", 4), (late.Key, late.Version));
    }

    [Fact]
    public void WhenTheOwnerIsSilentAfterTheQueue_ThenTheWriteIsAcknowledgedAfterTheBound()
    {
        var rig = Rig();
        var enqueue = Enqueue(rig, 10);
        Assert.Empty(rig.Answer(20, Partition, Queued(enqueue)));
        var sent = rig.PassTo(20 + CoordinatorRig.Timeout);
        Assert.Equal((MessageKind.Invalidate, 9), (sent[0].Message.Kind, sent[0].Message.Stamp));
        Assert.Equal(Outcome.Stored, sent[1].Message.Outcome);
    }

    [Fact]
    public void WhenTheQueueIsVolatile_ThenTheOwnerHoldsTheWriteAndTheHistorySaysSo()
    {
        var rig = new CoordinatorRig(Volatile);
        var enqueue = CoordinatorRig.Only(rig.Ask(10, MessageKind.Set, value: "new"), Who.Node, MessageKind.Enqueue);
        Assert.Equal(Outcome.Stored, Result(rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Queued, Request = enqueue.Request, Key = "k" })).Outcome);
        Assert.True(Assert.Single(rig.Effects.Lines).Volatile);
        enqueue = CoordinatorRig.Only(rig.Ask(30, MessageKind.Set, value: "new"), Who.Node, MessageKind.Enqueue);
        Assert.Equal(Outcome.Refused, Result(rig.Answer(40, Who.Node, new Message { Kind = MessageKind.Failed, Request = enqueue.Request, Outcome = Outcome.Refused })).Outcome);
    }

    [Fact]
    public void WhenWriteBackIsBeingLeft_ThenWritersWaitAndGoTheNewWayInTheirOrderAndReadersGoOn()
    {
        var rig = Rig();
        rig.Coordinator.Configure(10, Durable with { Draining = true });
        Assert.Empty(rig.Ask(11, MessageKind.Set, "k", "1", request: 1));
        Assert.Empty(rig.Ask(12, MessageKind.Delete, "k", request: 2));
        Assert.Equal(MessageKind.Lookup, Assert.Single(rig.Ask(13, MessageKind.Get)).Message.Kind);
        rig.Coordinator.Configure(20, Durable with { Write = "write-around" });
        Assert.Equal([MessageKind.Write, MessageKind.Remove], rig.Effects.TakeSent().Select(sent => sent.Message.Kind));
    }

    [Fact]
    public void WhenAWriterHasWaitedTooLong_ThenItIsRefusedAndNotWrittenAfterwards()
    {
        var rig = Rig();
        rig.Coordinator.Configure(10, Durable with { Draining = true });
        rig.Ask(11, MessageKind.Set, "k", "1");
        Assert.Equal(Outcome.Refused, Result(rig.PassTo(11 + CoordinatorRig.Timeout)).Outcome);
        rig.Coordinator.Configure(200, Through);
        Assert.Empty(rig.Effects.TakeSent());
    }

    [Fact]
    public void WhenTheOwnerChangesWhileAWriterWaits_ThenTheNewOwnerHearsOfTheWrite()
    {
        var rig = Rig();
        rig.Coordinator.Configure(10, Durable with { Draining = true });
        rig.Ask(11, MessageKind.Set, "k", "1");
        rig.Coordinator.ViewChanged(12, new View([Who.OtherNode, Who.Origin]));
        rig.Coordinator.Configure(13, Through);
        Assert.Equal([Who.OtherNode, Who.Origin], rig.Effects.TakeSent().Select(sent => sent.To));
    }

    // There is no owner any more; the origin is there, and takes the write.
    [Fact]
    public void WhenEveryNodeGoesWhileAWriterWaits_ThenTheWriteGoesToTheOriginAlone()
    {
        var rig = Rig();
        rig.Coordinator.Configure(10, Durable with { Draining = true });
        rig.Ask(11, MessageKind.Set, "k", "1");
        rig.Coordinator.ViewChanged(12, new View([Who.Origin]));
        rig.Coordinator.Configure(13, Through);
        var write = CoordinatorRig.Only(rig.Effects.TakeSent(), Who.Origin, MessageKind.Write);
        Assert.Equal(Outcome.Stored, Result(rig.Answer(20, Who.Origin, new Message { Kind = MessageKind.Committed, Request = write.Request, Version = 4 })).Outcome);
    }

    [Fact]
    public void WhenEveryNodeGoesWhileAVolatileWriteWaits_ThenItIsRefused()
    {
        var rig = Rig();
        rig.Coordinator.Configure(10, Durable with { Draining = true });
        rig.Ask(11, MessageKind.Set, "k", "1");
        rig.Coordinator.ViewChanged(12, new View([Who.Origin]));
        rig.Coordinator.Configure(13, Volatile);
        Assert.Equal(Outcome.Refused, Result(rig.Effects.TakeSent()).Outcome);
        Assert.Equal(0, rig.Coordinator.InFlight);
    }

    [Fact]
    public void WhenThePartitionIsOnItsWay_ThenTheOriginAnswersAndNothingIsFilled()
    {
        var rig = new CoordinatorRig(Durable);
        var lookup = rig.Get(10);
        var sent = rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Miss, Request = lookup, Token = true });
        Assert.Equal([(Who.Node, MessageKind.Release), (Who.Origin, MessageKind.Read)], sent.Select(message => (message.To, message.Message.Kind)));
        var result = Result(rig.Answer(30, Who.Origin, new Message { Kind = MessageKind.Row, Request = lookup, Value = "v", Version = 1 }));
        Assert.Equal((Outcome.Failover, "v"), (result.Outcome, result.Value));
    }

    // The version comes later: until then the history knows the value by its write.
    [Fact]
    public void WhenADirtyValueIsServed_ThenTheHistoryNamesItsWrite()
    {
        var rig = new CoordinatorRig(Volatile);
        rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Hit, Outcome = Outcome.Hit, Request = rig.Get(10), Value = "dirty", WriteId = 17 });
        Assert.Equal(17, Assert.Single(rig.Effects.Lines).WriteId);
    }

    [Fact]
    public void WhenAReadMisses_ThenThePartitionIsAskedBeforeTheOrigin()
    {
        var rig = Rig();
        var lookup = rig.Get(10);
        var peek = CoordinatorRig.Only(rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Miss, Request = lookup, Token = true }), Partition, MessageKind.Peek);
        var sent = rig.Answer(30, Partition, new Message { Kind = MessageKind.Dirty, Request = peek.Request, Value = "dirty", Stamp = 9, WriteId = 3 });
        Assert.Equal([(Who.Node, MessageKind.Fill), (Who.Client, MessageKind.Result)], sent.Select(message => (message.To, message.Message.Kind)));
        Assert.Equal(("dirty", 9, 0, 3), (sent[0].Message.Value, sent[0].Message.Stamp, sent[0].Message.Version, sent[0].Message.WriteId));
        Assert.Equal((Outcome.Miss, "dirty"), (sent[1].Message.Outcome, sent[1].Message.Value));

        lookup = rig.Get(40);
        peek = CoordinatorRig.Only(rig.Answer(50, Who.Node, new Message { Kind = MessageKind.Miss, Request = lookup, Token = true }), Partition, MessageKind.Peek);
        CoordinatorRig.Only(rig.Answer(60, Partition, new Message { Kind = MessageKind.Clean, Request = peek.Request }), Who.Origin, MessageKind.Read);
    }

    [Fact]
    public void WhenThePartitionIsSilent_ThenTheOriginAnswersAndNothingIsFilled()
    {
        var rig = Rig();
        var lookup = rig.Get(10);
        rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Miss, Request = lookup, Token = true });
        var sent = rig.PassTo(20 + CoordinatorRig.Timeout);
        Assert.Equal([(Who.Node, MessageKind.Release), (Who.Origin, MessageKind.Read)], sent.Select(message => (message.To, message.Message.Kind)));
        var result = Result(rig.Answer(130, Who.Origin, new Message { Kind = MessageKind.Row, Request = lookup, Value = "v", Version = 1 }));
        Assert.Equal(Outcome.Failover, result.Outcome);
    }

    [Theory]
    [InlineData(MessageKind.Hit, Outcome.Hit)]
    [InlineData(MessageKind.Loaded, Outcome.Miss)]
    public void WhenReadingThrough_ThenTheOwnersAnswerEndsTheRead(MessageKind answer, Outcome outcome)
    {
        var rig = new CoordinatorRig(Through with { Read = "read-through" });
        var load = CoordinatorRig.Only(rig.Ask(10, MessageKind.Get), Who.Node, MessageKind.Load);
        var result = Result(rig.Answer(20, Who.Node, new Message { Kind = answer, Outcome = outcome, Request = load.Request, Value = "v", Version = 4 }));
        Assert.Equal((outcome, "v", 4), (result.Outcome, result.Value, result.Version));
    }

    [Theory]
    [InlineData(true)] // moved
    [InlineData(false)] // silent
    public void WhenReadingThroughAndTheOwnerDoesNotServe_ThenTheOriginAnswers(bool moved)
    {
        var rig = new CoordinatorRig(Through with { Read = "read-through" });
        var load = CoordinatorRig.Only(rig.Ask(10, MessageKind.Get), Who.Node, MessageKind.Load);
        var sent = moved ? rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Moved, Request = load.Request }) : rig.PassTo(10 + CoordinatorRig.Timeout);
        var read = CoordinatorRig.Only(sent, Who.Origin, MessageKind.Read);
        Assert.Equal(Outcome.Failover, Result(rig.Answer(115, Who.Origin, new Message { Kind = MessageKind.Row, Request = read.Request, Value = "v", Version = 4 })).Outcome);
    }

    [Fact]
    public void WhenReadingThroughAndTheOwnersLoadFails_ThenTheReadFails()
    {
        var rig = new CoordinatorRig(Through with { Read = "read-through" });
        var load = CoordinatorRig.Only(rig.Ask(10, MessageKind.Get), Who.Node, MessageKind.Load);
        Assert.Equal(Outcome.Shed, Result(rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Failed, Request = load.Request, Outcome = Outcome.Shed })).Outcome);
    }

    [Fact]
    public void WhenPoliciesChange_ThenWhatIsUnderWayEndsAsItBegan()
    {
        var rig = new CoordinatorRig(Through with { Write = "write-around" });
        var lookup = rig.Get(10, request: 1);
        var write = rig.Set(10);
        rig.Coordinator.Configure(11, Through with { Read = "read-through" });
        CoordinatorRig.Only(rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Miss, Request = lookup }), Who.Origin, MessageKind.Read);
        Assert.Equal(Outcome.Stored, Result(rig.Answer(20, Who.Origin, new Message { Kind = MessageKind.Committed, Request = write, Key = "k", Version = 4 })).Outcome);
    }

    private static CoordinatorRig Rig()
    {
        var rig = new CoordinatorRig(Durable);
        rig.Coordinator.ViewChanged(0, new View([Who.Node, Who.Origin, Partition]));
        return rig;
    }

    private static Message Enqueue(CoordinatorRig rig, long now)
    {
        var sent = rig.Ask(now, MessageKind.Set, value: "new");
        Assert.Equal([(Who.Node, MessageKind.Announce), (Partition, MessageKind.Enqueue)], sent.Select(message => (message.To, message.Message.Kind)));
        return sent[1].Message;
    }

    private static Message Queued(Message enqueue) => new() { Kind = MessageKind.Queued, Request = enqueue.Request, Key = "k", Stamp = 9 };

    private static Message Result(List<(Address To, Message Message)> sent) => CoordinatorRig.Only(sent, Who.Client, MessageKind.Result);
}
