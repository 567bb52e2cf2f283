using System.Collections.Immutable;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Tests.Placement;

public sealed class PreferenceListsTests
{
    private static readonly ImmutableArray<Address> Nodes = [.. Enumerable.Range(0, 5).Select(index => new Address(Role.Node, index, 1))];
    private static readonly string[] Keys = [.. Enumerable.Range(0, 200).Select(i => "k" + i)];

    public static TheoryData<string> AllPlacements => [.. Placements.Names];

    [Theory]
    [MemberData(nameof(AllPlacements))]
    public void WhenEveryNodeIsInTheList_ThenItIsThereOnce(string placement)
    {
        var lists = Make(placement, 5, Nodes);
        foreach (var key in Keys)
        {
            Assert.Equal(Nodes, Enumerable.Range(0, 5).Select(place => lists.At(key, place)).OrderBy(node => node.Index));
            Assert.All(Nodes, node => Assert.Equal(node, lists.At(key, lists.PlaceOf(key, node))));
        }
    }

    [Theory]
    [MemberData(nameof(AllPlacements))]
    public void WhenTheOwnerIsRemoved_ThenTheNextOneOwnsTheKey(string placement)
    {
        var lists = Make(placement, 2, Nodes);
        foreach (var key in Keys)
        {
            var owner = lists.At(key, 0);
            Assert.Equal(owner, Placements.Create(Settings(placement, 2), Nodes)!.Owner(key));
            Assert.Equal(Make(placement, 2, Nodes.Remove(owner)).At(key, 0), lists.At(key, 1));
            Assert.Equal(3, Nodes.Count(node => lists.PlaceOf(key, node) < 0));
        }
    }

    [Theory]
    [MemberData(nameof(AllPlacements))]
    public void WhenThereAreFewerNodesThanReplicas_ThenAllOfThemAreInTheList(string placement)
    {
        var lists = Make(placement, 4, Nodes[..2]);
        Assert.Equal(2, lists.Length);
        Assert.All(Keys, key => Assert.NotEqual(lists.At(key, 0), lists.At(key, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => lists.At("k", 2));
        Assert.Equal(1, Make(placement, 4, Nodes[..1]).Length);
    }

    private static SimSettings Settings(string placement, int replicas) => new() { Nodes = 5, Placement = placement, Replicas = replicas };

    private static PreferenceLists Make(string placement, int replicas, ImmutableArray<Address> nodes) => new(Settings(placement, replicas), Placements.Create(Settings(placement, replicas), nodes)!);
}
