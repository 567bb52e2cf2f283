namespace AkkaCacheSim.Core.Workloads;

/// <summary>What a client saw in a stretch of time: the requests that ended in it.</summary>
/// <param name="At">When the stretch begins, ns from the first counted request.</param>
/// <param name="Reads">Reads.</param>
/// <param name="Writes">Writes and deletes, bypassing ones aside.</param>
/// <param name="Hits">Reads that the cache answered.</param>
/// <param name="Errors">Errors, time-outs and refusals.</param>
/// <param name="Shed">Requests that the origin shed.</param>
/// <param name="Failovers">Reads that the origin answered in place of a node that did not.</param>
/// <param name="FailedReads">Those of the errors, time-outs, refusals and shed requests that were reads.</param>
/// <param name="LatencyMean">Mean latency, ns; null when nothing was answered or timed out.</param>
/// <param name="LatencyP99">99th percentile of the latency, ns: off by a quarter at most, and never above the maximum.</param>
/// <param name="LatencyMax">Largest latency, ns.</param>
public readonly record struct LoadSample(long At, long Reads, long Writes, long Hits, long Errors, long Shed, long Failovers, long FailedReads, double? LatencyMean, long? LatencyP99, long? LatencyMax)
{
    /// <summary>Requests that ended.</summary>
    public long Requests => Reads + Writes;
}
