namespace AkkaCacheSim.Dashboard.Feed;

/// <summary>The figures of a second. Rates are differences of counters; latencies are of the sample of requests that was watched in that second.</summary>
/// <param name="At">When it ended, by the wall clock.</param>
/// <param name="RequestsPerSecond">Requests that the coordinators ended.</param>
/// <param name="HitRate">Hits a read, 0 to 1, in this second; null without reads.</param>
/// <param name="OriginReadsPerSecond">Reads of the database.</param>
/// <param name="Dirty">Writes acknowledged and not yet in the database.</param>
/// <param name="StaleReads">Stale reads in the sample, since it began to be watched.</param>
/// <param name="StalenessP50Ms">Median staleness of the last stale reads, ms; null without any.</param>
/// <param name="StalenessP99Ms">99th percentile, ms.</param>
/// <param name="HitP50Ms">Median latency of reads that a copy answered, ms; null without any in this second.</param>
/// <param name="HitP99Ms">99th percentile, ms.</param>
/// <param name="MissP50Ms">Median latency of reads that the origin answered, ms; null without any in this second.</param>
/// <param name="MissP99Ms">99th percentile, ms.</param>
/// <param name="Busy">Connections of the origin in use.</param>
/// <param name="Waiting">Requests that wait for one.</param>
/// <param name="Shed">Requests that the origin has turned away, since it started.</param>
/// <param name="CdcLagMs">How far behind the slowest invalidator is, ms; null without invalidators.</param>
public sealed record FigureSample(
    DateTimeOffset At,
    double RequestsPerSecond,
    double? HitRate,
    double OriginReadsPerSecond,
    long Dirty,
    long StaleReads,
    double? StalenessP50Ms,
    double? StalenessP99Ms,
    double? HitP50Ms,
    double? HitP99Ms,
    double? MissP50Ms,
    double? MissP99Ms,
    long Busy,
    long Waiting,
    long Shed,
    double? CdcLagMs);
