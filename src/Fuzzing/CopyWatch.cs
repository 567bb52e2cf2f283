using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Simulation;

namespace AkkaCacheSim.Fuzzing;

/// <summary>Looks at what nodes hold while faults strike.</summary>
internal sealed class CopyWatch(SimSettings settings, VirtualCluster cluster)
{
    // What must hold after every event, and takes too long to look at after each.
    private const long LookEvery = 64;

    private bool _drained;
    private long _looks;

    /// <summary>Looks, after an event: at whether there is room every time, at I4 when the log has just drained.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public Violation? Look() => CopyRules.TooMany(settings, cluster) ?? Untold() ?? (++_looks % LookEvery == 0 ? CopyRules.Foreign(cluster) : null);

    private Violation? Untold()
    {
        if (!settings.HasCdc || cluster.LogDrained == _drained) return null;
        _drained = !_drained;
        return _drained ? CopyRules.Untold(cluster) : null;
    }
}
