using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Coordinators;

/// <summary>Four nodes of which the owner of a key is silent.</summary>
public sealed class ReplicaTests
{
    private const long Late = 10 + CoordinatorRig.Timeout;
    private static readonly Address[] Nodes = [.. Enumerable.Range(0, 4).Select(index => new Address(Role.Node, index, 1))];
    private static readonly SimSettings Two = new() { Replicas = 2 };
    private static readonly PreferenceLists All = new(Two with { Replicas = 4 }, Placements.Create(Two, [.. Nodes])!);

    private static Address Owner => All.At("k", 0);

    private static Address StandIn => All.At("k", 1);

    [Fact]
    public void WhenTheOwnerIsSilent_ThenTheNextNodeIsAskedAndFilled()
    {
        var rig = Rig(Two);
        var number = CoordinatorRig.Only(rig.Ask(10, MessageKind.Get), Owner, MessageKind.Lookup).Request;
        Assert.Equal("k", CoordinatorRig.Only(rig.PassTo(Late), StandIn, MessageKind.Lookup).Key);
        CoordinatorRig.Only(rig.Answer(120, StandIn, Miss(number)), Who.Origin, MessageKind.Read);
        var sent = rig.Answer(130, Who.Origin, new Message { Kind = MessageKind.Row, Request = number, Value = "v", Version = 4 });
        Assert.Equal((StandIn, MessageKind.Fill, "k"), (sent[0].To, sent[0].Message.Kind, sent[0].Message.Key));
        Assert.Equal((Who.Client, Outcome.Miss, StandIn), (sent[1].To, sent[1].Message.Outcome, sent[1].Message.Node));
        Assert.Equal((1, 0), (rig.Coordinator.Counters.ReplicaReads, rig.Coordinator.Counters.Reads(Outcome.Failover)));
    }

    // Its token is no token of the node that is asked now, and its copy no copy of that node.
    [Theory]
    [InlineData(MessageKind.Miss)]
    [InlineData(MessageKind.Hit)]
    public void WhenTheOwnerAnswersTooLate_ThenItsAnswerIsNotTheNextNodes(MessageKind kind)
    {
        var rig = Rig(Two);
        var number = CoordinatorRig.Only(rig.Ask(10, MessageKind.Get), Owner, MessageKind.Lookup).Request;
        rig.PassTo(Late);
        Assert.Empty(rig.Answer(115, Owner, new Message { Kind = kind, Request = number, Outcome = Outcome.Hit, Token = true }));
        Assert.Equal(StandIn, CoordinatorRig.Only(rig.Answer(120, StandIn, Hit(number)), Who.Client, MessageKind.Result).Node);
    }

    [Fact]
    public void WhenTheOwnerIsKnownToBeSilent_ThenReadsGoToTheNextNodeButOneATimeOut()
    {
        var rig = Rig(Two);
        Silence(rig);
        Assert.Equal(StandIn, Asked(rig, Late + 1));
        Assert.Equal(StandIn, Asked(rig, Late + CoordinatorRig.Timeout - 1));
        Assert.Equal(Owner, Asked(rig, Late + CoordinatorRig.Timeout));
        Assert.Equal(StandIn, Asked(rig, Late + CoordinatorRig.Timeout + 1));
        Assert.Equal("other", CoordinatorRig.Only(rig.Ask(Late + CoordinatorRig.Timeout + 1, MessageKind.Get, "other"), All.At("other", 0), MessageKind.Lookup).Key);
    }

    [Theory]
    [InlineData(MessageKind.Hit)]
    [InlineData(MessageKind.Moved)]
    [InlineData(MessageKind.Announced)]
    public void WhenTheOwnerSaysAnything_ThenReadsGoToItAgain(MessageKind kind)
    {
        var rig = Rig(Two);
        Silence(rig);
        Assert.Equal(StandIn, Asked(rig, Late + 1));
        rig.Answer(Late + 2, Owner, new Message { Kind = kind, Request = 999 });
        Assert.Equal(Owner, Asked(rig, Late + 3));
    }

