using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Nodes;

/// <summary>Copies that are kept after they have expired.</summary>
public sealed class CopiesTests
{
    private readonly FakeEffects _effects = new();
    private readonly NodeCounters _counters = new();
    private readonly Copies _copies;

    public CopiesTests()
    {
        _copies = new Copies(Who.Node, new SimSettings { Slots = 2 }, _counters, _effects) { KeepFor = 50 };
        _copies.Put(0, "k", new Entry("v", new Revision(0, 4), 100));
    }

    [Fact]
    public void WhenACopyExpires_ThenItLapsesIsKeptForAWhileAndThenGoes()
    {
        Assert.Equal(100, _copies.NextExpiry);
        _copies.Expire(100);
        Assert.True(_copies[_copies.Find("k")].Lapsed);
        Assert.Equal(150, _copies.NextExpiry);
        _copies.Expire(149);
        Assert.Equal(1, _copies.Count);
        _copies.Expire(150);
        Assert.Equal(0, _copies.Count);
        Assert.Equal([100], Drops().Select(drop => drop.End));
    }

    [Fact]
    public void WhenTheTimerComesLate_ThenTheCopyGoesAtOnce()
    {
        _copies.Expire(150);
        Assert.Equal(0, _copies.Count);
        Assert.Equal((150, Causes.Ttl), Assert.Single(Drops()) is var drop ? (drop.End, drop.Cause) : default);
    }

    [Fact]
    public void WhenTheNextCopyComes_ThenItIsALivingOne()
    {
        _copies.Expire(100);
        _copies.Put(110, "k", new Entry("w", new Revision(0, 5), 210));
        Assert.False(_copies[_copies.Find("k")].Lapsed);
        _copies.Expire(209);
        Assert.Equal((1, 210), (_copies.Count, _copies.NextExpiry));
        _copies.Expire(210);
        Assert.Equal([4L, 5], Drops().Select(drop => drop.Version));
    }

    [Fact]
    public void WhenALapsedCopyIsInvalidated_ThenItGoesAndTheHistoryHasItGoneAlready()
    {
        _copies.Expire(100);
        _copies.DropOlder(110, "k", new Revision(0, 5), Causes.Explicit);
        Assert.Equal((0, 1), (_copies.Count, _counters.Invalidated));
        Assert.Equal(Causes.Ttl, Assert.Single(Drops()).Cause);
    }

    [Fact]
    public void WhenRoomIsNeeded_ThenALapsedCopyLeavesLikeAnyOther()
    {
        _copies.Expire(100);
        _copies.Put(110, "l", new Entry("v", new Revision(0, 1), 200));
        _copies.Put(111, "m", new Entry("v", new Revision(0, 1), 200));
        Assert.Equal((2, -1), (_copies.Count, _copies.Find("k")));
        Assert.Equal(200, _copies.NextExpiry);
    }

    [Theory]
    [InlineData(0, 150)]
    [InlineData(20, 150)]
    [InlineData(80, 180)]
    public void WhenTheTimeToKeepChanges_ThenALapsedCopyGoesNoLaterThanTheLongerOfTheTwo(long keepFor, long goneBy)
    {
        _copies.Expire(100);
        _copies.KeepFor = keepFor;
        for (var now = 100; now <= goneBy; now++) _copies.Expire(now);
        Assert.Equal(0, _copies.Count);
        Assert.Single(Drops());
    }

    private IEnumerable<HistoryLine> Drops() => _effects.Lines.Where(line => line.Kind == HistoryKind.Drop);
}
