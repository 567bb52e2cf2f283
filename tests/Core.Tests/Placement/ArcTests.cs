using System.Collections.Immutable;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Tests.Placement;

/// <summary>A placement as it is drawn.</summary>
public sealed class ArcTests
{
    [Theory]
    [InlineData("ring")]
    [InlineData("ketama")]
    [InlineData("slots")]
    [InlineData("partitions")]
    public void Where_a_key_is_drawn_lies_in_an_arc_of_its_owner(string name)
    {
        var placement = Make(name);
        var arcs = placement.Arcs;
        Assert.Equal((0, 1), (arcs[0].From, arcs[^1].To));
        Assert.All(arcs.Zip(arcs.Skip(1)), pair => Assert.Equal((pair.First.To, true), (pair.Second.From, pair.First.Owner != pair.Second.Owner)));
        Assert.All(arcs, arc => Assert.True(arc.From < arc.To));
        for (var i = 0; i < 2_000; i++)
        {
            var at = placement.At($"k{i}")!.Value;
            Assert.Equal(placement.OwnerIndex($"k{i}"), arcs.Last(arc => arc.From <= at).Owner);
        }
    }

    [Theory]
    [InlineData("modulo")]
    [InlineData("rendezvous")]
    [InlineData("jump")]
    [InlineData("maglev")]
    public void Where_neighbouring_hashes_have_nothing_to_do_with_each_other_nothing_is_drawn(string name)
    {
        Assert.Empty(Make(name).Arcs);
        Assert.Null(Make(name).At("k"));
    }

    private static MemberPlacement<string> Make(string name)
    {
        ImmutableArray<string> members = ["a", "b", "c"];
        return Core.Placement.Placements.Create(new SimSettings { Placement = name }, new Roster(members, members));
    }
}
