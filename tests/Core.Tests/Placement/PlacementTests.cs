using System.Collections.Immutable;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Tests.Placement;

public sealed class PlacementTests
{
    private const int Keys = 50_000;
    private static readonly string[] Names = [.. Enumerable.Range(0, Keys).Select(i => $"k{i}")];

    public static TheoryData<string> Placements { get; } = [.. Core.Placement.Placements.Names];

    [Theory]
    [InlineData("", 0x2D06800538D394C2)] // the published vector
    [InlineData("k0", 13524466254824444083)] // pinned, like the next: processes of mixed versions must agree
    [InlineData("node-0-0", 3314374663018043229)]
    public void WhenATextIsHashed_ThenItIsToTheSameValueInEveryVersion(string text, ulong expected) => Assert.Equal(expected, KeyHash.Of(text));

    [Fact]
    public void WhenATextIsLongOrNotAscii_ThenTheHashIsThatOfItsUtf8()
    {
        foreach (var text in new[] { new string('x', 256), new string('x', 500), "ключ", new string('é', 80), new string('é', 128), new string('é', 129) })
        {
            Assert.Equal(System.IO.Hashing.XxHash3.HashToUInt64(System.Text.Encoding.UTF8.GetBytes(text)), KeyHash.Of(text));
        }
    }

    [Theory]
    [MemberData(nameof(Placements))]
    public void WhenNodesRestart_ThenEveryKeyKeepsItsNumber(string name)
    {
        var before = Make(name, Nodes(4));
        var after = Make(name, [.. Nodes(4).Select(node => node with { Incarnation = 9 })]);
        Assert.All(Names.Take(2_000), key => Assert.Equal(before.Owner(key).Index, after.Owner(key).Index));
        Assert.All(Names.Take(10), key => Assert.Equal(9, after.Owner(key).Incarnation));
    }

    // While a node restarts, a view can hold both of its lives for a moment.
    [Theory]
    [MemberData(nameof(Placements))]
    public void WhenANodeIsThereTwice_ThenEveryKeyStillHasAnOwner(string name)
    {
        var placement = Make(name, Nodes(4).Insert(2, new Address(Role.Node, 1, 2)));
        Assert.All(Names.Take(2_000), key => Assert.InRange(placement.OwnerIndex(key), 0, 4));
    }

    [Theory]
    [InlineData("modulo", 0.98)]
    [InlineData("ring", 0.75)]
    [InlineData("ketama", 0.80)]
    [InlineData("slots", 0.98)]
    [InlineData("rendezvous", 0.98)]
    [InlineData("jump", 0.98)]
    [InlineData("maglev", 0.98)]
    [InlineData("partitions", 0.98)]
    public void WhenKeysArePlaced_ThenEveryNodeHasItsShare(string name, double least)
    {
        var placement = Make(name, Nodes(4));
        var shares = Names.CountBy(placement.Owner).ToDictionary();
        Assert.Equal(4, shares.Count);
        Assert.All(shares.Values, count => Assert.InRange(count, least * Keys / 4, (2 - least) * Keys / 4));
    }

    [Theory]
    [InlineData("ketama", 0.05)]
    [InlineData("rendezvous", 0.01)]
    public void WhenNodesHaveWeights_ThenTheirSharesFollow(string name, double within)
    {
        var placement = Make(new SimSettings { Placement = name, Weights = "1,2,1,4" }, Nodes(4));
        var shares = Names.CountBy(key => placement.Owner(key).Index).ToDictionary(node => node.Key, node => (double)node.Value / Keys);
        Assert.All(new[] { (0, 1), (1, 2), (2, 1), (3, 4) }, node => Assert.InRange(shares[node.Item1], (node.Item2 / 8.0) - within, (node.Item2 / 8.0) + within));
    }

    // Two of four are gone, and one that has no weight of its own is new: weights stay with their nodes, the new one has their mean.
    [Fact]
    public void WhenTheMembersChange_ThenWeightsStayWithTheirNames()
    {
        var roster = new Roster(["b", "d", "e"], ["a", "b", "c", "d"]);
        Assert.Equal([2, 4, 2], roster.Weights([1, 2, 1, 4]));
        Assert.Empty(roster.Weights([]));
    }

    [Fact]
    public void WhenANodeHasMorePoints_ThenTheRingIsMoreEven() =>
        Assert.True(Imbalance(1_000) < Imbalance(1), $"{Imbalance(1_000)} against {Imbalance(1)}");

    [Theory]
    [MemberData(nameof(Placements))]
    public void WhenAnOrdinaryKeyIsLookedUp_ThenNothingIsAllocated(string name)
    {
        string[] keys = ["k", new('x', 256), new('é', 128)];
        foreach (var hash in name == "ring" ? RingHashes.Names : [RingHashes.Default])
        {
            foreach (var weights in Core.Placement.Placements.Weighted.Contains(name) ? ["none", "1,2,3,4"] : new[] { "none" })
            {
                var placement = Make(new SimSettings { Placement = name, Hash = hash, Weights = weights }, Nodes(4));
                Assert.Equal(0, Allocations.Of(() => Array.ForEach(keys, key => placement.Owner(key))));
            }
        }
    }

    [Fact]
    public void WhenThereAreNoNodes_ThenThereIsNoPlacement() => Assert.Null(Core.Placement.Placements.Create(new SimSettings(), []));

    private static double Imbalance(int vnodes)
    {
        var ring = Make(new SimSettings { Placement = "ring", Vnodes = vnodes }, Nodes(4));
        return Names.CountBy(ring.Owner).Max(node => node.Value) / (Keys / 4.0);
    }

    private static ImmutableArray<Address> Nodes(int count) => [.. Enumerable.Range(0, count).Select(i => new Address(Role.Node, i, 1))];

    private static MemberPlacement<Address> Make(string name, ImmutableArray<Address> nodes) => Make(new SimSettings { Placement = name }, nodes);

    private static MemberPlacement<Address> Make(SimSettings settings, ImmutableArray<Address> nodes) => Core.Placement.Placements.Create(settings, nodes)!;
}
