using AkkaCacheSim.Core.Coordinators;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Coordinators;

/// <summary>Loads that no client waits for: after a stale or an early hit, and on a period.</summary>
public sealed class BackgroundLoadTests
{
    private const long Period = 1_000;

    private static readonly SimSettings Refresh = new() { Ttl = 3 * Period, Protect = ProtectionSet.Refresh, HotKeys = "k" };
    private static readonly View Alone = new([Who.Node, Who.Origin, Who.Coordinator]);

    [Theory]
    [InlineData(Outcome.Hit)]
    [InlineData(Outcome.Stale)]
    public void WhenAHitBringsAToken_ThenTheClientHasItsAnswerAndTheNextCopyIsLoaded(Outcome outcome)
    {
        var rig = new CoordinatorRig(new SimSettings());
        var sent = Hit(rig, 10, outcome, out var number);
        Assert.Equal([(Who.Client, MessageKind.Result), (Who.Origin, MessageKind.Read)], sent.Select(message => (message.To, message.Message.Kind)));
        Assert.Equal((outcome, "old"), (sent[0].Message.Outcome, sent[0].Message.Value));
        var fill = CoordinatorRig.Only(rig.Answer(40, Who.Origin, Row(number, 5)), Who.Node, MessageKind.Fill);
        Assert.Equal((number, "k", 5), (fill.Request, fill.Key, fill.Version));
        Assert.Equal((1, 1), (rig.Coordinator.Counters.Reads(outcome), rig.Coordinator.Counters.AllReads));
        Assert.Contains(rig.Effects.Lines, line => line is { Kind: HistoryKind.Load, Cause: Causes.Refresh });
        Assert.Single(rig.Effects.Lines, line => line.Kind == HistoryKind.Read);
    }

    [Fact]
    public void WhenALoadInTheBackgroundFailsOrTimesOut_ThenItsTokenIsReleasedAndNobodyElseIsTold()
    {
        var rig = new CoordinatorRig(new SimSettings());
        Hit(rig, 10, Outcome.Stale, out var number);
        CoordinatorRig.Only(rig.Answer(40, Who.Origin, new Message { Kind = MessageKind.Failed, Request = number, Outcome = Outcome.Shed }), Who.Node, MessageKind.Release);
        Hit(rig, 50, Outcome.Stale, out _);
        CoordinatorRig.Only(rig.PassTo(1_000), Who.Node, MessageKind.Release);
    }

    [Fact]
    public void WhenALoadIsUnderWay_ThenEarlyHitsAndReadersJoinIt()
    {
        var rig = new CoordinatorRig(new SimSettings { Protect = ProtectionSet.SingleFlight | ProtectionSet.XFetch });
        Assert.Equal(2, Hit(rig, 10, Outcome.Hit, out var number, token: 5).Count);
        CoordinatorRig.Only(Hit(rig, 11, Outcome.Hit, out _, token: 6), Who.Client, MessageKind.Result);
        var miss = rig.Get(12, request: 9);
        Assert.Empty(rig.Answer(12, Who.Node, new Message { Kind = MessageKind.Miss, Request = miss, Token = true, Version = 7, Stamp = 5 }));
        var sent = rig.Answer(40, Who.Origin, Row(number, 5));
        var result = Assert.Single(sent, message => message.To == Who.Client).Message;
        Assert.Equal((9, Outcome.Coalesced, 5), (result.Request, result.Outcome, result.Version));
    }

    [Theory]
    [InlineData("cache-aside", MessageKind.Renew)]
    [InlineData("read-through", MessageKind.Reload)]
    public void WhenThePeriodIsOver_ThenTheOwnerIsAskedForAHotKeyThoughNobodyReadsIt(string read, MessageKind asked)
    {
        var rig = Rig(Refresh with { Read = read });
        Assert.Empty(rig.PassTo(Period - 1));
        for (var round = 1; round <= 3; round++)
        {
            var renew = CoordinatorRig.Only(rig.PassTo(round * Period), Who.Node, asked);
            Assert.Equal("k", renew.Key);
            Assert.Empty(rig.Answer((round * Period) + 1, Who.Node, new Message { Kind = MessageKind.Moved, Request = renew.Request }));
        }

        Assert.Equal(0, rig.Coordinator.Counters.AllReads);
    }

