using AkkaCacheSim.Dashboard.Picture;

namespace AkkaCacheSim.Dashboard.Tests.Picture;

public sealed class PlacementGeometryTests
{
    private static readonly PlacementArc[] Arcs = [new(0, 0.25, "node-0"), new(0.25, 0.5, "node-1"), new(0.5, 1, "node-0")];

    [Theory]
    [InlineData(0, 0, -10)]
    [InlineData(0.25, 10, 0)]
    [InlineData(0.5, 0, 10)]
    [InlineData(0.75, -10, 0)]
    public void WhenAPlaceIsOnACircle_ThenItIsClockwiseFromTheTop(double at, double x, double y)
    {
        var place = PlacementGeometry.OnCircle(at, 10);
        Assert.Equal(x, place.X, 6);
        Assert.Equal(y, place.Y, 6);
    }

    [Fact]
    public void WhenANodeOwnsStretches_ThenItsPathHasThemAndNoOthers()
    {
        Assert.Equal("M0 -10A10 10 0 0 1 10 0M0 10A10 10 0 0 1 0 -10", CirclePath("node-0"));
        Assert.Equal("M10 0A10 10 0 0 1 0 10", CirclePath("node-1"));
        Assert.Equal("", CirclePath("node-2"));
    }

    [Fact]
    public void WhenAStretchIsMoreThanHalf_ThenItsArcIsTheLargeOne() =>
        Assert.Contains(" 1 1 ", PlacementGeometry.CirclePath([new(0, 0.7, "node-0")], "node-0", 10), StringComparison.Ordinal);

    [Fact]
    public void WhenOneNodeOwnsEverything_ThenTheCircleIsClosedOfTwoArcs() =>
        Assert.Equal(2, PlacementGeometry.CirclePath([new(0, 1, "node-0")], "node-0", 10).Count(letter => letter == 'A'));

    [Fact]
    public void WhenItIsABar_ThenStretchesAreOnTheLaneOfTheirNode() =>
        Assert.Equal("M0 5H25M50 5H100", PlacementGeometry.BarPath(Arcs, "node-0", 100, 5));

    [Fact]
    public void WhenSharesAreAdded_ThenTheyAreThoseOfTheStretches()
    {
        Assert.Equal(0.75, PlacementGeometry.ShareOf(Arcs, "node-0"), 6);
        Assert.Equal(0, PlacementGeometry.ShareOf(Arcs, "node-2"), 6);
    }

    [Theory]
    [InlineData("ring", PlacementShape.Circle)]
    [InlineData("ketama", PlacementShape.Circle)]
    [InlineData("slots", PlacementShape.Bar)]
    [InlineData("partitions", PlacementShape.Bar)]
    public void WhenNeighboursBelongTogether_ThenTheyAreDrawnAsOne(string placement, PlacementShape shape) =>
        Assert.Equal(shape, PlacementGeometry.ShapeOf(new PlacementView(placement, Arcs, null)));

    [Fact]
    public void WhenThereAreNoStretches_ThenEachNodeIsABox() =>
        Assert.Equal(PlacementShape.Boxes, PlacementGeometry.ShapeOf(new PlacementView("modulo", [], null)));

    // A rounded sine may be a negative nothing.
    private static string CirclePath(string node) => PlacementGeometry.CirclePath(Arcs, node, 10).Replace("-0", "0", StringComparison.Ordinal);
}
