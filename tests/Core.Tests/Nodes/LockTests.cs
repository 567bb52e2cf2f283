using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Nodes;

/// <summary>The lease at the owner, with cache-aside.</summary>
public sealed class LockTests
{
    private const long LeaseFor = 450;
    private const long WaitFor = 900;

    private static readonly SimSettings Locked = new() { Slots = 4, Ttl = Durations.Second, Timeout = 1_000, Protect = ProtectionSet.Lock };
    private readonly NodeRig _rig = new(Locked);

    [Fact]
    public void WhenManyReadersMiss_ThenOneGetsTheTokenAndTheOthersGetWhatItBrings()
    {
        Holder(_rig, 1, 1);
        for (var request = 2; request <= 9; request++) Waiter(_rig, 2, request);
        var answers = Fill(_rig, 5, 1, version: 4);
        Assert.Equal(Enumerable.Range(2, 8).Select(request => (Who.OtherCoordinator, MessageKind.Hit, Outcome.Coalesced, (long)request)), answers.Select(sent => (sent.To, sent.Message.Kind, sent.Message.Outcome, sent.Message.Request)));
        Assert.All(answers, sent => Assert.Equal(("v4", 4), (sent.Message.Value, sent.Message.Version)));
        Assert.Equal((9, 8, 0), (_rig.Node.Counters.Misses, _rig.Node.Counters.Coalesced, _rig.Node.Counters.Hits));
        Assert.Equal(Outcome.Hit, _rig.Lookup(6, "k").Outcome);
    }

    [Fact]
    public void WhenTheHoldersQuestionArrivesTwice_ThenItDoesNotWaitForItselfAndNewsStillOvertakesIt()
    {
        Holder(_rig, 1, 1);
        Assert.Empty(_rig.Tell(2, MessageKind.Lookup, "k", 1));
        _rig.Invalidate(3, "k", 5);
        Fill(_rig, 4, 1, version: 4);
        Assert.Equal(0, _rig.Held("k"));
    }

    [Fact]
    public void WhenTooManyReadersWait_ThenFurtherOnesAreShed()
    {
        Holder(_rig, 1, 1);
        for (var request = 0; request < LeaseTable.Bound; request++) _rig.Receive(1, Who.OtherCoordinator, new Message { Kind = MessageKind.Lookup, Request = request, Key = "k" });
        Assert.Empty(_rig.Effects.TakeSent());
        var shed = Assert.Single(_rig.Tell(1, MessageKind.Lookup, "k", LeaseTable.Bound, Who.OtherCoordinator)).Message;
        Assert.Equal((MessageKind.Failed, Outcome.Shed), (shed.Kind, shed.Outcome));
    }

    // What has a version needs no other name.
    [Fact]
    public void WhenACommittedRowComes_ThenNoReaderIsToldOfItsWrite()
    {
        Holder(_rig, 1, 1);
        Waiter(_rig, 2, 2);
        _rig.Receive(3, Who.Coordinator, new Message { Kind = MessageKind.Fill, Request = 1, Key = "k", Value = "v4", Version = 4, WriteId = 17 });
        Assert.Equal((4, 0), (_rig.Effects.TakeOne() is var coalesced ? coalesced.Version : 0, coalesced.WriteId));
        Assert.Equal((4, 0), (_rig.Lookup(4, "k") is var hit ? hit.Version : 0, hit.WriteId));
    }

    // With cache-aside each coordinator joins its own readers.
    [Fact]
    public void WhenThereIsOnlySingleFlight_ThenEveryReaderOfTheNodeLoads()
    {
        var rig = new NodeRig(Locked with { Protect = ProtectionSet.SingleFlight });
        Holder(rig, 1, 1);
        Holder(rig, 1, 2);
    }

    [Fact]
    public void WhenKeysDiffer_ThenEachHasALeaseOfItsOwn()
    {
        Holder(_rig, 1, 1);
        Assert.Equal((MessageKind.Miss, true), (_rig.Lookup(1, "l", 2) is var other ? other.Kind : default, other.Token));
    }