    [Fact]
    public void WhenTheOwnerGrantsAToken_ThenTheKeyIsLoadedAndFilled()
    {
        var rig = Rig(Refresh);
        var load = Renewed(rig);
        CoordinatorRig.Only(rig.Answer(Period + 5, Who.Origin, Row(load, 5)), Who.Node, MessageKind.Fill);
        Assert.Equal(Causes.Refresh, Assert.Single(rig.Effects.Lines).Cause);
    }

    [Fact]
    public void WhenTheOwnerIsSilent_ThenNothingIsLoaded()
    {
        var rig = Rig(Refresh);
        rig.PassTo(Period);
        Assert.Empty(rig.PassTo((2 * Period) - 1));
    }

    [Fact]
    public void WhenAReaderMissesMeanwhile_ThenWithSingleFlightItJoins()
    {
        var rig = Rig(Refresh with { Protect = ProtectionSet.Refresh | ProtectionSet.SingleFlight });
        var load = Renewed(rig);
        var miss = rig.Get(Period + 2, request: 9);
        Assert.Empty(rig.Answer(Period + 2, Who.Node, new Message { Kind = MessageKind.Miss, Request = miss, Token = true, Version = 6, Stamp = 5 }));
        var sent = rig.Answer(Period + 5, Who.Origin, Row(load, 5));
        Assert.Equal(Outcome.Coalesced, Assert.Single(sent, message => message.To == Who.Client).Message.Outcome);
    }

    [Fact]
    public void WhenAReaderLoadsAlready_ThenWithSingleFlightTheBackgroundJobJoins()
    {
        var rig = Rig(Refresh with { Protect = ProtectionSet.Refresh | ProtectionSet.SingleFlight });
        var miss = rig.Get(Period - 5, request: 9);
        CoordinatorRig.Only(rig.Answer(Period - 5, Who.Node, new Message { Kind = MessageKind.Miss, Request = miss, Token = true, Version = 4, Stamp = 4 }), Who.Origin, MessageKind.Read);
        var renew = CoordinatorRig.Only(rig.PassTo(Period), Who.Node, MessageKind.Renew);
        Assert.Empty(rig.Answer(Period, Who.Node, new Message { Kind = MessageKind.Miss, Request = renew.Request, Token = true, Version = 5, Stamp = 4 }));
    }

    [Fact]
    public void WhenThereAreSeveralCoordinators_ThenExactlyOneRefreshesAKey()
    {
        var coordinators = Enumerable.Range(0, 4).Select(index => new Address(Role.Coordinator, index, 1)).ToList();
        var settings = Refresh with { HotKeys = string.Join(',', Enumerable.Range(0, 40).Select(key => "k" + key)) };
        var asked = new List<string?>();
        foreach (var self in coordinators)
        {
            var effects = new FakeEffects();
            var coordinator = new Coordinator(self, settings, effects);
            coordinator.Start(0);
            coordinator.ViewChanged(0, new View([Who.Node, Who.Origin, .. coordinators]));
            coordinator.Tick(Period);
            var mine = effects.TakeSent();
            Assert.NotEmpty(mine);
            asked.AddRange(mine.Select(sent => sent.Message.Key));
        }

        Assert.Equal(settings.HotKeys.Split(',').Order(), asked.Order());
    }