    [Fact]
    public void WhenTheWholeListIsSilent_ThenTheOriginIsReadAndNothingFilled()
    {
        var rig = Rig(Two);
        Silence(rig);
        var read = CoordinatorRig.Only(rig.PassTo(Late + CoordinatorRig.Timeout), Who.Origin, MessageKind.Read);
        Assert.Equal(Outcome.Failover, CoordinatorRig.Only(rig.Answer(215, Who.Origin, new Message { Kind = MessageKind.Row, Request = read.Request, Value = "v", Version = 4 }), Who.Client, MessageKind.Result).Outcome);
        Assert.Equal((0, 1), (rig.Coordinator.Counters.ReplicaReads, rig.Coordinator.Counters.Reads(Outcome.Failover)));
        Assert.Equal(Owner, Asked(rig, 216));
        CoordinatorRig.Only(rig.Ask(217, MessageKind.Get), Who.Origin, MessageKind.Read);
    }

    [Fact]
    public void WhenThereAreThreeReplicas_ThenEachIsAskedInItsTurn()
    {
        var rig = Rig(Two with { Replicas = 3 });
        Silence(rig);
        CoordinatorRig.Only(rig.PassTo(Late + CoordinatorRig.Timeout), All.At("k", 2), MessageKind.Lookup);
        CoordinatorRig.Only(rig.PassTo(Late + (2 * CoordinatorRig.Timeout)), Who.Origin, MessageKind.Read);
    }

    [Fact]
    public void WhenTheSilentOwnerHasBeenRemoved_ThenTheOneThatOwnsTheKeyNowIsNoStandIn()
    {
        var rig = Rig(Two);
        var number = CoordinatorRig.Only(rig.Ask(10, MessageKind.Get), Owner, MessageKind.Lookup).Request;
        rig.Coordinator.ViewChanged(50, new View([.. Nodes.Where(node => node != Owner), Who.Origin]));
        CoordinatorRig.Only(rig.PassTo(Late), StandIn, MessageKind.Lookup);
        CoordinatorRig.Only(rig.Answer(120, StandIn, Hit(number)), Who.Client, MessageKind.Result);
        Assert.Equal(0, rig.Coordinator.Counters.ReplicaReads);
    }

    [Fact]
    public void WhenASilentNodeComesBackAsAnother_ThenItIsAskedAtOnce()
    {
        var rig = Rig(Two);
        Silence(rig);
        var anew = Owner with { Incarnation = 2 };
        rig.Coordinator.ViewChanged(Late + 1, new View([.. Nodes.Where(node => node != Owner), anew, Who.Origin]));
        Assert.Equal(anew, Asked(rig, Late + 2));
    }

    [Fact]
    public void WhenThereIsTheOwnerOnly_ThenASilentOneIsAskedByEveryRead()
    {
        var rig = Rig(Two with { Replicas = 1 });
        CoordinatorRig.Only(rig.Ask(10, MessageKind.Get), Owner, MessageKind.Lookup);
        CoordinatorRig.Only(rig.PassTo(Late), Who.Origin, MessageKind.Read);
        Assert.Equal(Owner, Asked(rig, Late + 1));
    }

    [Fact]
    public void WhenReplicasAreTurnedOff_ThenNobodyIsTakenForSilentAnyMore()
    {
        var rig = Rig(Two);
        Silence(rig);
        rig.Coordinator.Configure(Late + 1, Two with { Replicas = 1 });
        Assert.Equal(Owner, Asked(rig, Late + 2));
    }

    // The owner may be the one that is silent: nobody waits for it to tell the others.
    [Fact]
    public void WhenAWriteIsCommitted_ThenTheOthersOfTheListAreToldAtOnceAndWaitedFor()
    {
        var rig = Rig(Two with { Replicas = 3 });
        var write = rig.Ask(10, MessageKind.Set, value: "new")[1].Message.Request;
        var told = rig.Answer(20, Who.Origin, new Message { Kind = MessageKind.Committed, Request = write, Version = 5 });
        Assert.Equal([(All.At("k", 1), MessageKind.Invalidate, "k", 5), (All.At("k", 2), MessageKind.Invalidate, "k", 5L)], told.Select(sent => (sent.To, sent.Message.Kind, sent.Message.Key!, sent.Message.Version)));
        foreach (var (to, message) in told) Assert.Empty(rig.Answer(30, to, new Message { Kind = MessageKind.Invalidated, Request = message.Request }));
        CoordinatorRig.Only(rig.Answer(40, Owner, new Message { Kind = MessageKind.Announced, Request = write }), Owner, MessageKind.Store);
        Assert.Equal(Outcome.Stored, CoordinatorRig.Only(rig.Answer(50, Owner, new Message { Kind = MessageKind.Stored, Request = write }), Who.Client, MessageKind.Result).Outcome);
    }

