using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Nodes;

/// <summary>Loads of what has a copy that is still served: early ones, and those of the background job.</summary>
public sealed class EarlyLoadTests
{
    private const long Ttl = 100_000;
    private const long LoadTime = 1_000;

    private static readonly SimSettings XFetch = new() { Slots = 4, Ttl = Ttl, Protect = ProtectionSet.XFetch };
    private static readonly SimSettings Plain = new() { Slots = 4, Ttl = Ttl };

    [Fact]
    public void WhenTheExpiryIsFar_ThenNoHitLoads()
    {
        var rig = Loaded(XFetch);
        for (var now = LoadTime; now < Ttl - (38 * LoadTime); now += 100) Assert.False(rig.Lookup(now, "k", now).Token);
    }

    [Fact]
    public void WhenTheExpiryIsOneLoadAway_ThenTheShareOfHitsThatLoadIsTheClosedForm()
    {
        var rig = Loaded(XFetch);
        var early = Enumerable.Range(1, 10_000).Count(request => rig.Lookup(Ttl - LoadTime, "k", request).Token);
        Assert.InRange(early, 10_000 * Math.Exp(-1) * 0.95, 10_000 * Math.Exp(-1) * 1.05);
    }

    [Fact]
    public void WhenAHitLoadsEarly_ThenItIsAHitAllTheSameAndTheCopysLifeIsWhatItWas()
    {
        var rig = Loaded(XFetch with { XFetchBeta = 1_000 });
        var hit = Enumerable.Range(1, 100).Select(request => rig.Lookup(Ttl - 1, "k", request)).First(answer => answer.Token);
        Assert.Equal((MessageKind.Hit, Outcome.Hit, "v4"), (hit.Kind, hit.Outcome, hit.Value));
        Assert.True(hit.Wait > 0);
        Assert.Equal(MessageKind.Miss, rig.Lookup(Ttl, "k", 200).Kind);
    }

    [Fact]
    public void WhenTheNextCopyIsThere_ThenItsLifeBeginsAnew()
    {
        var rig = Loaded(XFetch with { XFetchBeta = 1_000 });
        var request = Enumerable.Range(1, 100).First(number => rig.Lookup(Ttl - 1, "k", number).Token);
        rig.Fill(Ttl + 5, request, "k", 5);
        Assert.Equal(5, rig.Lookup((2 * Ttl) - 2, "k", 200).Version);
        Assert.Equal(MessageKind.Miss, rig.Lookup((2 * Ttl) - 1, "k", 201).Kind);
    }

    // Most rows have not changed when they are read again.
    [Theory]
    [InlineData(3, 4, false)]
    [InlineData(4, 4, true)]
    public void WhenTheRowIsAsItWasOrOlder_ThenTheCopyLivesOnOnlyWithTheSame(long version, long held, bool anew)
    {
        var rig = Loaded(Plain);
        rig.Tell(2_000, MessageKind.Renew, "k", 50);
        rig.Fill(3_000, 50, "k", version);
        Assert.Equal(held, rig.Held("k"));
        Assert.Equal((anew ? 2_000 : 0) + Ttl, Assert.Single(rig.Node.Copies()).Entry.ExpiresAt);
    }

    [Fact]
    public void WhenACopyComes_ThenItSaysHowLongItTookToLoad()
    {
        var rig = new NodeRig(Plain);
        rig.Fill(350, rig.Miss(100, "k"), "k", 4);
        Assert.Equal(250, Assert.Single(rig.Node.Copies()).Entry.LoadTime);
    }

    [Fact]
    public void WhenThereIsNoLock_ThenEveryBackgroundJobGetsAToken()
    {
        var rig = Loaded(Plain);
        for (var request = 50; request < 53; request++) Assert.True(Assert.Single(rig.Tell(2_000, MessageKind.Renew, "k", request)).Message.Token);
    }

    [Fact]
    public void WhenTheLogIsSilentForTooLong_ThenTheBackgroundJobHasNothingToDo()
    {
        var rig = new NodeRig(NodeRig.Cdc);
        rig.Load(1, "k", 4);
        var late = rig.Settings.MaxLag + 1;
        Assert.Equal(MessageKind.Moved, Assert.Single(rig.Tell(late, MessageKind.Renew, "k", 50), said => said.To == Who.Coordinator).Message.Kind);
    }

