using AkkaCacheSim.Simulation;

namespace AkkaCacheSim.Fuzzing;

/// <summary>I4 while faults strike: looks at the copies each time the log has drained.</summary>
internal sealed class LogWatch(VirtualCluster cluster)
{
    private bool _drained;

    /// <summary>Looks, if the log has drained since the last time.</summary>
    /// <returns>What is wrong; null when nothing is, or it was not looked.</returns>
    public Violation? Look()
    {
        if (!cluster.Settings.HasCdc || cluster.LogDrained == _drained) return null;
        _drained = !_drained;
        return _drained ? CopyRules.Untold(cluster) : null;
    }
}
