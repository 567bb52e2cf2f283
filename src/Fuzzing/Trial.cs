using AkkaCacheSim.Checker;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Simulation;

namespace AkkaCacheSim.Fuzzing;

/// <summary>What there is to judge when a run is over.</summary>
/// <param name="Case">The case.</param>
/// <param name="Cluster">The cluster.</param>
/// <param name="Seen">What was seen of it.</param>
/// <param name="Report">What the checker says of its history.</param>
internal sealed record Trial(FuzzCase Case, VirtualCluster Cluster, Observed Seen, CheckReport Report)
{
    /// <summary>All settings that were in force at some time.</summary>
    public IReadOnlyList<SimSettings> Settings { get; } = Case.AllSettings;

    /// <summary>Whether every node lived, heard and was heard all the time, and each key had one owner.</summary>
    public bool SteadyNodes { get; } = !Case.Faults.Any(fault => fault.OnNodes || fault.Kind == FaultKind.Configure);

    /// <summary>Whether something of a kind struck.</summary>
    public bool Has(FaultKind kind) => Case.Faults.Any(fault => fault.Kind == kind);
}
