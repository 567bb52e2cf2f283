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

    [Fact]
    public void WhenACopyIsReplaced_ThenItIsTheLatestToBeUsedAndNothingIsDropped()
    {
        _copies.Put(1, "l", new Entry("v", new Revision(0, 4), 100));
        _copies.Put(2, "k", new Entry("w", new Revision(0, 5), 100));
        Assert.Empty(Drops());
        Assert.Equal([("k", 4L, 0L), ("l", 4, 1), ("k", 5, 2)], _effects.Lines.Select(line => (line.Key!, line.Version, line.End)));
        Assert.All(_effects.Lines, line => Assert.Equal((HistoryKind.Copy, Who.Node), (line.Kind, line.Node)));
        _copies.Put(3, "m", new Entry("v", new Revision(0, 4), 100));
        Assert.Equal(("l", Causes.Evicted, 1), (Assert.Single(Drops()) is var drop ? drop.Key : null, drop.Cause, _counters.Evictions));
    }

    // In bytes: a key, and its value where there is one.
    [Fact]
    public void WhenTheCapacityIsInBytes_ThenCopiesTakeWhatTheyAreLongAndMakeRoom()
    {
        var copies = new Copies(Who.Node, new SimSettings { Slots = 1, Capacity = 10 }, _counters, _effects);
        copies.Put(0, "a", Of("é"));
        copies.Put(0, "b", Of(null));
        copies.Put(0, "c", Of("12345"));
        Assert.Equal((3, 3 + 1 + 6), (copies.Count, copies.Used));
        copies.Put(1, "b", Of("1"));
        Assert.Equal(["b", "c"], copies.All().Select(copy => copy.Key).Order());
        Assert.Equal(8, copies.Used);
        copies.Put(2, "c", Of("12345678"));
        Assert.Equal(("c", 9), (Assert.Single(copies.All()).Key, copies.Used));

        // What is too long for the whole node is not kept, and neither is the copy before it.
        copies.Put(3, "c", Of("1234567890"));
        Assert.Equal((0, 0), (copies.Count, copies.Used));
    }

    private static Entry Of(string? value) => new(value, new Revision(0, 1), 100);

    private IEnumerable<HistoryLine> Drops() => _effects.Lines.Where(line => line.Kind == HistoryKind.Drop);
}
