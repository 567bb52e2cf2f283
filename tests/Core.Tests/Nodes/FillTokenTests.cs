using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Nodes;

/// <summary>Which fills a node takes: those with a token that no news has voided.</summary>
public sealed class FillTokenTests
{
    private readonly NodeRig _rig = new();

    [Theory]
    [InlineData(2)]
    [InlineData(Message.NoVersion)]
    public void WhenALookupArrivesTwiceWithNewsInBetween_ThenItsFillIsStillTooOld(long news)
    {
        var rig = new NodeRig();
        var request = rig.Miss(1, "k");
        rig.Invalidate(2, "k", news);
        rig.Lookup(3, "k", request);
        rig.Fill(4, request, "k", 1);
        Assert.Equal(0, rig.Held("k"));
    }

    [Fact]
    public void WhenFillsAreRacing_ThenEachNeedsItsOwnTokenOnce()
    {
        var token = _rig.Miss(1, "k");
        _rig.Fill(2, token + 1, "k", 1);
        Assert.Equal(0, _rig.Held("k"));
        _rig.Fill(3, token, "other", 1);
        Assert.Equal(0, _rig.Node.Entries);
        _rig.Fill(4, token, "k", 1);
        Assert.Equal(0, _rig.Held("k"));
        Assert.Equal(3, _rig.Node.Counters.Rejected);
    }

    [Fact]
    public void WhenTheHolderDied_ThenItsNextLifeCannotUseTheToken()
    {
        var token = _rig.Miss(1, "k");
        _rig.Receive(2, Who.Coordinator with { Incarnation = 2 }, new Message { Kind = MessageKind.Fill, Request = token, Key = "k", Value = "x", Version = 9 });
        Assert.Equal(0, _rig.Node.Entries);
    }

    [Fact]
    public void WhenATokenWasReleased_ThenItsFillIsRejected()
    {
        var token = _rig.Miss(1, "k");
        _rig.Receive(2, Who.Coordinator, new Message { Kind = MessageKind.Release, Request = token, Key = "k" });
        _rig.Fill(3, token, "k", 1);
        Assert.Equal(0, _rig.Node.Entries);
    }

    [Fact]
    public void WhenAFillWasReadBeforeAnInvalidationThatLandsFirst_ThenItIsRejected()
    {
        var token = _rig.Miss(1, "k");
        _rig.Invalidate(2, "k", 5);
        _rig.Fill(3, token, "k", 4);
        Assert.Equal((0, 1), (_rig.Held("k"), _rig.Node.Counters.Rejected));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void WhenAFillIsAtOrAboveTheFloor_ThenItIsAccepted(long version)
    {
        var token = _rig.Miss(1, "k");
        _rig.Invalidate(2, "k", 5);
        _rig.Fill(3, token, "k", version);
        Assert.Equal(version, _rig.Held("k"));
    }

    [Fact]
    public void WhenAnInvalidationNamesNoVersion_ThenItDropsAnyCopyAndVoidsTheTokens()
    {
        var token = _rig.Miss(1, "k");
        var other = _rig.Miss(1, "other");
        _rig.Load(2, "k", 100);
        _rig.Invalidate(3, "k", Message.NoVersion);
        Assert.Equal(0, _rig.Held("k"));
        _rig.Fill(4, token, "k", 200);
        _rig.Fill(4, other, "other", 1);
        Assert.Equal((0, 1), (_rig.Held("k"), _rig.Held("other")));
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 5)]
    [InlineData(6, 6)]
    public void WhenAnInvalidationNamesAVersion_ThenOnlyOlderCopiesGo(long held, long left)
    {
        _rig.Load(1, "k", held);
        _rig.Invalidate(2, "k", 5);
        Assert.Equal(left, _rig.Held("k"));
        Assert.Equal(left == 0 ? 1 : 0, _rig.Node.Counters.Invalidated);
    }

    [Fact]
    public void WhenTwoLoadsRace_ThenTheOlderRowNeverReplacesTheNewerOne()
    {
        var first = _rig.Miss(1, "k");
        var second = _rig.Miss(1, "k");
        _rig.Fill(2, second, "k", 8);
        _rig.Fill(3, first, "k", 7);
        Assert.Equal(8, _rig.Held("k"));
    }

    [Fact]
    public void WhenTheNewerRowWasEvictedMeanwhile_ThenTheOlderFillIsStillRejected()
    {
        var first = _rig.Miss(1, "k");
        var second = _rig.Miss(1, "k");
        _rig.Fill(2, second, "k", 8);
        foreach (var key in new[] { "a", "b", "c", "d" }) _rig.Load(3, key, 1);
        Assert.Equal(0, _rig.Held("k"));
        _rig.Fill(4, first, "k", 7);
        Assert.Equal(0, _rig.Held("k"));
    }

    [Fact]
    public void WhenTheNodeRestarts_ThenTokensOfItsEarlierLifeAreVoid()
    {
        var token = _rig.Miss(1, "k");
        var next = new NodeRig();
        next.Fill(2, token, "k", 1);
        Assert.Equal((0, 1), (next.Node.Entries, next.Node.Counters.Rejected));
    }

    [Fact]
    public void WhenTheFillGuardIsOff_ThenTheRaceLeavesAnOldCopyBehind()
    {
        var rig = new NodeRig(new SimSettings { Slots = 4, Ttl = NodeRig.Ttl, FillGuard = false });
        var token = rig.Miss(1, "k");
        rig.Invalidate(2, "k", 5);
        rig.Fill(3, token, "k", 4);
        Assert.Equal(4, rig.Held("k"));
    }

    [Fact]
    public void WhenTheFillGuardIsOff_ThenAFillNeedsNoToken()
    {
        var rig = new NodeRig(new SimSettings { Slots = 4, Ttl = NodeRig.Ttl, FillGuard = false });
        var token = rig.Miss(1, "k");
        rig.Invalidate(2, "k", Message.NoVersion);
        rig.Fill(3, token, "k", 4);
        Assert.Equal(4, rig.Held("k"));

        // Where there is one, the copy's age is counted from it.
        rig.Fill(50, rig.Miss(10, "l"), "l", 4);
        Assert.Equal(10 + NodeRig.Ttl, rig.Node.Copies().Single(copy => copy.Key == "l").Entry.ExpiresAt);
        rig.Node.ViewChanged(60, new View([Who.OtherNode]));
        rig.Fill(61, token, "k", 5);
        Assert.Equal(0, rig.Node.Entries);
    }
}
