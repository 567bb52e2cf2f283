using AkkaCacheSim.Checker;
using AkkaCacheSim.Core.Origin;
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

    /// <summary>Lookups that each node has answered, those before the first counted request included.</summary>
    public IReadOnlyList<long> Lookups { get; init; } = [];

    /// <summary>Times that a node dropped everything because events were missing, in sum.</summary>
    public long Cleared { get; init; }

    /// <summary>Reads that the origin took in from the first counted request on.</summary>
    public long CountedOriginReads => Origin.Sum(sample => (long)sample.Reads);

    /// <summary>The most reads that the origin took in within one of the series' intervals.</summary>
    public int PeakOriginReads => Origin.Select(sample => sample.Reads).DefaultIfEmpty().Max();

    /// <summary>Keys that were dirty when the last request had ended.</summary>
    public long Dirty { get; init; }

    /// <summary>
    /// What the origin went through, drain included; <c>At</c> counts from the first counted request, ns. The first sample is that of the interval
    /// in which that request came, so it may begin a little earlier and hold some of the preload. Intervals in which nothing happened are left out.
    /// </summary>
    public IReadOnlyList<OriginSample> Origin { get; init; } = [];

    /// <summary>What happened to the cluster meanwhile, in order of time.</summary>
    public IReadOnlyList<RunEvent> Events { get; init; } = [];

    /// <summary>What the checker found in the history; null where none was kept, or nobody has asked yet.</summary>
    public CheckReport? Check { get; init; }

    /// <summary>Samples with times that count from the first counted request.</summary>
    public static IReadOnlyList<OriginSample> Counted(IReadOnlyList<OriginSample> samples, WorkloadReport report) =>
        [.. samples.Select(sample => sample with { At = sample.At - report.StartedAt })];
}
