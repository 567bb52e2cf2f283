using System.Collections.Immutable;

namespace AkkaCacheSim.Core.Placement;

/// <summary>A stretch of hashes with one owner, on a circle or bar from 0 to 1.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Owner">The owner's place in the list that the placement was made of.</param>
public readonly record struct Arc(double From, double To, int Owner)
{
    /// <summary>Joins stretches that follow each other from 0 on; neighbours of one owner become one.</summary>
    /// <param name="ends">Where each stretch ends, in ascending order, and who owns it; the last ends at 1.</param>
    /// <returns>The arcs, in order.</returns>
    public static ImmutableArray<Arc> Joined(IEnumerable<(double End, int Owner)> ends)
    {
        var arcs = ImmutableArray.CreateBuilder<Arc>();
        var from = 0.0;
        foreach (var (end, owner) in ends)
        {
            if (arcs.Count > 0 && arcs[^1].Owner == owner) arcs[^1] = arcs[^1] with { To = end };
            else arcs.Add(new Arc(from, end, owner));
            from = end;
        }

        return arcs.ToImmutable();
    }

    /// <summary>A table's arcs: each place is as wide as the next.</summary>
    /// <param name="owners">The owner of each place.</param>
    /// <returns>The arcs, in order.</returns>
    internal static ImmutableArray<Arc> OfTable(int[] owners) => Joined(owners.Select((owner, place) => ((place + 1) / (double)owners.Length, owner)));

    /// <summary>The middle of a table's place.</summary>
    /// <param name="place">The place, from 0.</param>
    /// <param name="count">How many places there are.</param>
    /// <returns>Above 0 and below 1.</returns>
    internal static double MiddleOf(int place, int count) => (place + 0.5) / count;
}
