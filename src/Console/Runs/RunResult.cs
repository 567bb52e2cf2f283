using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Runs;

/// <summary>What came of one run.</summary>
/// <param name="Report">What the clients measured.</param>
/// <param name="OriginReads">Reads that the origin took in, up to the end of the workload.</param>
/// <param name="Seconds">How long the run took by the wall clock, start-up and preload aside.</param>
internal sealed record RunResult(WorkloadReport Report, long OriginReads, double Seconds)
{
    /// <summary>Statements that changed the origin; a flush of many rows is one.</summary>
    public long OriginWrites { get; init; }

    /// <summary>What each coordinator's client measured. <see cref="Report"/> is the sum of those that lived.</summary>
    public IReadOnlyList<ShareReport> Coordinators { get; init; } = [];

    /// <summary>Keys that were dirty when the last request had ended.</summary>
    public long Dirty { get; init; }
}
