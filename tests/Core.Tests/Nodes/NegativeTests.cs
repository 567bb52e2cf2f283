using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Nodes;

/// <summary>Copies that say that there is no row.</summary>
public sealed class NegativeTests
{
    private const long Ttl = 1_000;
    private const long NegativeTtl = 300;

    private static readonly SimSettings Negative = new() { Slots = 4, Ttl = Ttl, Protect = ProtectionSet.Negative, NegativeTtl = NegativeTtl };

    [Theory]
    [InlineData(0, false)]
    [InlineData(6, true)]
    public void WhenThereIsNoRow_ThenThatIsKeptForItsOwnTime(long version, bool deleted)
    {
        var rig = Absent(Negative, version);
        var hit = rig.Lookup(NegativeTtl - 1, "k");
        Assert.Equal((MessageKind.Hit, Outcome.Hit, null, version, deleted), (hit.Kind, hit.Outcome, hit.Value, hit.Version, hit.Deleted));
        Assert.Equal(MessageKind.Miss, rig.Lookup(NegativeTtl, "k").Kind);
        Assert.Equal(0, rig.Node.Entries);
    }

    [Fact]
    public void WhenThereIsARow_ThenItsLifeIsThePlainTtl()
    {
        var rig = new NodeRig(Negative);
        rig.Load(0, "k", 4);
        Assert.Equal(MessageKind.Hit, rig.Lookup(Ttl - 1, "k").Kind);
        Assert.Equal(MessageKind.Miss, rig.Lookup(Ttl, "k").Kind);
    }

    [Fact]
    public void WhenTheTtlIsShorter_ThenANegativeCopyLivesNoLonger()
    {
        var rig = Absent(Negative with { Ttl = 100 });
        Assert.Equal(MessageKind.Hit, rig.Lookup(99, "k").Kind);
        Assert.Equal(MessageKind.Miss, rig.Lookup(100, "k").Kind);
    }

    [Fact]
    public void WhenItIsOff_ThenNothingIsKeptAndACopyOfTheRowGoes()
    {
        var rig = new NodeRig(Negative with { Protect = ProtectionSet.None, NegativeTtl = null });
        rig.Load(0, "k", 4);
        var token = rig.Announce(1, "k");
        rig.Fill(2, token, "k", 5);
        var load = rig.Announce(3, "k");
        rig.Receive(4, Who.Coordinator, new Message { Kind = MessageKind.Fill, Request = load, Key = "k", Version = 6, Deleted = true });
        Assert.Equal(0, rig.Node.Entries);
        Assert.Contains(rig.Effects.Lines, line => line is { Kind: HistoryKind.Drop, Cause: Causes.Deleted, End: 4 });
    }

    // That a delete found nothing says nothing of the row's absence later on.
    [Fact]
    public void WhenADeleteFoundNoRow_ThenItLeavesNoNegativeCopy()
    {
        var rig = new NodeRig(Negative);
        var token = rig.Announce(1, "k");
        rig.Receive(2, Who.Coordinator, new Message { Kind = MessageKind.Store, Request = token, Key = "k" });
        Assert.Equal(0, rig.Node.Entries);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Message.NoVersion)]
    public void WhenARowIsMade_ThenAnInvalidationDropsTheNegativeCopy(long version)
    {
        var rig = Absent(Negative);
        rig.Invalidate(1, "k", version);
        Assert.Equal(MessageKind.Miss, rig.Lookup(2, "k").Kind);
    }

    [Fact]
    public void WhenARowIsWritten_ThenItShowsAtOnce()
    {
        var rig = Absent(Negative);
        rig.Store(2, rig.Announce(1, "k"), "k", 1);
        Assert.Equal("v1", rig.Lookup(3, "k").Value);
    }

    [Fact]
    public void WhenTheRowWasReadBeforeItWasWritten_ThenItsAbsenceIsNotKept()
    {
        var rig = new NodeRig(Negative);
        var load = rig.Miss(0, "k");
        rig.Store(2, rig.Announce(1, "k"), "k", 1);
        rig.Receive(3, Who.Coordinator, new Message { Kind = MessageKind.Fill, Request = load, Key = "k" });
        Assert.Equal("v1", rig.Lookup(4, "k").Value);
    }

    // The partition holds a delete that the origin does not have yet. Who reads it must be able to say which one it saw.
    [Theory]
    [InlineData(ProtectionSet.Negative)]
    [InlineData(ProtectionSet.Negative | ProtectionSet.Lock)]
    public void WhenADeleteIsNotCommittedYet_ThenItsCopyNamesTheDeleteUntilTheLogTellsItsVersion(ProtectionSet protect)
    {
        var rig = new NodeRig(NodeRig.Cdc with { Write = "write-back", Protect = protect });
        rig.Marker(0, "log");
        var load = rig.Miss(1, "k");
        if (protect.HasFlag(ProtectionSet.Lock)) Assert.Empty(rig.Tell(1, MessageKind.Lookup, "k", 9));
        rig.Receive(2, Who.Coordinator, new Message { Kind = MessageKind.Fill, Request = load, Key = "k", Deleted = true, Stamp = 5, WriteId = 71 });
        foreach (var (_, waiter) in rig.Effects.TakeSent()) Assert.Equal((true, 0, 71), (waiter.Deleted, waiter.Version, waiter.WriteId));
        var hit = rig.Lookup(3, "k");
        Assert.Equal((MessageKind.Hit, null, true, 0, 71), (hit.Kind, hit.Value, hit.Deleted, hit.Version, hit.WriteId));

        rig.Batch(4, "log", 2, new Change("k", 3) { Stamp = 5, WriteId = 71 });
        hit = rig.Lookup(5, "k");
        Assert.Equal((MessageKind.Hit, null, true, 3, 0), (hit.Kind, hit.Value, hit.Deleted, hit.Version, hit.WriteId));
    }

    private static NodeRig Absent(SimSettings settings, long version = 0)
    {
        var rig = new NodeRig(settings);
        var load = rig.Miss(0, "k");
        rig.Receive(0, Who.Coordinator, new Message { Kind = MessageKind.Fill, Request = load, Key = "k", Version = version, Deleted = version > 0 });
        Assert.Empty(rig.Effects.TakeSent());
        return rig;
    }
}
