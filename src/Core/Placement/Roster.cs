using System.Collections.Immutable;
using AkkaCacheSim.Core.Machines;

namespace AkkaCacheSim.Core.Placement;

/// <summary>
/// Who is there and who was there at first. Most placements look at the first only; what is dealt out once (slots, partitions,
/// weights) is dealt to the founders, so that a member's absence changes nobody else's share of it.
/// </summary>
public sealed class Roster
{
    /// <summary>Makes a roster.</summary>
    /// <param name="names">The members that are there, at least one, in their fixed order.</param>
    /// <param name="founders">The members at first, at least one, in the same order.</param>
    public Roster(ImmutableArray<string> names, ImmutableArray<string> founders)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(names.Length, 1, nameof(names));
        ArgumentOutOfRangeException.ThrowIfLessThan(founders.Length, 1, nameof(founders));
        Names = names;
        Founders = founders;
    }

    /// <summary>The members that are there.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The members at first.</summary>
    public ImmutableArray<string> Founders { get; }

    /// <summary>A cluster's roster.</summary>
    /// <param name="nodes">The nodes in view, at least one, in the order of their numbers.</param>
    /// <param name="founders">How many nodes the cluster was started with, at least 1.</param>
    /// <returns>Their names; the founders are the first numbers.</returns>
    public static Roster Of(ImmutableArray<Address> nodes, int founders) =>
        new([.. nodes.Select(node => node.Name)], [.. Enumerable.Range(0, founders).Select(i => Address.NameOf(Role.Node, i))]);

    /// <summary>The weight of each member that is there.</summary>
    /// <param name="founders">The founders' weights, or none at all.</param>
    /// <returns>In the order of <see cref="Names"/>; a member that joined later weighs the founders' mean. Empty without weights.</returns>
    public ImmutableArray<int> Weights(ImmutableArray<int> founders)
    {
        if (founders.IsEmpty) return [];
        var mean = Math.Max(1, (int)founders.Average());
        return [.. Names.Select(name => Founders.IndexOf(name) is var i and >= 0 && i < founders.Length ? founders[i] : mean)];
    }
}
