using AkkaCacheSim.Dashboard.Picture;

namespace AkkaCacheSim.Dashboard.Tests.Picture;

public sealed class PlacementWordsTests
{
    [Fact]
    public void WhenModuloComesOut_ThenTheSumIsShown()
    {
        Assert.Equal("hash 7 mod 4 = 3", PlacementWords.How("modulo", new PlacedKey("a", "node-3", "7", null), ["node-0", "node-1", "node-2", "node-3"]));
        Assert.Equal("hash 7", PlacementWords.How("modulo", new PlacedKey("a", "node-3", "7", null), ["node-0", "node-1", "node-3"]));
        Assert.Equal("hash 7", PlacementWords.How("modulo", new PlacedKey("a", "node-3", "7", null), []));
    }

    [Fact]
    public void WhenTheKeyIsOnARing_ThenItSaysWhere() =>
        Assert.Contains("12.5 % of the way round", PlacementWords.How("ring", new PlacedKey("a", "node-1", "99", 0.125), []), StringComparison.Ordinal);

    [Fact]
    public void WhenThereAreNoStretches_ThenTheNodesAreThoseThatHaveNotEnded() =>
        Assert.Equal(
            ["node-0", "node-2"],
            PlacementWords.Nodes(new PlacementView("modulo", [], null), [Views.Member("origin", "origin"), Views.Member("node-0", "node"), Views.Member("node-1", "node", "down (signal 9)"), Views.Member("node-2", "node", "paused")]));

    [Fact]
    public void WhenThereAreStretches_ThenTheNodesAreTheirOwners() =>
        Assert.Equal(["node-1"], PlacementWords.Nodes(new PlacementView("ring", [new(0, 1, "node-1")], null), [Views.Member("node-0", "node"), Views.Member("node-1", "node")]));

    [Fact]
    public void WhenAStretchHasMoved_ThenItIsDrawnAnew()
    {
        var view = new PlacementView("ring", [new(0, 1, "node-1")], null);
        Assert.True(PlacementWords.Same(view, new PlacementView("ring", [new(0, 1, "node-1")], null)));
        Assert.False(PlacementWords.Same(view, new PlacementView("ring", [new(0, 1, "node-2")], null)));
        Assert.False(PlacementWords.Same(null, view));
    }
}
