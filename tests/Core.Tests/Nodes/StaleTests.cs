using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Nodes;

/// <summary>Copies that have expired and are served all the same. Each was loaded at 0 as version 4, and expires at 1,000.</summary>
public sealed class StaleTests
{
    private const long Ttl = 1_000;
    private const long Window = 500;
    private const long LeaseFor = 45;

    private static readonly SimSettings Swr = new() { Slots = 4, Ttl = Ttl, Timeout = 100, SwrWindow = Window, Protect = ProtectionSet.Swr };
    private static readonly SimSettings IfError = Swr with { Protect = ProtectionSet.StaleIfError };

    [Fact]
    public void WhenACopyHasExpired_ThenAllAreServedFromItAndOneOfThemLoadsTheNext()
    {
        var rig = Rig(Swr);
        Assert.Equal(Outcome.Hit, rig.Lookup(Ttl - 1, "k").Outcome);
        Refresher(rig, Ttl, 10);
        for (var request = 11; request < 15; request++) Stale(rig, Ttl + 1, request);
        Assert.Equal((1, 5, 1, 7), (rig.Node.Counters.Hits, rig.Node.Counters.Stale, rig.Node.Counters.Misses, rig.Node.Counters.Lookups));
        rig.Fill(Ttl + 5, 10, "k", 5);
        Assert.Equal((Outcome.Hit, 5), (rig.Lookup(Ttl + 6, "k", 20) is var hit ? hit.Outcome : default, hit.Version));
    }

    [Fact]
    public void WhenTheRefreshersTokenIsNamed_ThenItIsTheNumberThatTheTableGave()
    {
        var rig = Rig(Swr);
        var renewed = rig.Lookup(Ttl, "k", 10).Wait;
        Assert.Equal(renewed + 1, rig.Lookup(Ttl, "other", 11).Version);
    }

    [Fact]
    public void WhenTheWindowIsOver_ThenNothingIsServedOrKept()
    {
        var rig = Rig(Swr);
        Refresher(rig, Ttl + Window - 1, 10);
        Assert.Equal((MessageKind.Miss, true), (rig.Lookup(Ttl + Window, "k", 11) is var miss ? miss.Kind : default, miss.Token));
        Assert.Equal(0, rig.Node.Entries);
    }

    [Fact]
    public void WhenNobodyAsks_ThenTheTimerDropsTheCopyAtTheEndOfTheWindow()
    {
        var rig = Rig(Swr);
        rig.PassTo(Ttl + Window - 1);
        Assert.Equal(1, rig.Node.Entries);
        rig.PassTo(Ttl + Window);
        Assert.Equal((0, long.MaxValue), (rig.Node.Entries, rig.Effects.TimerAt));
    }

    [Fact]
    public void WhenACopyLapses_ThenTheHistoryHasItDroppedOnce()
    {
        var rig = Rig(Swr);
        rig.PassTo(Ttl);
        Stale(rig, Ttl + 1, 10, token: true);
        rig.PassTo(Ttl + Window);
        var drop = Assert.Single(rig.Effects.Lines, line => line is { Kind: HistoryKind.Drop, Key: not null });
        Assert.Equal(("k", Causes.Ttl, Ttl), (drop.Key, drop.Cause, drop.End));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(Message.NoVersion)]
    public void WhenAnExpiredCopyIsInvalidated_ThenItIsNotServed(long version)
    {
        var rig = Rig(Swr);
        Refresher(rig, Ttl, 10);
        rig.Invalidate(Ttl + 1, "k", version);
        Assert.Equal((MessageKind.Miss, true), (rig.Lookup(Ttl + 2, "k", 11) is var miss ? miss.Kind : default, miss.Token));
        rig.Fill(Ttl + 3, 10, "k", 4);
        Assert.Equal(0, rig.Held("k"));
    }

    [Fact]
    public void WhenTheRefresherFails_ThenTheNextReaderIsChosen()
    {
        var rig = Rig(Swr);
        Refresher(rig, Ttl, 10);
        Assert.Empty(rig.Tell(Ttl + 1, MessageKind.Release, "k", 10, outcome: Outcome.Error));
        Refresher(rig, Ttl + 2, 11);
    }

    [Fact]
    public void WhenTheRefresherStaysSilent_ThenAnotherIsChosenInTime()
    {
        var rig = Rig(Swr);
        Refresher(rig, Ttl, 10);
        Stale(rig, Ttl + LeaseFor - 1, 11);
        Refresher(rig, Ttl + LeaseFor, 12);
    }

