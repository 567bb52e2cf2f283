using System.Collections.Immutable;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Placement;

/// <summary>The placements by name.</summary>
public static class Placements
{
    private static readonly Dictionary<string, Func<SimSettings, Roster, IPlacement>> ByName = new()
    {
        ["modulo"] = (_, roster) => new Modulo(roster.Names.Length),
        ["ring"] = (settings, roster) => new Ring(roster.Names, settings.Vnodes, RingHashes.Get(settings.Hash)),
        ["ketama"] = (settings, roster) => new Ketama(roster.Names, roster.Weights(WeightList.Parse(settings.Weights)!.Value)),
        ["slots"] = (settings, roster) => new Slots(roster, SlotMoves.Parse(settings.SlotMoves)!),
        ["rendezvous"] = (settings, roster) => new Rendezvous(roster.Names, roster.Weights(WeightList.Parse(settings.Weights)!.Value)),
        ["jump"] = (_, roster) => new Jump(roster.Names.Length),
        ["maglev"] = (_, roster) => new Maglev(roster.Names),
        ["partitions"] = (_, roster) => new Partitions(roster),
    };

    /// <summary>The names that <see cref="Create(SimSettings, Roster)"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys];

    /// <summary>Those that heed weights.</summary>
    public static IReadOnlyList<string> Weighted { get; } = ["ketama", "rendezvous"];

    /// <summary>Those that can be built on another hash.</summary>
    public static IReadOnlyList<string> Hashed { get; } = ["ring"];

    /// <summary>Makes the placement that the settings name, over names.</summary>
    /// <param name="settings">Settings without problems.</param>
    /// <param name="roster">The members.</param>
    /// <returns>The placement.</returns>
    public static MemberPlacement<string> Create(SimSettings settings, Roster roster)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(roster);
        return new(ByName[settings.Placement](settings, roster), roster.Names);
    }

    /// <summary>Makes the placement that the settings name, over a cluster's nodes.</summary>
    /// <param name="settings">Settings without problems.</param>
    /// <param name="nodes">The nodes in view, in the order of their numbers.</param>
    /// <returns>The placement; null without nodes.</returns>
    public static MemberPlacement<Address>? Create(SimSettings settings, ImmutableArray<Address> nodes)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return nodes.IsEmpty ? null : new(ByName[settings.Placement](settings, Roster.Of(nodes, settings.Nodes)), nodes);
    }
}
