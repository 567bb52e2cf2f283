using System.Collections.Immutable;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Placement;

/// <summary>The placements by name.</summary>
public static class Placements
{
    private static readonly Dictionary<string, Func<SimSettings, ImmutableArray<Address>, IPlacement>> ByName = new()
    {
        ["modulo"] = (_, nodes) => new Modulo(nodes),
        ["ring"] = (settings, nodes) => new Ring(nodes, settings.Vnodes),
    };

    /// <summary>The names that <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys];

    /// <summary>Makes the placement that the settings name.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="nodes">The nodes, in the order of their numbers.</param>
    /// <returns>The placement; null without nodes.</returns>
    public static IPlacement? Create(SimSettings settings, ImmutableArray<Address> nodes)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return nodes.IsEmpty ? null : ByName[settings.Placement](settings, nodes);
    }
}