    [Fact]
    public void WhenTheLogIsSilentForTooLong_ThenNoExpiredCopyIsServed()
    {
        var rig = new NodeRig(Swr with { Invalidation = InvalidationStrategies.Cdc, MaxLag = Ttl + 10 });
        rig.Load(0, "k", 4);
        Stale(rig, Ttl + 10, 10, token: true);
        Assert.Equal((MessageKind.Miss, false), (rig.Lookup(Ttl + 11, "k", 11) is var miss ? miss.Kind : default, miss.Token));
    }

    [Fact]
    public void WhenReadsGoThrough_ThenTheNodeLoadsTheNextCopyItself()
    {
        var rig = Through(Swr);
        var sent = rig.Tell(Ttl, MessageKind.Load, "k", 10);
        Assert.Equal([(Who.Origin, MessageKind.Read), (Who.Coordinator, MessageKind.Hit)], sent.Select(message => (message.To, message.Message.Kind)));
        Assert.Equal((Outcome.Stale, 4, false), (sent[1].Message.Outcome, sent[1].Message.Version, sent[1].Message.Token));
        Assert.Equal(Outcome.Stale, Assert.Single(rig.Tell(Ttl + 1, MessageKind.Load, "k", 11)).Message.Outcome);
        rig.Receive(Ttl + 2, Who.Origin, new Message { Kind = MessageKind.Row, Request = sent[0].Message.Request, Value = "v5", Version = 5 });
        Assert.Empty(rig.Effects.TakeSent());
        Assert.Equal((Outcome.Hit, 5), (rig.Lookup(Ttl + 3, "k", 12) is var hit ? hit.Outcome : default, hit.Version));
    }

    [Fact]
    public void WhenStaleWhileRevalidateIsTurnedOff_ThenAnExpiredCopyIsNoLongerServed()
    {
        var rig = Rig(Swr);
        Refresher(rig, Ttl, 10);
        rig.Node.Configure(Ttl + 1, Swr with { Protect = ProtectionSet.None, SwrWindow = null });
        Assert.Equal(MessageKind.Miss, rig.Lookup(Ttl + 2, "k", 11).Kind);
        Assert.Equal(0, rig.Node.Entries);
    }

    [Fact]
    public void WhenOnlyErrorsAllowStaleCopies_ThenALookupMissesAndOnlyARevivalIsServed()
    {
        var rig = Rig(IfError);
        Assert.Equal((MessageKind.Miss, true), (rig.Lookup(Ttl, "k", 10) is var miss ? miss.Kind : default, miss.Token));
        Assert.Equal((MessageKind.Hit, Outcome.Stale, 4, false), Revive(rig, Ttl + 1));
        Assert.Equal((MessageKind.Hit, Outcome.Stale, 4, false), Revive(rig, Ttl + Window - 1));
        Assert.Equal(2, rig.Node.Counters.Stale);
        Assert.Equal((MessageKind.Miss, Outcome.None, 0, false), Revive(rig, Ttl + Window));
    }

    [Fact]
    public void WhenTheCopyHasBeenReplacedMeanwhile_ThenARevivalIsAPlainHit()
    {
        var rig = Rig(IfError);
        rig.Load(Ttl, "k", 5);
        Assert.Equal((MessageKind.Hit, Outcome.Hit, 5, false), Revive(rig, Ttl + 1));
    }

    [Fact]
    public void WhenTheExpiredCopyWasInvalidated_ThenThereIsNothingToRevive()
    {
        var rig = Rig(IfError);
        rig.Lookup(Ttl, "k", 10);
        rig.Invalidate(Ttl + 1, "k", 5);
        Assert.Equal(MessageKind.Miss, Revive(rig, Ttl + 2).Kind);
    }

    [Fact]
    public void WhenStaleIfErrorIsOff_ThenNothingIsRevived() => Assert.Equal(MessageKind.Miss, Revive(Rig(Swr), Ttl + 1).Kind);

    // It was kept when nothing expired; such a copy has no end to which a window could be added.
    [Fact]
    public void WhenACopyNeverExpires_ThenItIsRevivedToo()
    {
        var rig = new NodeRig(new SimSettings { Slots = 4, Ttl = Durations.None });
        rig.Load(0, "k", 4);
        rig.Node.Configure(1, IfError);
        Assert.Equal((MessageKind.Hit, Outcome.Hit, 4, false), Revive(rig, 2));
    }

