using AkkaCacheSim.Dashboard.Feed;
using AkkaCacheSim.Dashboard.Tours;

namespace AkkaCacheSim.Dashboard.Tests.Tours;

public sealed class ReshuffleTourTests
{
    [Fact]
    public void WhenCopiesHaveChangedTheirNodes_ThenTheyAreCounted()
    {
        var before = Snapshot(100, ("node-0", ["a", "b"]), ("node-1", ["c", "d"]));
        var now = Snapshot(1_107, ("node-0", ["a", "c", "new"]), ("node-2", ["b"]));
        Assert.Equal("Of 4 copies 2 are on another node now and 1 are gone; 1,007 origin reads.", ReshuffleTour.Moved(before, now));
    }

    private static ClusterSnapshot Snapshot(long originReads, params (string Node, string[] Keys)[] nodes) => new(
        new StatusView(true, [], new Dictionary<string, long>(), 0, null, 0, 0, new OriginView(0, 0, originReads, 0, 0, 0, 0), new Dictionary<string, string>(), 0),
        new ContentsView([.. nodes.Select(node => new NodeContents(node.Node, node.Keys.Length, 8, [.. node.Keys.Select(key => new SlotView(key, "v", 1, null, false, false))]))]),
        new PlacementView("modulo", [], null),
        new WatchView(0, 0, 0, 0, null, null, []),
        [],
        new LoadStateView(false, "none", 0, 0, new Dictionary<string, string>(), null),
        new ScenarioStateView(null, false, [], null, null),
        [],
        null);
}
