using AkkaCacheSim.Dashboard.Feed;

namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>A figure of the cluster, in words.</summary>
/// <param name="Id">Its name in the markup.</param>
/// <param name="Name">What it is.</param>
/// <param name="Figure">The figure.</param>
/// <param name="More">What it is of, or what goes with it.</param>
public sealed record Counter(string Id, string Name, string Figure, string More)
{
    /// <summary>All counters.</summary>
    /// <param name="snapshot">What is known of the cluster.</param>
    /// <returns>They, in the order in which they are shown.</returns>
    public static IReadOnlyList<Counter> Of(ClusterSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var (status, watch) = (snapshot.Status, snapshot.Watch);
        var last = snapshot.History.Count == 0 ? null : snapshot.History[^1];
        return
        [
            new("hit-rate", "Hit rate", FigureText.Share(status.HitRate), $"of all reads; {FigureText.Share(last?.HitRate)} in the last second"),
            new("requests", "Requests", FigureText.Count(status.Requests), $"{FigureText.Rate(last?.RequestsPerSecond ?? 0)}/s"),
            new("origin-reads", "Origin reads", $"{FigureText.Rate(last?.OriginReadsPerSecond ?? 0)}/s", $"{FigureText.Count(status.Origin.Reads)} in all"),
            new("dirty", "Dirty", FigureText.Count(status.Dirty), status.Dirty == 0 ? "every write is in the database" : $"the oldest for {FigureText.Ms(status.DirtyAgeMs)} ms"),
            new("stale-reads", "Stale reads", FigureText.Count(watch.StaleReads), watch.Seen > watch.Shown ? "in the sample, since it is watched" : "since it is watched"),
            new("staleness", "Staleness p50 / p99", FigureText.Pair(watch.StalenessP50Ms, watch.StalenessP99Ms), "of the last stale reads"),
            new("latency", "Latency p50 / p99", FigureText.Pair(last?.HitP50Ms, last?.HitP99Ms), $"of hits; of misses {FigureText.Pair(last?.MissP50Ms, last?.MissP99Ms)}; in the sample"),
        ];
    }
}