    [Fact]
    public void WhenOneAnswersTwice_ThenTheOthersAreStillWaitedFor()
    {
        var rig = Rig(Two with { Replicas = 3, Write = "write-around", Invalidation = InvalidationStrategies.Explicit });
        var write = CoordinatorRig.Only(rig.Ask(10, MessageKind.Set, value: "new"), Who.Origin, MessageKind.Write).Request;
        rig.Answer(20, Who.Origin, new Message { Kind = MessageKind.Committed, Request = write, Version = 5 });
        var done = new Message { Kind = MessageKind.Invalidated, Request = write };
        foreach (var node in (Address[])[All.At("k", 1), All.At("k", 1), Owner, All.At("k", 1)]) Assert.Empty(rig.Answer(30, node, done));
        CoordinatorRig.Only(rig.Answer(40, All.At("k", 2), done), Who.Client, MessageKind.Result);
    }

    [Fact]
    public void WhenTheOwnerHasChangedDuringAWrite_ThenTheNewOneIsToldToo()
    {
        var rig = Rig(Two);
        var write = rig.Ask(10, MessageKind.Set, value: "new")[1].Message.Request;
        rig.Coordinator.ViewChanged(15, new View([.. Nodes.Where(node => node != Owner), Who.Origin]));
        var told = rig.Answer(20, Who.Origin, new Message { Kind = MessageKind.Committed, Request = write, Version = 5 });
        Assert.Equal(2, told.Count);
        Assert.Equal((StandIn, MessageKind.Invalidate), (told[0].To, told[0].Message.Kind));
    }

    [Fact]
    public void WhenTheOutcomeOfAWriteIsUnknown_ThenEveryCopyOfTheListGoesAndAgainWhenItTurnsOutToBeTrue()
    {
        var rig = Rig(Two);
        var write = rig.Ask(10, MessageKind.Set, value: "new")[1].Message.Request;
        Assert.Equal([Owner, StandIn], Told(rig.PassTo(Late)[..^1], Message.NoVersion));
        Assert.Equal([Owner, StandIn], Told(rig.Answer(500, Who.Origin, new Message { Kind = MessageKind.Committed, Request = write, Key = "k", Version = 5 }), 5));
    }

    [Fact]
    public void WhenInvalidationIsExplicit_ThenTheWholeListIsTold()
    {
        var rig = Rig(Two with { Write = "write-around", Invalidation = InvalidationStrategies.Explicit });
        var write = CoordinatorRig.Only(rig.Ask(10, MessageKind.Set, value: "new"), Who.Origin, MessageKind.Write).Request;
        Assert.Equal([Owner, StandIn], Told(rig.Answer(20, Who.Origin, new Message { Kind = MessageKind.Committed, Request = write, Version = 5 }), 5));
    }

    private static CoordinatorRig Rig(SimSettings settings)
    {
        var rig = new CoordinatorRig(settings with { Timeout = CoordinatorRig.Timeout });
        rig.Coordinator.ViewChanged(0, new View([.. Nodes, Who.Origin]));
        return rig;
    }

    // A read that the owner does not answer has gone on to the next node.
    private static void Silence(CoordinatorRig rig)
    {
        CoordinatorRig.Only(rig.Ask(10, MessageKind.Get), Owner, MessageKind.Lookup);
        CoordinatorRig.Only(rig.PassTo(Late), StandIn, MessageKind.Lookup);
    }

    private static Address Asked(CoordinatorRig rig, long now)
    {
        var (to, message) = Assert.Single(rig.Ask(now, MessageKind.Get));
        Assert.Equal((MessageKind.Lookup, "k"), (message.Kind, message.Key));
        return to;
    }

    private static IEnumerable<Address> Told(List<(Address To, Message Message)> sent, long version)
    {
        Assert.All(sent, told => Assert.Equal((MessageKind.Invalidate, "k", version), (told.Message.Kind, told.Message.Key, told.Message.Version)));
        return sent.Select(told => told.To);
    }

    private static Message Miss(long request) => new() { Kind = MessageKind.Miss, Request = request, Token = true, Version = 1 };

    private static Message Hit(long request) => new() { Kind = MessageKind.Hit, Request = request, Outcome = Outcome.Hit, Value = "v", Version = 4 };
}
