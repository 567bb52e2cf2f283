using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Coordinators;

public sealed class FanOutTests
{
    private static readonly Address[] Nodes = [.. Enumerable.Range(0, 4).Select(index => new Address(Role.Node, index, 1))];
    private static readonly SimSettings FanOut = new() { Protect = ProtectionSet.FanOut, HotKeys = "k" };

    public static TheoryData<string> AllPlacements => [.. Placements.Names];

    [Theory]
    [MemberData(nameof(AllPlacements))]
    public void WhenAHotKeyIsRead_ThenReadsGoToFourNodesEachUnderItsOwnName(string placement)
    {
        var rig = Rig(FanOut with { Placement = placement });
        var asked = Enumerable.Range(0, 200).Select(request => Assert.Single(rig.Ask(10, MessageKind.Get, request: request))).Select(sent => (sent.To, sent.Message.Key)).Distinct().ToList();
        Assert.Equal(4, asked.Count);
        Assert.Equal(4, asked.DistinctBy(copy => copy.To).Count());
        Assert.All(asked, copy => Assert.Equal("k", SubKeys.KeyOf(copy.Key!)));
        Assert.Single(Enumerable.Range(0, 50).Select(request => Assert.Single(rig.Ask(10, MessageKind.Get, "cold", request: request)).To).Distinct());
    }

    [Fact]
    public void WhenCopiesAreBySegment_ThenAUserAlwaysReadsTheSameOne()
    {
        var rig = Rig(FanOut with { FanOutBy = "segment" });
        var nodes = Enumerable.Range(0, 50).Select(user => Enumerable.Range(0, 5).Select(_ => Asked(rig, user)).Distinct().Single()).ToList();
        Assert.Equal(4, nodes.Distinct().Count());
    }

    [Fact]
    public void WhenACopyIsMissing_ThenTheRowIsReadUnderTheKeyAndFilledUnderTheCopysName()
    {
        var rig = Rig(FanOut);
        var (node, lookup) = Enumerable.Range(0, 50).Select(request => Assert.Single(rig.Ask(10, MessageKind.Get, request: request))).First(sent => SubKeys.Is(sent.Message.Key!));
        var read = CoordinatorRig.Only(rig.Answer(20, node, new Message { Kind = MessageKind.Miss, Request = lookup.Request, Token = true }), Who.Origin, MessageKind.Read);
        Assert.Equal("k", read.Key);
        var sent = rig.Answer(30, Who.Origin, new Message { Kind = MessageKind.Row, Request = read.Request, Value = "v", Version = 4 });
        Assert.Equal((node, MessageKind.Fill, lookup.Key), (sent[0].To, sent[0].Message.Kind, sent[0].Message.Key));
        Assert.Equal(Who.Client, sent[1].To);
        Assert.All(rig.Effects.Lines, line => Assert.Equal("k", line.Key));
    }

    [Theory]
    [InlineData("k")]
    [InlineData("cold")]
    public void WhenAWriteGoesThrough_ThenTheOwnerStoresTheOtherCopiesGoAndAllAreWaitedFor(string key)
    {
        var rig = Rig(FanOut);
        var announced = rig.Ask(10, MessageKind.Set, key, "new")[0];
        rig.Answer(11, announced.To, new Message { Kind = MessageKind.Announced, Request = announced.Message.Request });
        var sent = rig.Answer(20, Who.Origin, new Message { Kind = MessageKind.Committed, Request = announced.Message.Request, Version = 5 });
        Assert.Equal((announced.To, MessageKind.Store, key, 5), (sent[0].To, sent[0].Message.Kind, sent[0].Message.Key, sent[0].Message.Version));
        OthersInvalidated(sent[1..], key, 5);
        AllWaitedFor(rig, sent, Outcome.Stored);
    }

    [Fact]
    public void WhenInvalidationIsExplicit_ThenEveryCopyIsToldOnceAndWaitedFor()
    {
        var rig = Rig(FanOut with { Write = "write-around", Invalidation = InvalidationStrategies.Explicit });
        var write = Assert.Single(rig.Ask(10, MessageKind.Set, value: "new")).Message.Request;
        var sent = rig.Answer(20, Who.Origin, new Message { Kind = MessageKind.Committed, Request = write, Version = 5 });
        Assert.Equal((MessageKind.Invalidate, "k", 5), (sent[0].Message.Kind, sent[0].Message.Key, sent[0].Message.Version));
        OthersInvalidated(sent[1..], "k", 5);
        AllWaitedFor(rig, sent, Outcome.Stored);
    }

