using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;
using AkkaCacheSim.Simulation;

namespace AkkaCacheSim.Fuzzing;

/// <summary>Everything about one run: the same case is the same run, event for event.</summary>
/// <param name="Seed">The seed that it was drawn from.</param>
/// <param name="Settings">The cluster's settings at its start.</param>
/// <param name="Load">The load.</param>
/// <param name="World">What the world costs.</param>
/// <param name="Faults">What happens to the cluster.</param>
public sealed record FuzzCase(ulong Seed, SimSettings Settings, WorkloadSpec Load, VirtualOptions World, IReadOnlyList<Fault> Faults)
{
    /// <summary>The settings at the start and those that follow.</summary>
    public IReadOnlyList<SimSettings> AllSettings => [Settings, .. Faults.Select(fault => fault.Settings).OfType<SimSettings>()];
}
