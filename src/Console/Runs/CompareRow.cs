using System.Text.Json.Serialization;
using AkkaCacheSim.Checker;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Runs;

/// <summary>Percentiles, ms; null where there was nothing to measure.</summary>
internal sealed record Quantiles(double? P50, double? P99, double? Max);

/// <summary>Propagation times, ms, and of how many commits.</summary>
internal sealed record PropagationRow(int Count, double? P50, double? P99, double? Max);

/// <summary>Latencies of hits and misses.</summary>
internal sealed record LatenciesRow(LatencyRow Hit, LatencyRow Miss);

/// <summary>What one variant of a comparison measured. Staleness is the checker's, the rest the cluster's.</summary>
internal sealed record CompareRow(
    string Invalidation,
    long Reads,
    long Writes,
    long BypassWrites,
    long Errors,
    long Shed,
    double HitRate,
    long OriginReads,
    long StaleReads,
    double StaleRate,
    Quantiles StalenessMs,
    PropagationRow PropagationMs,
    long StuckStale,
    LatenciesRow LatencyMs)
{
    /// <summary>The same by coordinator, where there are several.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CoordinatorRow>? Coordinators { get; init; }

    public static CompareRow Of(string invalidation, WorkloadReport report, long originReads, CheckReport check) => new(
        invalidation,
        report.Reads,
        report.Writes,
        report.BypassWrites,
        report.Errors,
        report.Shed,
        Math.Round(report.HitRate, 6),
        originReads,
        check.StaleReads,
        Math.Round(check.StaleRate, 6),
        new Quantiles(Ms(check.Staleness?.P50), Ms(check.Staleness?.P99), Ms(check.Staleness?.Max)),
        new PropagationRow(check.Propagation.Count, Ms(check.Propagation.P50), Ms(check.Propagation.P99), Ms(check.Propagation.Times?.Max)),
        check.StuckStale,
        new LatenciesRow(LatencyRow.Of(report.Hit), LatencyRow.Of(report.Miss)));

    private static double? Ms(double? value) => value is { } ms ? Math.Round(ms, 3) : null;
}
