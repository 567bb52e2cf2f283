using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;
using AkkaCacheSim.Traces;

namespace AkkaCacheSim.Console.Runs;

/// <summary>Runs a workload on a cluster of its own: live processes, or the same machines in virtual time.</summary>
internal interface IDriver
{
    /// <summary>Starts a cluster, runs the workload, drains, and ends the cluster.</summary>
    /// <param name="settings">The cluster's settings.</param>
    /// <param name="spec">The workload.</param>
    /// <param name="folder">Where everything goes; the history into its folder <c>history</c>.</param>
    /// <param name="record">Whether to keep a history.</param>
    /// <param name="progress">Told how it goes.</param>
    /// <param name="cancel">Gives up, and leaves nothing running.</param>
    /// <returns>What came of it.</returns>
    Task<RunResult> RunAsync(SimSettings settings, Workload spec, string folder, bool record, RunProgress progress, CancellationToken cancel);
}

/// <summary>A workload, and how long to go on after it.</summary>
/// <param name="Spec">The workload; a trace's requests are filled in by the driver.</param>
/// <param name="Trace">The trace; null for a synthetic load.</param>
/// <param name="Drain">How long invalidations under way have at the end, ns.</param>
internal sealed record Workload(WorkloadSpec Spec, TraceInput? Trace, long Drain)
{
    /// <summary>What happens meanwhile, in order of time.</summary>
    public IReadOnlyList<ScriptStep> Script { get; init; } = [];
}
