using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Tests.Nodes;

/// <summary>How long copies live, beyond the plain TTL; and how a copy of write-back learns its version.</summary>
public sealed class LifetimeTests
{
    private const long Ttl = 1_000;
    private static readonly SimSettings Limited = new() { Slots = 500, Ttl = Ttl };

    [Fact]
    public void WhenThereIsJitter_ThenLivesSpreadFromTheTtlToTheTtlAndTheJitter()
    {
        var rig = new NodeRig(Limited with { TtlJitter = 100 });
        for (var i = 0; i < 500; i++) rig.Load(10, "k" + i, 1);
        var lives = rig.Node.Copies().Select(copy => copy.Entry.ExpiresAt - 10).ToList();
        Assert.InRange(lives.Min(), Ttl, Ttl + 5);
        Assert.InRange(lives.Max(), Ttl + 95, Ttl + 100);
        Assert.InRange(lives.Average(), Ttl + 45, Ttl + 55);
    }

    [Fact]
    public void WhenJitterIsTheLeast_ThenSomeLivesAreLongerByIt()
    {
        var rig = new NodeRig(Limited with { TtlJitter = 1 });
        for (var i = 0; i < 100; i++) rig.Load(10, "k" + i, 1);
        Assert.Equal([Ttl, Ttl + 1], rig.Node.Copies().Select(copy => copy.Entry.ExpiresAt - 10).Distinct().Order());
    }

    [Fact]
    public void WhenExpirySlides_ThenAHitProlongsALifeAndSilenceEndsIt()
    {
        var rig = new NodeRig(Limited with { Expiry = "sliding" });
        rig.Load(0, "k", 1);
        rig.Load(0, "l", 1);
        Assert.Equal(MessageKind.Hit, rig.Lookup(900, "k").Kind);
        Assert.Equal(MessageKind.Hit, rig.Lookup(1_800, "k").Kind);
        Assert.Equal(["k"], rig.Node.Copies().Select(copy => copy.Key));
        Assert.Equal(MessageKind.Miss, rig.Lookup(2_800, "k").Kind);
    }

    [Fact]
    public void WhenExpiryIsAbsolute_ThenAHitProlongsNothing()
    {
        var rig = new NodeRig(Limited);
        rig.Load(0, "k", 1);
        rig.Lookup(900, "k");
        Assert.Equal(MessageKind.Miss, rig.Lookup(1_000, "k").Kind);
    }

    [Fact]
    public void WhenTheLogTellsOfACopysOwnWrite_ThenTheCopyTakesItsVersionAndAnyOtherChangeDropsIt()
    {
        var rig = new NodeRig(NodeRig.Cdc);
        rig.Marker(1, "log");
        Store(rig, 2, "own", stamp: 5, writeId: 71);
        Store(rig, 2, "other", stamp: 5, writeId: 72);
        Store(rig, 2, "older", stamp: 5, writeId: 73);
        rig.Batch(3, "log", 2, new Change("own", 3) { Stamp = 5, WriteId = 71 }, new Change("other", 3) { Stamp = 6, WriteId = 99 }, new Change("older", 3) { Stamp = 4, WriteId = 98 });
        Assert.Equal(["older", "own"], rig.Node.Copies().Select(copy => copy.Key).Order());
        var hit = rig.Lookup(4, "own");
        Assert.Equal((3, 0), (hit.Version, hit.WriteId));
        rig.Batch(5, "log", 5, new Change("own", 4) { Stamp = 5, WriteId = -1 }, new Change("older", 5) { Stamp = 5 });
        Assert.Equal(0, rig.Node.Entries);
    }

    [Fact]
    public void WhenAFillWasReadBeforeAQueuedWrite_ThenItsStampBetraysIt()
    {
        var rig = new NodeRig(Limited);
        var token = rig.Miss(1, "k");
        Store(rig, 2, "k", stamp: 5, writeId: 71);
        rig.Fill(3, token, "k", version: 900);
        Assert.Equal((0, 71), (rig.Lookup(4, "k").Version, rig.Lookup(4, "k").WriteId));
    }

    [Fact]
    public void WhenOnlyPartitionsMove_ThenReadsUnderWayStillFill()
    {
        var rig = new NodeRig(Limited);
        var token = rig.Miss(1, "k");
        rig.Node.ViewChanged(2, new View([Support.Who.Node, Support.Who.Origin, new Address(Role.Dirty, 0, 1)]));
        rig.Fill(3, token, "k", 1);
        Assert.Equal(1, rig.Held("k"));
    }

    private static void Store(NodeRig rig, long now, string key, long stamp, long writeId)
    {
        var request = rig.Announce(now, key);
        rig.Receive(now, Support.Who.Coordinator, new Message { Kind = MessageKind.Store, Request = request, Key = key, Value = "w", Stamp = stamp, WriteId = writeId });
        Assert.Equal(MessageKind.Stored, rig.Effects.TakeOne().Kind);
    }
}
