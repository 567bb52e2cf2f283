using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Simulation;

namespace AkkaCacheSim.Fuzzing;

/// <summary>I4, the first half of I7, and placement: what nodes hold.</summary>
internal static class CopyRules
{
    /// <summary>Looks for a node that holds more than its room.</summary>
    public static Violation? TooMany(SimSettings settings, VirtualCluster cluster)
    {
        var bound = settings.Capacity ?? settings.Slots;
        foreach (var node in cluster.Nodes)
        {
            if (node.Used > bound) return new Violation("I7", $"{node.Self} holds {node.Used}, more than {bound}");
        }

        return null;
    }

    /// <summary>Looks for a copy of a key that its node does not own, as far as the node knows.</summary>
    public static Violation? Foreign(VirtualCluster cluster)
    {
        foreach (var node in cluster.Nodes)
        {
            foreach (var (name, _) in node.Copies())
            {
                if (!node.Owns(name)) return new Violation("placement", $"{node.Self} holds {name}, which it does not own");
            }
        }

        return null;
    }

    /// <summary>
    /// Looks for a member's copy that is older than its row, at a moment when the log says that every member has been told of every change. Loads and writes
    /// may be on their way; what is not committed has no place among the versions yet.
    /// </summary>
    public static Violation? Untold(VirtualCluster cluster)
    {
        var rows = cluster.Database.Versions().ToDictionary();
        foreach (var node in cluster.Nodes.Where(node => cluster.World.View.Nodes.Contains(node.Self)))
        {
            foreach (var (name, entry) in node.Copies())
            {
                var version = rows.GetValueOrDefault(SubKeys.KeyOf(name));
                if (!IsUncommitted(entry) && entry.Revision.Version < version) return new Violation("I4", $"{node.Self} holds {name} at {entry.Revision.Version} while the log has told all of {version}");
            }
        }

        return null;
    }

    /// <summary>Looks for a copy that is older than its row, when nothing is on its way any more.</summary>
    public static Violation? Stuck(FuzzCase drawn, VirtualCluster cluster)
    {
        if (!cluster.Settings.HasCdc && !IsToldOfAll(drawn)) return null;
        var rows = cluster.Database.ChangesAfter(0, int.MaxValue).GroupBy(change => change.Key!).ToDictionary(key => key.Key, key => key.Last());
        foreach (var node in cluster.Nodes)
        {
            foreach (var (name, entry) in node.Copies())
            {
                if (rows.TryGetValue(SubKeys.KeyOf(name), out var row) && IsOld(entry, row.Version, row.WriteId)) return new Violation("I4", $"{node.Self} holds {name} at {entry.Revision.Version}, write {entry.WriteId}; the row is at {row.Version}, write {row.WriteId}");
            }
        }

        return null;
    }

    // Without the log too, where every writer tells the owner and the owner hears it.
    private static bool IsToldOfAll(FuzzCase drawn) =>
        drawn.Settings.Write == "write-through" && (drawn.Load.BypassShare == 0 || drawn.Load.WriteShare == 0)
        && !drawn.Faults.Any(fault => fault.OnNodes || fault.Kind is FaultKind.LoseMessages or FaultKind.Configure);

    private static bool IsOld(Entry entry, long version, long writeId) => IsUncommitted(entry) ? entry.WriteId != writeId : entry.Revision.Version < version;

    private static bool IsUncommitted(Entry entry) => entry.WriteId != 0 && entry.Revision.Version == 0;
}
