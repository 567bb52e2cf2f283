using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Workloads;
using HdrHistogram;

namespace AkkaCacheSim.Console.Results;

/// <summary>A variant's runs: latencies of all of them together, and the first one over time.</summary>
/// <param name="variant">Its name.</param>
/// <param name="first">The first run.</param>
internal sealed class VariantRuns(string variant, RunResult first)
{
    public string Variant { get; } = variant;

    /// <summary>The first run over time.</summary>
    public LoadSeries Series { get; } = first.Report.Series;

    /// <summary>What the origin went through in the first run.</summary>
    public IReadOnlyList<OriginSample> Origin { get; } = first.Origin;

    /// <summary>What happened to the cluster in the first run.</summary>
    public IReadOnlyList<RunEvent> Events { get; } = first.Events;

    /// <summary>The stale reads of the first run: when each began, ns from the first counted request, and how stale it was, ns. Null where no history was kept.</summary>
    public IReadOnlyList<(long At, long Staleness)>? Stale { get; } = first.Check is { } check ? [.. check.Stale.Select(read => (read.Start - first.Report.StartedAt, read.Staleness))] : null;

    /// <summary>Latencies by the kind of request, ns.</summary>
    public IReadOnlyList<(string Kind, LongHistogram Histogram)> Latencies { get; } = KindsOf(first.Report);

    /// <summary>Adds a later run.</summary>
    public void Add(RunResult later)
    {
        foreach (var ((_, sum), (_, more)) in Latencies.Zip(KindsOf(later.Report))) sum.Add(more);
    }

    private static IReadOnlyList<(string Kind, LongHistogram Histogram)> KindsOf(WorkloadReport report) => [("hit", report.Hit), ("miss", report.Miss), ("write", report.Write)];
}