    [Theory]
    [InlineData(Outcome.Error)]
    [InlineData(Outcome.Shed)]
    [InlineData(Outcome.Timeout)]
    public void WhenTheHolderFails_ThenAllWhoWaitHearItAndTheNextReaderHoldsTheLease(Outcome failure)
    {
        Holder(_rig, 1, 1);
        Waiter(_rig, 2, 2);
        Waiter(_rig, 3, 3);
        var failed = _rig.Tell(4, MessageKind.Release, "k", 1, outcome: failure);
        Assert.Equal([(MessageKind.Failed, failure, 2L), (MessageKind.Failed, failure, 3)], failed.Select(sent => (sent.Message.Kind, sent.Message.Outcome, sent.Message.Request)));
        Holder(_rig, 5, 4);
    }

    [Fact]
    public void WhenTheHolderGoesOnWithoutItsToken_ThenTheNextInLineHoldsTheLeaseAndTheOthersWaitOn()
    {
        Holder(_rig, 1, 1);
        Waiter(_rig, 2, 2);
        Waiter(_rig, 3, 3);
        Next(_rig.Tell(4, MessageKind.Release, "k", 1), 2);
        Coalesced(Fill(_rig, 5, 2, version: 4, from: Who.OtherCoordinator), 3, 4);
    }

    [Fact]
    public void WhenTheHolderStaysSilent_ThenTheNextInLineHoldsTheLeaseInTime()
    {
        Holder(_rig, 0, 1);
        Waiter(_rig, 2, 2);
        Waiter(_rig, 3, 3);
        Assert.Empty(_rig.PassTo(LeaseFor - 1));
        Next(_rig.PassTo(LeaseFor), 2);

        // It speaks at last: its token still lives, and the row is good enough for all.
        Coalesced(Fill(_rig, LeaseFor + 5, 1, version: 4), 3, 4);
        Assert.Empty(Fill(_rig, LeaseFor + 9, 2, version: 4, from: Who.OtherCoordinator));
        Assert.Equal(4, _rig.Held("k"));
    }

    [Fact]
    public void WhenNobodyWaitsForASilentHolder_ThenTheLeaseJustEnds()
    {
        Holder(_rig, 0, 1);
        Assert.Empty(_rig.PassTo(LeaseFor));
        Holder(_rig, LeaseFor, 2);
        Assert.Empty(_rig.PassTo(Durations.Second));
        Assert.Equal(long.MaxValue, _rig.Effects.TimerAt);
    }

    [Fact]
    public void WhenEveryHolderStaysSilent_ThenNobodyWaitsLongerThanAllowed()
    {
        Holder(_rig, 0, 1);
        Waiter(_rig, 10, 2);
        Waiter(_rig, 20, 3);
        Next(_rig.PassTo(LeaseFor), 2);
        Assert.Equal(3, Assert.Single(_rig.PassTo((2 * LeaseFor) + 10)).Message.Request);
    }

    [Fact]
    public void WhenALeaseOutlivesAWaiter_ThenTheWaiterGivesUpAtItsTime()
    {
        var rig = new NodeRig(Locked with { LeaseTimeout = 1_000 });
        Holder(rig, 0, 1);
        Waiter(rig, 10, 2);
        Waiter(rig, 20, 3);
        Assert.Empty(rig.PassTo(WaitFor + 9));
        var gaveUp = Assert.Single(rig.PassTo(WaitFor + 19)).Message;
        Assert.Equal((MessageKind.Failed, Outcome.Timeout, 2), (gaveUp.Kind, gaveUp.Outcome, gaveUp.Request));
        Assert.Equal(3, Assert.Single(rig.PassTo(WaitFor + 20)).Message.Request);
        Assert.Empty(Fill(rig, WaitFor + 30, 1, version: 4));
        Assert.Equal(4, rig.Held("k"));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(Message.NoVersion)]
    public void WhenTheKeyIsInvalidated_ThenTheLeasePassesAndWhatItsHolderReadIsTurnedAway(long version)
    {
        Holder(_rig, 1, 1);
        Waiter(_rig, 2, 2);
        Waiter(_rig, 3, 3);
        _rig.Receive(4, Who.Coordinator, new Message { Kind = MessageKind.Invalidate, Request = 77, Key = "k", Version = version });
        Next(_rig.Effects.TakeSent(), 2, MessageKind.Invalidated);
        Assert.Empty(Fill(_rig, 5, 1, version: 4));
        Assert.Equal(0, _rig.Held("k"));
        Coalesced(Fill(_rig, 6, 2, version: 5, from: Who.OtherCoordinator), 3, 5);
    }