    [Fact]
    public void WhenThereIsALock_ThenOnlyOneHitLoadsUntilItHasFilled()
    {
        var rig = Loaded(XFetch with { XFetchBeta = 1_000, Protect = ProtectionSet.XFetch | ProtectionSet.Lock });
        var loads = Enumerable.Range(1, 1_000).Where(request => rig.Lookup(Ttl - 1, "k", request).Token).ToList();
        Assert.Single(loads);
        rig.Fill(Ttl - 1, loads[0], "k", 5);
        Assert.Equal(5, rig.Held("k"));
    }

    [Fact]
    public void WhenReadsGoThrough_ThenTheNodeLoadsAndNoReaderGetsAToken()
    {
        var rig = Loaded(XFetch with { XFetchBeta = 1_000, Read = "read-through", Protect = ProtectionSet.XFetch | ProtectionSet.SingleFlight });
        rig.Node.ViewChanged(LoadTime, new View([Who.Node, Who.Origin]));
        var sent = Enumerable.Range(1, 1_000).SelectMany(request => rig.Tell(Ttl - 1, MessageKind.Load, "k", request)).ToList();
        var read = Assert.Single(sent, message => message.To == Who.Origin).Message;
        Assert.All(sent.Where(message => message.To != Who.Origin), message => Assert.Equal((MessageKind.Hit, Outcome.Hit, false), (message.Message.Kind, message.Message.Outcome, message.Message.Token)));
        rig.Receive(Ttl + 5, Who.Origin, new Message { Kind = MessageKind.Row, Request = read.Request, Value = "v5", Version = 5 });
        Assert.Empty(rig.Effects.TakeSent());
        Assert.Equal(5, rig.Held("k"));
    }

    [Fact]
    public void WhenTheBackgroundJobAsks_ThenItGetsATokenThoughThereIsACopy()
    {
        var rig = Loaded(Plain);
        var (_, miss) = Assert.Single(rig.Tell(2_000, MessageKind.Renew, "k", 50));
        Assert.Equal((MessageKind.Miss, true, 50), (miss.Kind, miss.Token, miss.Request));
        Assert.Equal(miss.Version, miss.Stamp);
        rig.Fill(3_000, 50, "k", 5);
        Assert.Equal((5, 0), (rig.Held("k"), rig.Node.Counters.Hits));
    }

    [Fact]
    public void WhenSomebodyHoldsTheLease_ThenTheBackgroundJobHasNothingToDo()
    {
        var rig = Loaded(Plain with { Protect = ProtectionSet.Lock });
        Assert.Equal(MessageKind.Miss, Assert.Single(rig.Tell(2_000, MessageKind.Renew, "k", 50)).Message.Kind);
        Assert.Equal(MessageKind.Moved, Assert.Single(rig.Tell(2_001, MessageKind.Renew, "k", 51)).Message.Kind);
        rig.Fill(2_002, 50, "k", 5);
        Assert.Equal(MessageKind.Miss, Assert.Single(rig.Tell(2_003, MessageKind.Renew, "k", 52)).Message.Kind);
    }

    [Fact]
    public void WhenTheKeyIsAnotherNodes_ThenTheBackgroundJobIsToldSo()
    {
        var rig = Loaded(Plain);
        rig.Node.ViewChanged(2_000, new View([Who.OtherNode]));
        Assert.Equal(MessageKind.Moved, Assert.Single(rig.Tell(2_001, MessageKind.Renew, "k", 50)).Message.Kind);
        Assert.Equal(MessageKind.Moved, Assert.Single(rig.Tell(2_001, MessageKind.Reload, "k", 51)).Message.Kind);
    }

    private static NodeRig Loaded(SimSettings settings)
    {
        var rig = new NodeRig(settings);
        rig.Fill(LoadTime, rig.Miss(0, "k"), "k", 4);
        return rig;
    }
}
