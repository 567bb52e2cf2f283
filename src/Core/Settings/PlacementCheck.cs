using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Placement;

namespace AkkaCacheSim.Core.Settings;

/// <summary>Says what is wrong with the settings of a placement.</summary>
public static class PlacementCheck
{
    /// <summary>Checks the settings that a placement is made with.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="nodes">How many nodes it is made for.</param>
    /// <returns>One line for each thing wrong, naming the option and what was expected; empty when all is well.</returns>
    public static IEnumerable<string> Problems(SimSettings settings, int nodes)
    {
        ArgumentNullException.ThrowIfNull(settings);
        string?[] problems = [Placement(settings), Vnodes(settings), Hash(settings), Weights(settings, nodes), Moves(settings)];
        return problems.OfType<string>();
    }

    private static string? Placement(SimSettings s) => Placements.Names.Contains(s.Placement)
        ? null
        : $"--placement {s.Placement}: one of {string.Join(", ", Placements.Names)} was expected";

    private static string? Vnodes(SimSettings s) => s.Vnodes is >= 1 and <= 10_000
        ? null
        : $"--vnodes {s.Vnodes}: a number from 1 to 10000 was expected";

    private static string? Hash(SimSettings s)
    {
        if (!RingHashes.Names.Contains(s.Hash)) return $"--hash {s.Hash}: one of {string.Join(", ", RingHashes.Names)} was expected";
        return s.Hash == RingHashes.Default || Placements.Hashed.Contains(s.Placement)
            ? null
            : $"--hash {s.Hash}: {s.Placement} has a hash of its own; --placement {string.Join(" or ", Placements.Hashed)} was expected with it";
    }

    private static string? Weights(SimSettings s, int nodes)
    {
        if (WeightList.Parse(s.Weights) is not { } weights) return $"--weights {s.Weights}: none, or a list of whole numbers from 1 to {WeightList.Most} was expected";
        if (weights.IsEmpty) return null;
        if (!Placements.Weighted.Contains(s.Placement)) return $"--weights {s.Weights}: {s.Placement} has none; --placement {string.Join(" or ", Placements.Weighted)} was expected with them";
        return weights.Length == nodes ? null : $"--weights {s.Weights}: {nodes} weights were expected, one a node";
    }

    private static string? Moves(SimSettings s) =>
        SlotMoves.Parse(s.SlotMoves) is { } moves && moves.Members().All(name => Address.TryParseName(name, out var role, out _) && role == Role.Node)
            ? null
            : $"moved slots {s.SlotMoves}: none, or a list such as 0-1023:node-3 was expected, slots from 0 to {KeySlot.Count - 1}";
}