    [Fact]
    public void WhenHotKeysAreDetected_ThenOnlyThoseAreRefreshed()
    {
        var rig = Rig(Refresh with { HotKeys = SimSettings.DetectHotKeys });
        for (var request = 0; request < 400; request++) rig.Answer(1, Who.Node, new Message { Kind = MessageKind.Hit, Outcome = Outcome.Hit, Request = rig.Get(1, request % 2 == 0 ? "hot" : "cold" + request, request) });
        Assert.Equal("hot", CoordinatorRig.Only(rig.PassTo(Period), Who.Node, MessageKind.Renew).Key);
    }

    [Fact]
    public void WhenEachCopyOfAHotKeyIsOnItsOwnNode_ThenEachIsRefreshed()
    {
        var rig = Rig(Refresh with { Nodes = 2, Protect = ProtectionSet.Refresh | ProtectionSet.FanOut });
        rig.Coordinator.ViewChanged(1, new View([.. Alone.Members, Who.OtherNode]));
        var sent = rig.PassTo(Period);
        Assert.Equal([Who.Node, Who.OtherNode], sent.Select(message => message.To).Order(Comparer<Address>.Create((a, b) => a.Index - b.Index)));
        Assert.Equal(2, sent.Select(message => message.Message.Key).Distinct().Count());
        foreach (var (to, renew) in sent)
        {
            var read = CoordinatorRig.Only(rig.Answer(Period, to, new Message { Kind = MessageKind.Miss, Request = renew.Request, Token = true, Version = 1, Stamp = 1 }), Who.Origin, MessageKind.Read);
            Assert.Equal("k", read.Key);
            var fill = CoordinatorRig.Only(rig.Answer(Period, Who.Origin, Row(read.Request, 5)), to, MessageKind.Fill);
            Assert.Equal(renew.Key, fill.Key);
        }
    }

    [Fact]
    public void WhenThereAreFewerNodesThanCopies_ThenEachNodesCopyIsRefreshed()
    {
        var rig = Rig(Refresh with { Nodes = 4, Protect = ProtectionSet.Refresh | ProtectionSet.FanOut });
        rig.Coordinator.ViewChanged(1, new View([.. Alone.Members, Who.OtherNode]));
        Assert.Equal([Who.Node, Who.OtherNode], rig.PassTo(Period).Select(message => message.To).Order(Comparer<Address>.Create((a, b) => a.Index - b.Index)));
    }

    [Fact]
    public void WhenRefreshIsTurnedOnAndOff_ThenItBeginsAndEnds()
    {
        var rig = Rig(new SimSettings());
        Assert.Empty(rig.PassTo(10 * Period));
        rig.Coordinator.Configure(10 * Period, Refresh);
        CoordinatorRig.Only(rig.PassTo(11 * Period), Who.Node, MessageKind.Renew);
        rig.Coordinator.Configure((11 * Period) + 1, new SimSettings());
        Assert.Empty(rig.PassTo(20 * Period));
    }

    private static CoordinatorRig Rig(SimSettings settings)
    {
        var rig = new CoordinatorRig(settings);
        rig.Coordinator.ViewChanged(0, Alone);
        return rig;
    }

    private static List<(Address To, Message Message)> Hit(CoordinatorRig rig, long now, Outcome outcome, out long number, long token = 5)
    {
        number = rig.Get(now);
        return rig.Answer(now, Who.Node, new Message { Kind = MessageKind.Hit, Request = number, Outcome = outcome, Value = "old", Version = 4, Token = true, Wait = token });
    }

    private static long Renewed(CoordinatorRig rig)
    {
        var renew = CoordinatorRig.Only(rig.PassTo(Period), Who.Node, MessageKind.Renew);
        var sent = rig.Answer(Period + 1, Who.Node, new Message { Kind = MessageKind.Miss, Request = renew.Request, Token = true, Version = 5, Stamp = 5 });
        return CoordinatorRig.Only(sent, Who.Origin, MessageKind.Read).Request;
    }

    private static Message Row(long request, long version) => new() { Kind = MessageKind.Row, Request = request, Value = "v", Version = version };
}
