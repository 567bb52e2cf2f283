using System.Collections.Immutable;
using System.Globalization;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Tests.Placement;

public sealed class PlacementTests
{
    private const int Keys = 50_000;
    private static readonly string[] Names = [.. Enumerable.Range(0, Keys).Select(i => "k" + i.ToString(CultureInfo.InvariantCulture))];

    [Theory]
    [InlineData("", 0x2D06800538D394C2)] // the published vector
    [InlineData("k0", 13524466254824444083)] // pinned, like the next: processes of mixed versions must agree
    [InlineData("node-0-0", 3314374663018043229)]
    public void WhenATextIsHashed_ThenItIsToTheSameValueInEveryVersion(string text, ulong expected) => Assert.Equal(expected, KeyHash.Of(text));

    [Fact]
    public void WhenATextIsLongOrNotAscii_ThenTheHashIsThatOfItsUtf8()
    {
        foreach (var text in new[] { new string('x', 500), "ключ", new string('é', 80), new string('é', 90) })
        {
            Assert.Equal(System.IO.Hashing.XxHash3.HashToUInt64(System.Text.Encoding.UTF8.GetBytes(text)), KeyHash.Of(text));
        }
    }

    [Theory]
    [InlineData("modulo")]
    [InlineData("ring")]
    public void WhenNodesRestart_ThenEveryKeyKeepsItsNumber(string name)
    {
        var before = Make(name, Nodes(4));
        var after = Make(name, [.. Nodes(4).Select(node => node with { Incarnation = 9 })]);
        Assert.All(Names.Take(2_000), key => Assert.Equal(before.Owner(key).Index, after.Owner(key).Index));
        Assert.All(Names.Take(10), key => Assert.Equal(9, after.Owner(key).Incarnation));
    }

    [Theory]
    [InlineData("modulo", 0.98)]
    [InlineData("ring", 0.75)]
    public void WhenKeysArePlaced_ThenEveryNodeHasItsShare(string name, double least)
    {
        var placement = Make(name, Nodes(4));
        var shares = Names.CountBy(key => placement.Owner(key)).ToDictionary();
        Assert.Equal(4, shares.Count);
        Assert.All(shares.Values, count => Assert.InRange(count, least * Keys / 4, (2 - least) * Keys / 4));
    }

    [Theory]
    [InlineData(4, 5, 0.80)]
    [InlineData(4, 3, 0.75)]
    public void WhenTheNumberOfNodesChanges_ThenModuloMovesNearlyEveryKey(int from, int to, double share)
    {
        var moved = Moved(Make("modulo", Nodes(from)), Make("modulo", Nodes(to)));
        Assert.InRange((double)moved.Count / Keys, share - 0.01, share + 0.01);
    }

    [Fact]
    public void WhenANodeJoins_ThenTheRingMovesAFifthAndOnlyOntoTheJoiner()
    {
        var moved = Moved(Make("ring", Nodes(4)), Make("ring", Nodes(5)));
        Assert.All(moved, move => Assert.Equal(4, move.To.Index));
        Assert.InRange((double)moved.Count / Keys, 0.16, 0.24);
    }

    [Fact]
    public void WhenANodeLeaves_ThenTheRingMovesExactlyItsKeys()
    {
        var before = Make("ring", Nodes(4));
        var moved = Moved(before, Make("ring", Nodes(4).RemoveAt(1)));
        Assert.All(moved, move => Assert.Equal(1, move.From.Index));
        Assert.Equal(Names.Count(key => before.Owner(key).Index == 1), moved.Count);
    }

    [Fact]
    public void WhenANodeHasMorePoints_ThenTheRingIsMoreEven() =>
        Assert.True(Imbalance(1_000) < Imbalance(1), $"{Imbalance(1_000)} against {Imbalance(1)}");

    [Fact]
    public void WhenThereAreNoNodes_ThenThereIsNoPlacement() => Assert.Null(Placements.Create(new SimSettings(), []));

    private static double Imbalance(int vnodes)
    {
        var ring = new Ring(Nodes(4), vnodes);
        return Names.CountBy(key => ring.Owner(key)).Max(node => node.Value) / (Keys / 4.0);
    }

    private static ImmutableArray<Address> Nodes(int count) => [.. Enumerable.Range(0, count).Select(i => new Address(Role.Node, i, 1))];

    private static IPlacement Make(string name, ImmutableArray<Address> nodes) => Placements.Create(new SimSettings { Placement = name }, nodes)!;

    private static List<(Address From, Address To)> Moved(IPlacement before, IPlacement after) =>
        [.. Names.Select(key => (before.Owner(key), after.Owner(key))).Where(move => move.Item1 != move.Item2)];
}
