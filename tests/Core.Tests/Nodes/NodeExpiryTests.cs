using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Nodes;

/// <summary>Copies that end by their TTL.</summary>
public sealed class NodeExpiryTests
{
    private readonly NodeRig _rig = new();

    [Fact]
    public void WhenTheTtlHasPassedSinceTheToken_ThenTheCopyIsNotServedHoweverLateItWasFilled()
    {
        var token = _rig.Miss(100, "k");
        _rig.Fill(900, token, "k", 1);
        Assert.Equal(MessageKind.Hit, _rig.Lookup(1_099, "k").Kind);
        Assert.Equal(MessageKind.Miss, _rig.Lookup(1_100, "k").Kind);
    }

    [Fact]
    public void WhenTheReadWaitedAtTheOrigin_ThenTheTtlCountsFromTheEndOfTheWait()
    {
        var token = _rig.Miss(100, "k");
        _rig.Fill(900, token, "k", 1, wait: 50);
        Assert.Equal(MessageKind.Hit, _rig.Lookup(1_149, "k").Kind);
        Assert.Equal(MessageKind.Miss, _rig.Lookup(1_150, "k").Kind);
    }

    [Fact]
    public void WhenAFillComesAfterItsTtl_ThenNothingIsKeptAndAnOlderCopyGoes()
    {
        var late = _rig.Miss(0, "k");
        _rig.Load(500, "k", 1);
        _rig.Fill(1_200, late, "k", 2);
        Assert.Equal(0, _rig.Node.Entries);
        Assert.Contains(_rig.Effects.Lines, line => line is { Kind: HistoryKind.Drop, Key: "k", Cause: Causes.Ttl, End: 1_200 });
    }

    [Fact]
    public void WhenTheTtlRunsOut_ThenTheTimerDropsTheCopy()
    {
        _rig.Load(100, "k", 1);
        _rig.Load(200, "l", 1);
        Assert.Equal(1_100, _rig.Effects.TimerAt);
        Assert.True(_rig.Effects.TakeDueTimer(1_100));
        _rig.Node.Tick(1_100);
        Assert.Equal(["l"], _rig.Node.Copies().Select(copy => copy.Key));
        Assert.Equal(1_200, _rig.Effects.TimerAt);
        Assert.Contains(_rig.Effects.Lines, line => line is { Kind: HistoryKind.Drop, Key: "k", Cause: Causes.Ttl, End: 1_100, Version: 1 });
    }

    [Fact]
    public void WhenTheTimerComesLate_ThenTheExpiredCopyIsNotServed()
    {
        _rig.Load(100, "k", 1);
        _rig.Node.Receive(5_000, Who.Coordinator, new Message { Kind = MessageKind.Lookup, Key = "k" });
        Assert.Equal(MessageKind.Miss, _rig.Effects.TakeOne().Kind);
        Assert.Equal(0, _rig.Node.Entries);
    }

    [Fact]
    public void WhenThereIsNoTtl_ThenCopiesStay()
    {
        var rig = new NodeRig(new SimSettings { Slots = 4, Ttl = Durations.None });
        rig.Load(1, "k", 1);
        Assert.Equal(long.MaxValue, rig.Effects.TimerAt);
        Assert.Equal(MessageKind.Hit, rig.Lookup(long.MaxValue - 1, "k").Kind);
    }

    [Fact]
    public void WhenAnEvictedSlotIsReused_ThenTheOldExpiryDoesNotDropTheNewEntry()
    {
        var rig = new NodeRig(new SimSettings { Slots = 1, Ttl = 1_000 });
        rig.Load(0, "a", 1);
        rig.Load(600, "b", 1);
        Assert.Equal(MessageKind.Hit, rig.Lookup(1_500, "b").Kind);
    }
}
