using System.Globalization;

namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>What is said of a placement.</summary>
public static class PlacementWords
{
    /// <summary>Whether two views of the placement are drawn alike.</summary>
    /// <param name="drawn">The one that is drawn; null for none.</param>
    /// <param name="latest">The latest.</param>
    /// <returns>Whether nothing has moved.</returns>
    public static bool Same(PlacementView? drawn, PlacementView latest)
    {
        ArgumentNullException.ThrowIfNull(latest);
        return ReferenceEquals(drawn, latest) || (drawn is not null && drawn.Placement == latest.Placement && drawn.Arcs.SequenceEqual(latest.Arcs));
    }

    /// <summary>The nodes that a placement is drawn with.</summary>
    /// <param name="placement">The placement.</param>
    /// <param name="members">The members of the cluster, in the order of their numbers.</param>
    /// <returns>The owners of its stretches, or the nodes that have not ended where it has none.</returns>
    public static IReadOnlyList<string> Nodes(PlacementView placement, IEnumerable<MemberView> members)
    {
        ArgumentNullException.ThrowIfNull(placement);
        var owners = placement.Arcs.Select(arc => arc.Node).ToHashSet();
        return [.. members.Where(member => member.Role == "node" && (owners.Count == 0 ? MemberStates.Of(member.Status) != MemberState.Down : owners.Contains(member.Name))).Select(member => member.Name)];
    }

    /// <summary>Why a key lands where it does.</summary>
    /// <param name="placement">The placement's name.</param>
    /// <param name="key">Where it lands.</param>
    /// <param name="nodes">The nodes that are drawn.</param>
    /// <returns>A few words.</returns>
    public static string How(string placement, PlacedKey key, IReadOnlyList<string> nodes)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(nodes);
        return placement switch
        {
            "modulo" => Modulo(key, nodes),
            "ring" or "ketama" => string.Create(CultureInfo.InvariantCulture, $"hash {key.Hash}, {key.At * 100:0.#} % of the way round; the next point is its owner's"),
            "slots" => $"slot {key.Hash}",
            "partitions" => $"partition {key.Hash}",
            "rendezvous" => $"hash {key.Hash}, with which it scores highest",
            "maglev" => $"hash {key.Hash}, looked up in the table",
            _ => $"hash {key.Hash}",
        };
    }

    // The coordinators may see other nodes than are drawn, for a moment: a sum that does not come out is not shown.
    private static string Modulo(PlacedKey key, IReadOnlyList<string> nodes)
    {
        if (nodes.Count == 0 || !ulong.TryParse(key.Hash, NumberStyles.None, CultureInfo.InvariantCulture, out var hash)) return $"hash {key.Hash}";
        var place = (int)(hash % (ulong)nodes.Count);
        return nodes[place] == key.Node ? $"hash {key.Hash} mod {nodes.Count} = {place}" : $"hash {key.Hash}";
    }
}