    [Fact]
    public void WhenAReaderComesAfterAnInvalidation_ThenItHoldsTheLeaseThoughTheLoadBeforeIsUnderWay()
    {
        Holder(_rig, 1, 1);
        _rig.Invalidate(2, "k", 5);
        Holder(_rig, 3, 2);
        Waiter(_rig, 4, 3);
        Assert.Empty(Fill(_rig, 5, 1, version: 4));
        Coalesced(Fill(_rig, 6, 2, version: 5), 3, 5);
    }

    [Fact]
    public void WhenEventsAreMissingFromTheLog_ThenTheLeasePasses()
    {
        var rig = new NodeRig(NodeRig.Cdc with { Timeout = 1_000, Protect = ProtectionSet.Lock });
        rig.Marker(1, "log");
        Holder(rig, 2, 1);
        Waiter(rig, 3, 2);
        rig.Receive(4, Who.Invalidator, new Message { Kind = MessageKind.InvalidateBatch, Request = 88, Changes = new ChangeBatch(0, "log", 9, 9, [new Change("other", 1)]) });
        Next(rig.Effects.TakeSent(), 2, MessageKind.BatchDone);
        Assert.Empty(Fill(rig, 5, 1, version: 4));
        Assert.Equal(0, rig.Held("k"));
    }

    [Fact]
    public void WhenTheKeyIsNoLongerItsOwn_ThenThoseWhoWaitAreToldSo()
    {
        Holder(_rig, 1, 1);
        Waiter(_rig, 2, 2);
        _rig.Node.ViewChanged(3, new View([Who.OtherNode]));
        Assert.Equal((MessageKind.Moved, 2), (_rig.Effects.TakeOne() is var moved ? moved.Kind : default, moved.Request));
        _rig.Node.ViewChanged(4, new View([Who.Node]));
        Assert.Empty(Fill(_rig, 5, 1, version: 4));
        Holder(_rig, 6, 3);
    }

    [Fact]
    public void WhenAWriterStores_ThenThoseWhoWaitAreServedFromTheCopy()
    {
        Holder(_rig, 1, 1);
        Waiter(_rig, 2, 2);
        Waiter(_rig, 3, 3);
        var write = _rig.Announce(4, "k");
        _rig.Receive(5, Who.Coordinator, new Message { Kind = MessageKind.Store, Request = write, Key = "k", Value = "v5", Version = 5 });
        var sent = _rig.Effects.TakeSent();
        Assert.Equal([(MessageKind.Hit, Outcome.Coalesced, 2L), (MessageKind.Hit, Outcome.Coalesced, 3), (MessageKind.Stored, Outcome.None, write)], sent.Select(answer => (answer.Message.Kind, answer.Message.Outcome, answer.Message.Request)));
        Assert.All(sent.Take(2), answer => Assert.Equal(("v5", 5), (answer.Message.Value, answer.Message.Version)));
    }

    [Fact]
    public void WhenAWriterDeletes_ThenTheNextInLineHoldsTheLease()
    {
        Holder(_rig, 1, 1);
        Waiter(_rig, 2, 2);
        var write = _rig.Announce(4, "k");
        _rig.Receive(5, Who.Coordinator, new Message { Kind = MessageKind.Store, Request = write, Key = "k", Deleted = true, Version = 5 });
        Next(_rig.Effects.TakeSent(), 2, MessageKind.Stored);
    }

    [Fact]
    public void WhenThereIsNoRow_ThenThoseWhoWaitHearThatToo()
    {
        Holder(_rig, 1, 1);
        Waiter(_rig, 2, 2);
        _rig.Receive(3, Who.Coordinator, new Message { Kind = MessageKind.Fill, Request = 1, Key = "k", Version = 6, Deleted = true });
        var answer = _rig.Effects.TakeOne();
        Assert.Equal((MessageKind.Hit, Outcome.Coalesced, null, 6, true), (answer.Kind, answer.Outcome, answer.Value, answer.Version, answer.Deleted));
        Assert.Equal(0, _rig.Node.Entries);
    }

