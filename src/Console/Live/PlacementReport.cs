using System.Collections.Immutable;
using System.Globalization;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Live;

/// <summary>Draws the placement as every coordinator reckons it: from the settings and the nodes in view.</summary>
internal static class PlacementReport
{
    /// <summary>More arcs than this nobody can tell apart.</summary>
    public const int MostArcs = 1_024;

    /// <param name="settings">The settings in force.</param>
    /// <param name="nodes">The nodes in view, in the order of their numbers.</param>
    /// <param name="key">A key to place; null for none.</param>
    public static PlacementView Of(SimSettings settings, ImmutableArray<Address> nodes, string? key)
    {
        if (Placements.Create(settings, nodes) is not { } placement) return new PlacementView(settings.Placement, [], null);
        return new PlacementView(
            settings.Placement,
            [.. Few(placement.Arcs).Select(arc => new PlacementArc(arc.From, arc.To, nodes[arc.Owner].Name))],
            key is null ? null : new PlacedKey(key, placement.Owner(key).Name, placement.Hash(key).ToString(CultureInfo.InvariantCulture), placement.At(key)));
    }

    // A ring of many points is drawn from so many equal stretches, each as its middle.
    private static ImmutableArray<Arc> Few(ImmutableArray<Arc> arcs)
    {
        if (arcs.Length <= MostArcs) return arcs;
        return Arc.Joined(Enumerable.Range(0, MostArcs).Select(i => ((i + 1) / (double)MostArcs, OwnerAt(arcs, (i + 0.5) / MostArcs))));
    }

    private static int OwnerAt(ImmutableArray<Arc> arcs, double place)
    {
        var (low, high) = (0, arcs.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (arcs[middle].To < place) low = middle + 1;
            else high = middle;
        }

        return arcs[low].Owner;
    }
}
