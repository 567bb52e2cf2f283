using AkkaCacheSim.Console.Runs;

namespace AkkaCacheSim.Console.Results;

/// <summary>What came of one second of a run: the requests that ended in it, the stale reads that began in it, and what the origin took in.</summary>
/// <param name="Second">Which, from 0: the first counted request begins it.</param>
/// <param name="Reads">Reads.</param>
/// <param name="Writes">Writes and deletes, bypassing ones aside.</param>
/// <param name="HitRate">The share of the reads that the cache answered, 0 to 1; null without reads.</param>
/// <param name="FailedReads">Reads that ended in an error, a time-out or a refusal, or were shed.</param>
/// <param name="FailedWrites">Writes that ended so.</param>
/// <param name="Failovers">Reads that the origin answered in place of a node that did not.</param>
/// <param name="StaleReads">Stale reads; null where no history was kept.</param>
/// <param name="StalenessMaxMs">How stale the worst of them was, ms; null where none was.</param>
/// <param name="OriginReads">Reads that the origin took in.</param>
/// <param name="OriginWrites">Statements that the origin took in to change something.</param>
/// <param name="LatencyP99Ms">99th percentile of the latency, ms; null where nothing was answered.</param>
/// <param name="Events">What happened to the cluster.</param>
internal sealed record TimelineSecond(
    int Second,
    long Reads,
    long Writes,
    double? HitRate,
    long FailedReads,
    long FailedWrites,
    long Failovers,
    int? StaleReads,
    double? StalenessMaxMs,
    long OriginReads,
    long OriginWrites,
    double? LatencyP99Ms,
    IReadOnlyList<RunEvent> Events);