    [Fact]
    public void WhenTheHolderOfALeaseFails_ThenThoseWhoWaitAreServedTheExpiredCopy()
    {
        var rig = Rig(IfError with { Protect = ProtectionSet.StaleIfError | ProtectionSet.Lock });
        Assert.Equal(MessageKind.Miss, rig.Lookup(Ttl, "k", 10).Kind);
        Assert.Empty(rig.Tell(Ttl, MessageKind.Lookup, "k", 11));
        var (_, answer) = Assert.Single(rig.Tell(Ttl + 1, MessageKind.Release, "k", 10, outcome: Outcome.Shed));
        Assert.Equal((MessageKind.Hit, Outcome.Stale, 11, 4), (answer.Kind, answer.Outcome, answer.Request, answer.Version));
    }

    [Theory]
    [InlineData(ProtectionSet.None)]
    [InlineData(ProtectionSet.SingleFlight)]
    public void WhenReadsGoThroughAndTheOriginFails_ThenTheNodeServesTheExpiredCopy(ProtectionSet more)
    {
        var rig = Through(IfError with { Retries = 0, Protect = ProtectionSet.StaleIfError | more });
        var reads = rig.Tell(Ttl, MessageKind.Load, "k", 10).Concat(rig.Tell(Ttl, MessageKind.Load, "k", 11)).ToList();
        Assert.All(reads, read => Assert.Equal((Who.Origin, MessageKind.Read), (read.To, read.Message.Kind)));
        foreach (var read in reads) rig.Receive(Ttl + 1, Who.Origin, new Message { Kind = MessageKind.Failed, Request = read.Message.Request, Outcome = Outcome.Error });
        Assert.Equal([(MessageKind.Hit, Outcome.Stale, 10L), (MessageKind.Hit, Outcome.Stale, 11)], rig.Effects.TakeSent().Select(sent => (sent.Message.Kind, sent.Message.Outcome, sent.Message.Request)));
    }

    [Fact]
    public void WhenReadsGoThroughAndThereIsNoOrigin_ThenTheNodeServesTheExpiredCopy()
    {
        var rig = Through(IfError);
        rig.Node.ViewChanged(Ttl, new View([Who.Node]));
        Assert.Equal(Outcome.Stale, Assert.Single(rig.Tell(Ttl, MessageKind.Load, "k", 10)).Message.Outcome);
    }

    [Fact]
    public void WhenALoadInTheBackgroundFails_ThenNobodyIsAnswered()
    {
        var rig = Through(IfError with { Retries = 0 });
        var read = rig.Tell(Ttl, MessageKind.Reload, "k", 10)[0].Message.Request;
        rig.Receive(Ttl + 1, Who.Origin, new Message { Kind = MessageKind.Failed, Request = read, Outcome = Outcome.Error });
        Assert.Empty(rig.Effects.TakeSent());
        Assert.Equal(0, rig.Node.Counters.Stale);
    }

    private static NodeRig Rig(SimSettings settings)
    {
        var rig = new NodeRig(settings);
        rig.Load(0, "k", 4);
        return rig;
    }

    private static NodeRig Through(SimSettings settings)
    {
        var rig = new NodeRig(settings with { Read = "read-through" });
        rig.Node.ViewChanged(0, new View([Who.Node, Who.Origin]));
        rig.Load(0, "k", 4);
        return rig;
    }

    private static void Refresher(NodeRig rig, long now, long request) => Stale(rig, now, request, token: true);

    private static void Stale(NodeRig rig, long now, long request, bool token = false)
    {
        var hit = rig.Lookup(now, "k", request);
        Assert.Equal((MessageKind.Hit, Outcome.Stale, request, "v4", 4, token), (hit.Kind, hit.Outcome, hit.Request, hit.Value, hit.Version, hit.Token));
        Assert.Equal(token, hit.Wait > 0);
    }

    private static (MessageKind Kind, Outcome Outcome, long Version, bool Token) Revive(NodeRig rig, long now)
    {
        var (_, answer) = Assert.Single(rig.Tell(now, MessageKind.Revive, "k", 30));
        Assert.Equal(30, answer.Request);
        return (answer.Kind, answer.Outcome, answer.Version, answer.Token);
    }
}
