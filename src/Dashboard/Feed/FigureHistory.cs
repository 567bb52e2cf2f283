namespace AkkaCacheSim.Dashboard.Feed;

/// <summary>Makes one sample a second of counters that only grow, and keeps the last of them.</summary>
internal sealed class FigureHistory
{
    private const int MostLatencies = 10_000;
    private const int FewLines = 200;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    // Nobody looked meanwhile: a rate over a longer time would hide what it was.
    private static readonly TimeSpan GapFrom = TimeSpan.FromSeconds(5);

    private readonly List<double> _hits = [];
    private readonly List<double> _misses = [];
    private (DateTimeOffset At, StatusView Status, WatchView Watch)? _before;
    private (DateTimeOffset At, long Requests) _last;

    /// <summary>The samples, oldest first.</summary>
    public IReadOnlyList<FigureSample> Samples { get; private set; } = [];

    /// <summary>Which share of what the processes did in the last second was watched.</summary>
    public double SampledShare { get; private set; } = 1;

    /// <summary>The pace that suits the load between the last two statuses.</summary>
    public FeedPace Pace { get; private set; }

    /// <summary>Requests that were watched.</summary>
    /// <param name="lines">What the processes did.</param>
    public void Add(IReadOnlyList<WatchedLine> lines)
    {
        foreach (var line in lines)
        {
            if (line.Kind != "read") continue;
            var latencies = line.Outcome is "hit" or "stale" ? _hits : line.Outcome is "miss" or "coalesced" or "failover" ? _misses : null;
            if (latencies?.Count < MostLatencies) latencies.Add(line.EndMs - line.StartMs);
        }
    }

    /// <summary>A status; makes a sample when the second is over.</summary>
    /// <param name="now">Now.</param>
    /// <param name="status">The status.</param>
    /// <param name="watch">What is known of stale reads.</param>
    public void Add(DateTimeOffset now, StatusView status, WatchView watch)
    {
        SetPace(now, status.Requests);
        if (_before is not { } before || now - before.At > GapFrom)
        {
            _before = (now, status, watch);
            return;
        }

        if (now - before.At < Every) return;
        Samples = [.. Samples.Skip(Math.Max(0, Samples.Count - ClusterSnapshot.MostSamples + 1)), Sample(now, before.Status, status, watch, (now - before.At).TotalSeconds)];
        SampledShare = Share(watch.Shown - before.Watch.Shown, watch.Seen - before.Watch.Seen);
        _before = (now, status, watch);
        _hits.Clear();
        _misses.Clear();
    }

    private void SetPace(DateTimeOffset now, long requests)
    {
        Pace = FeedPaces.For((requests - _last.Requests) / (now - _last.At).TotalSeconds);
        _last = (now, requests);
    }

    private FigureSample Sample(DateTimeOffset now, StatusView before, StatusView status, WatchView watch, double seconds)
    {
        var reads = Counted("reads");
        var lags = status.Members.Where(member => member.Role == "invalidator" && member.Figures.ContainsKey("lagMs")).Select(member => (double?)member.Figures["lagMs"]);
        return new FigureSample(
            now,
            Rate(before.Requests, status.Requests),
            reads > 0 ? Math.Clamp((Counted("hits") + Counted("stale")) / reads, 0, 1) : null,
            Rate(before.Origin.Reads, status.Origin.Reads),
            status.Dirty,
            watch.StaleReads,
            watch.StalenessP50Ms,
            watch.StalenessP99Ms,
            Percentile(_hits, 0.50),
            Percentile(_hits, 0.99),
            Percentile(_misses, 0.50),
            Percentile(_misses, 0.99),
            status.Origin.Busy,
            status.Origin.Waiting,
            status.Origin.Shed,
            lags.Max());

        // A process that has started again counts from 0.
        double Rate(long from, long to) => Math.Max(0, to - from) / seconds;

        double Counted(string name) => Math.Max(0, status.Coordinators.GetValueOrDefault(name) - before.Coordinators.GetValueOrDefault(name));
    }

    // Lines are shown some tenths of a second after they were seen: of few it can't be said, and few are all shown.
    private static double Share(long shown, long seen) => seen < FewLines ? 1 : Math.Clamp((double)shown / seen, 0, 1);

    private static double? Percentile(List<double> values, double share)
    {
        if (values.Count == 0) return null;
        values.Sort();
        return Math.Round(values[(int)Math.Ceiling(share * values.Count) - 1], 3);
    }
}