    [Fact]
    public void WhenTheLockIsTurnedOff_ThenAllWhoWaitLoadForThemselves()
    {
        Holder(_rig, 1, 1);
        Waiter(_rig, 2, 2);
        Waiter(_rig, 3, 3);
        _rig.Node.Configure(4, Locked with { Protect = ProtectionSet.None });
        Assert.Equal([(MessageKind.Miss, true, 2L), (MessageKind.Miss, true, 3)], _rig.Effects.TakeSent().Select(sent => (sent.Message.Kind, sent.Message.Token, sent.Message.Request)));
    }

    [Fact]
    public void WhenTheNodeMayNotCache_ThenNobodyWaits()
    {
        var rig = new NodeRig(NodeRig.Cdc with { Protect = ProtectionSet.Lock });
        for (var request = 1; request <= 3; request++)
        {
            var miss = rig.Lookup(rig.Settings.MaxLag + 1, "k", request);
            Assert.Equal((MessageKind.Miss, false), (miss.Kind, miss.Token));
        }
    }

    [Fact]
    public void WhenVolatileWriteBackTakesAWrite_ThenThoseWhoWaitGetIt()
    {
        var rig = new NodeRig(Locked with { Write = "write-back", Durability = "volatile" });
        Holder(rig, 1, 1);
        Waiter(rig, 2, 2);
        rig.Receive(3, Who.Coordinator, new Message { Kind = MessageKind.Enqueue, Request = 9, Key = "k", Value = "w", WriteId = 5 });
        var sent = rig.Effects.TakeSent();
        var answer = sent.Single(message => message.Message.Kind == MessageKind.Hit).Message;
        Assert.Equal((Outcome.Coalesced, 2, "w", 5), (answer.Outcome, answer.Request, answer.Value, answer.WriteId));
        Assert.Empty(Fill(rig, 4, 1, version: 4));
        Assert.Equal("w", rig.Lookup(5, "k").Value);
    }

    private static void Holder(NodeRig rig, long now, long request)
    {
        var miss = rig.Lookup(now, "k", request);
        Assert.Equal((MessageKind.Miss, true, request), (miss.Kind, miss.Token, miss.Request));
    }

    private static void Waiter(NodeRig rig, long now, long request) => Assert.Empty(rig.Tell(now, MessageKind.Lookup, "k", request, Who.OtherCoordinator));

    private static List<(Address To, Message Message)> Fill(NodeRig rig, long now, long request, long version, Address? from = null)
    {
        rig.Receive(now, from ?? Who.Coordinator, new Message { Kind = MessageKind.Fill, Request = request, Key = "k", Value = "v" + version, Version = version });
        return rig.Effects.TakeSent();
    }

    // Beside what else was said, one reader was told to load.
    private static void Next(List<(Address To, Message Message)> sent, long request, MessageKind beside = MessageKind.None)
    {
        var (to, miss) = Assert.Single(sent, message => message.Message.Kind != beside);
        Assert.Equal((Who.OtherCoordinator, MessageKind.Miss, true, request), (to, miss.Kind, miss.Token, miss.Request));
    }

    private static void Coalesced(List<(Address To, Message Message)> sent, long request, long version)
    {
        var (to, hit) = Assert.Single(sent);
        Assert.Equal((Who.OtherCoordinator, MessageKind.Hit, Outcome.Coalesced, request, version), (to, hit.Kind, hit.Outcome, hit.Request, hit.Version));
    }

    [Fact]
    public void WhenTheHolderIsNoMemberAnyMore_ThenTheNextInLineOfAnotherCoordinatorGetsTheLease()
    {
        var rig = new NodeRig(new SimSettings { Slots = 4, Ttl = NodeRig.Ttl, Protect = ProtectionSet.Lock });
        rig.Node.ViewChanged(5, new View([Who.Node, Who.Coordinator, Who.OtherCoordinator]));
        Assert.True(rig.Tell(10, MessageKind.Lookup, "k", 1).Single().Message.Token);
        Assert.Empty(rig.Tell(11, MessageKind.Lookup, "k", 2));
        Assert.Empty(rig.Tell(12, MessageKind.Lookup, "k", 3, Who.OtherCoordinator));
        rig.Node.ViewChanged(20, new View([Who.Node, Who.OtherCoordinator]));
        var (to, miss) = rig.Effects.TakeSent().Single();
        Assert.Equal((Who.OtherCoordinator, 3, true), (to, miss.Request, miss.Token));
    }
}
