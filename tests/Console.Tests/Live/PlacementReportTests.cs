using System.Collections.Immutable;
using System.Globalization;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>The placement as it is drawn.</summary>
public sealed class PlacementReportTests
{
    private static readonly ImmutableArray<Address> Nodes = [.. Enumerable.Range(0, 4).Select(i => new Address(Role.Node, i, 1))];

    public static TheoryData<string> Names => new(Placements.Names);

    [Theory]
    [InlineData("ring", 100, "xxh3")]
    [InlineData("ring", 1, "xxh3")]
    [InlineData("ring", 100, "crc32")]
    [InlineData("ring", 100, "murmur3")]
    [InlineData("ketama", 100, "xxh3")]
    [InlineData("slots", 100, "xxh3")]
    [InlineData("partitions", 100, "xxh3")]
    public void WhenAPlacementHasArcs_ThenTheyFillTheCircleAndAKeyLandsOnItsOwner(string placement, int vnodes, string hash)
    {
        var settings = new SimSettings { Placement = placement, Vnodes = vnodes, Hash = hash, SlotMoves = "0-99:node-3,5000:node-1" };
        var arcs = PlacementReport.Of(settings, Nodes, null).Arcs;
        Assert.InRange(arcs.Count, 4, PlacementReport.MostArcs);
        Assert.Equal((0, 1), (arcs[0].From, arcs[^1].To));
        for (var i = 1; i < arcs.Count; i++)
        {
            Assert.Equal(arcs[i - 1].To, arcs[i].From);
            Assert.NotEqual(arcs[i - 1].Node, arcs[i].Node);
        }

        for (var i = 0; i < 2_000; i++)
        {
            var key = PlacementReport.Of(settings, Nodes, $"key-{i}").Key!;
            Assert.Equal(arcs.First(arc => arc.To >= key.At).Node, key.Node);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WhenAKeyIsPlaced_ThenItIsWhereEveryCoordinatorLooksForIt(string name)
    {
        var settings = new SimSettings { Placement = name };
        var placement = Placements.Create(settings, Nodes)!;
        var view = PlacementReport.Of(settings, Nodes, "user:42");
        Assert.Equal((name, "user:42", placement.Owner("user:42").Name), (view.Placement, view.Key!.Key, view.Key.Node));
        Assert.Equal(placement.Hash("user:42").ToString(CultureInfo.InvariantCulture), view.Key.Hash);
        var drawn = name is "ring" or "ketama" or "slots" or "partitions";
        Assert.Equal(drawn, view.Arcs.Count > 0);
        Assert.Equal(drawn, view.Key.At is >= 0 and <= 1);
    }

    [Fact]
    public void WhenARingHasMorePointsThanCanBeDrawn_ThenItsArcsAreRightInTheirMiddles()
    {
        var settings = new SimSettings { Placement = "ring", Vnodes = 2_000 };
        var (arcs, all) = (PlacementReport.Of(settings, Nodes, null).Arcs, Placements.Create(settings, Nodes)!.Arcs);
        Assert.InRange(arcs.Count, 500, PlacementReport.MostArcs);
        Assert.Equal((0, 1), (arcs[0].From, arcs[^1].To));
        for (var i = 0; i < PlacementReport.MostArcs; i++)
        {
            var middle = (i + 0.5) / PlacementReport.MostArcs;
            Assert.Equal(Nodes[all.First(arc => arc.To >= middle).Owner].Name, arcs.First(arc => arc.To >= middle).Node);
        }
    }

    [Fact]
    public void WhenThereIsNoNode_ThenNothingIsDrawn() => Assert.Equal(
        new PlacementView("ring", [], null), PlacementReport.Of(new SimSettings { Placement = "ring" }, [], "k") with { Arcs = [] });
}