    [Fact]
    public void WhenAWriteThroughIsFollowedByAnExplicitInvalidation_ThenTheOtherCopiesAreNotToldTwice()
    {
        var rig = Rig(FanOut with { Invalidation = InvalidationStrategies.Explicit });
        var announced = rig.Ask(10, MessageKind.Delete)[0];
        rig.Answer(11, announced.To, new Message { Kind = MessageKind.Announced, Request = announced.Message.Request });
        var sent = rig.Answer(20, Who.Origin, new Message { Kind = MessageKind.Committed, Request = announced.Message.Request, Version = 5, Deleted = true });
        OthersInvalidated(sent[1..], "k", 5);
        List<(Address To, Message Message)> last = [];
        foreach (var (to, message) in sent) last = rig.Answer(30, to, Done(message));
        CoordinatorRig.Only(last, announced.To, MessageKind.Invalidate);
        Assert.Equal(Outcome.Deleted, CoordinatorRig.Only(rig.Answer(40, announced.To, Done(last[0].Message)), Who.Client, MessageKind.Result).Outcome);
    }

    [Fact]
    public void WhenTheOutcomeOfAWriteIsUnknown_ThenEveryCopyGoesAndAgainWhenItTurnsOutToBeTrue()
    {
        var rig = Rig(FanOut);
        var write = rig.Ask(10, MessageKind.Set, value: "new")[1].Message.Request;
        var sent = rig.PassTo(10 + CoordinatorRig.Timeout);
        Assert.Equal((MessageKind.Invalidate, "k", Message.NoVersion), (sent[0].Message.Kind, sent[0].Message.Key, sent[0].Message.Version));
        OthersInvalidated(sent[1..^1], "k", Message.NoVersion);
        sent = rig.Answer(500, Who.Origin, new Message { Kind = MessageKind.Committed, Request = write, Key = "k", Version = 5 });
        Assert.Equal((MessageKind.Invalidate, "k", 5), (sent[0].Message.Kind, sent[0].Message.Key, sent[0].Message.Version));
        OthersInvalidated(sent[1..], "k", 5);
    }

    [Theory]
    [InlineData(MessageKind.Get)]
    [InlineData(MessageKind.Set)]
    [InlineData(MessageKind.Delete)]
    public void WhenAUsersKeyIsACopysName_ThenItIsRefused(MessageKind kind)
    {
        var rig = Rig(FanOut);
        Assert.Equal(Outcome.Refused, CoordinatorRig.Only(rig.Ask(10, kind, SubKeys.Of("k", 1), "new"), Who.Client, MessageKind.Result).Outcome);
        Assert.NotEqual(Who.Client, rig.Ask(10, kind, "k\uFFFE ", "new")[0].To);
    }

    [Fact]
    public void WhenThereIsNoFanOut_ThenAKeyHasOneCopyAndAWriteTellsItsOwnerOnly()
    {
        var rig = Rig(FanOut with { Protect = ProtectionSet.None, HotKeys = SimSettings.DetectHotKeys });
        Assert.Single(Enumerable.Range(0, 500).Select(request => Assert.Single(rig.Ask(10, MessageKind.Get, request: request)).To).Distinct());
        var announced = rig.Ask(10, MessageKind.Set, value: "new")[0];
        rig.Answer(11, announced.To, new Message { Kind = MessageKind.Announced, Request = announced.Message.Request });
        CoordinatorRig.Only(rig.Answer(20, Who.Origin, new Message { Kind = MessageKind.Committed, Request = announced.Message.Request, Version = 5 }), announced.To, MessageKind.Store);
    }

    private static CoordinatorRig Rig(SimSettings settings)
    {
        var rig = new CoordinatorRig(settings);
        rig.Coordinator.ViewChanged(0, new View([.. Nodes, Who.Origin]));
        return rig;
    }

    private static Address Asked(CoordinatorRig rig, int user)
    {
        rig.Coordinator.Receive(10, Who.Client, new Message { Kind = MessageKind.Get, Request = 1, Key = "k", User = user });
        return Assert.Single(rig.Effects.TakeSent()).To;
    }

    private static void OthersInvalidated(List<(Address To, Message Message)> sent, string key, long version)
    {
        Assert.Equal([SubKeys.Of(key, 1), SubKeys.Of(key, 2), SubKeys.Of(key, 3)], sent.Select(message => message.Message.Key!));
        Assert.Equal(3, sent.Select(message => message.To).Distinct().Count());
        Assert.All(sent, message => Assert.Equal((MessageKind.Invalidate, version), (message.Message.Kind, message.Message.Version)));
    }

    private static void AllWaitedFor(CoordinatorRig rig, List<(Address To, Message Message)> sent, Outcome outcome)
    {
        foreach (var (to, message) in sent[1..]) Assert.Empty(rig.Answer(30, to, Done(message)));
        Assert.Equal(outcome, CoordinatorRig.Only(rig.Answer(40, sent[0].To, Done(sent[0].Message)), Who.Client, MessageKind.Result).Outcome);
    }

    private static Message Done(in Message message) => new() { Kind = message.Kind == MessageKind.Store ? MessageKind.Stored : MessageKind.Invalidated, Request = message.Request };
}
