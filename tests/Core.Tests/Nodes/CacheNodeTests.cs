using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Nodes;

public sealed class CacheNodeTests
{
    private readonly NodeRig _rig = new();

    // A process that was killed could not say what went with it; the one in its place does.
    [Fact]
    public void WhenANodeStarts_ThenTheHistorySaysThatItHoldsNothing() =>
        Assert.Contains(_rig.Effects.Lines, line => line is { Kind: HistoryKind.Drop, Key: null, Cause: Causes.Start, End: 0 } && line.Node == Who.Node);

    [Fact]
    public void WhenAKeyWasFilled_ThenALookupHits()
    {
        _rig.Load(10, "k", 3);
        var answer = _rig.Lookup(20, "k", request: 5);
        Assert.Equal((MessageKind.Hit, 5, "v3", 3), (answer.Kind, answer.Request, answer.Value, answer.Version));
        Assert.Equal((1, 1), (_rig.Node.Counters.Hits, _rig.Node.Counters.Misses));
    }

    [Fact]
    public void WhenAnotherNodeOwnsTheKey_ThenItIsMovedAndNoTokenIsGranted()
    {
        _rig.Node.ViewChanged(0, new View([Who.Node, Who.OtherNode]));
        var placement = Placements.Create(new SimSettings(), [Who.Node, Who.OtherNode])!;
        var foreign = Keys().First(key => placement.Owner(key) == Who.OtherNode);
        Assert.Equal(MessageKind.Moved, _rig.Lookup(1, foreign, 5).Kind);
        _rig.Announce(1, foreign);
        _rig.Fill(2, 5, foreign, 1);
        Assert.Equal((0, 1, 1), (_rig.Node.Entries, _rig.Node.Counters.Moved, _rig.Node.Counters.Rejected));
    }

    [Fact]
    public void WhenTheNodeKnowsNoPlace_ThenItIsNotReadyAndHoldsNothing()
    {
        _rig.Load(1, "k", 1);
        _rig.Node.ViewChanged(2, new View([Who.OtherNode]));
        Assert.False(_rig.Node.Ready);
        Assert.Equal(0, _rig.Node.Entries);
        Assert.Equal(MessageKind.Moved, _rig.Lookup(3, "k").Kind);
    }

    [Fact]
    public void WhenRoomIsNeeded_ThenTheLeastRecentlyUsedLeaves()
    {
        foreach (var key in new[] { "a", "b", "c", "d" }) _rig.Load(1, key, 1);
        _rig.Lookup(2, "a");
        _rig.Load(3, "e", 1);
        Assert.Equal(["a", "c", "d", "e"], _rig.Node.Copies().Select(copy => copy.Key).Order());
        Assert.Equal(1, _rig.Node.Counters.Evictions);
        Assert.Contains(_rig.Effects.Lines, line => line is { Kind: HistoryKind.Drop, Key: "b", Cause: Causes.Evicted });
    }

    [Fact]
    public void WhenTheViewChanges_ThenTokensAreVoidAndWhatIsNotOwnedIsDropped()
    {
        var placement = Placements.Create(new SimSettings(), [Who.Node, Who.OtherNode])!;
        var mine = Keys().First(key => placement.Owner(key) == Who.Node);
        var foreign = Keys().First(key => placement.Owner(key) == Who.OtherNode);
        _rig.Load(1, mine, 1);
        _rig.Load(1, foreign, 1);
        var token = _rig.Miss(2, "k");
        _rig.Node.ViewChanged(3, new View([Who.Node, Who.OtherNode]));
        Assert.Equal([mine], _rig.Node.Copies().Select(copy => copy.Key));
        Assert.Contains(_rig.Effects.Lines, line => line.Kind == HistoryKind.Drop && line.Key == foreign && line.Cause == Causes.Moved);
        _rig.Node.ViewChanged(4, new View([Who.Node]));
        _rig.Fill(5, token, "k", 1);
        Assert.Equal(0, _rig.Held("k"));
    }

    [Fact]
    public void WhenLookupsHaveEnded_ThenTheCountersSayHow()
    {
        _rig.Load(1, "k", 4);
        _rig.Lookup(2, "k");
        _rig.Lookup(3, "k");
        _rig.Lookup(4, "l", 7);
        var counters = _rig.Node.Counters;
        Assert.Equal((2, 2, 4), (counters.Hits, counters.Misses, counters.Lookups));
    }

    [Fact]
    public void WhenALookupHits_ThenNothingIsAllocated()
    {
        var effects = new SilentEffects();
        var node = new CacheNode(Who.Node, new SimSettings { Slots = 4 }, effects);
        node.ViewChanged(0, new View([Who.Node]));
        node.Receive(0, Who.Coordinator, new Message { Kind = MessageKind.Lookup, Key = "k" });
        node.Receive(0, Who.Coordinator, new Message { Kind = MessageKind.Fill, Key = "k", Value = "v", Version = 1 });
        var lookup = new Message { Kind = MessageKind.Lookup, Key = "k" };
        for (var i = 0; i < 100; i++) node.Receive(1, Who.Coordinator, lookup);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 1_000; i++) node.Receive(1, Who.Coordinator, lookup);
        }));
        Assert.True(node.Counters.Hits > 1_100);
    }

    private static IEnumerable<string> Keys() => Enumerable.Range(0, 1_000).Select(i => "key" + i);
}
