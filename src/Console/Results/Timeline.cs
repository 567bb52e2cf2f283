using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Results;

/// <summary>A run second by second, with what happened to the cluster meanwhile.</summary>
/// <param name="Variant">Whose run.</param>
/// <param name="Seconds">From the first request on, without a gap.</param>
internal sealed record Timeline(string Variant, IReadOnlyList<TimelineSecond> Seconds)
{
    private const int Intervals = (int)(Durations.Second / LoadSeries.Interval);
    private const int Before = 2, After = 5;

    /// <summary>The seconds around whatever happened: what a table shows.</summary>
    public IEnumerable<TimelineSecond> Around
    {
        get
        {
            int[] eventful = [.. Seconds.Where(second => second.Events.Count > 0).Select(second => second.Second)];
            return Seconds.Where(second => eventful.Any(at => second.Second >= at - Before && second.Second <= at + After));
        }
    }

    /// <summary>The timelines of an experiment's first runs.</summary>
    /// <param name="log">What was measured.</param>
    /// <returns>One for each variant to whose cluster something happened.</returns>
    public static IReadOnlyList<Timeline> Of(IReadOnlyList<VariantRuns> log) => [.. log.Where(runs => runs.Events.Count > 0).Select(Of)];

    /// <summary>A run second by second.</summary>
    /// <param name="variant">Whose run.</param>
    /// <param name="run">The run.</param>
    public static Timeline Of(string variant, RunResult run) => Of(new VariantRuns(variant, run));

    private static Timeline Of(VariantRuns runs) => new(runs.Variant, SecondsOf(runs.Series, runs.Origin, runs.Stale, runs.Events));

    private static List<TimelineSecond> SecondsOf(LoadSeries series, IReadOnlyList<OriginSample> samples, IReadOnlyList<(long At, long Staleness)>? stale, IReadOnlyList<RunEvent> events)
    {
        var origin = samples.ToLookup(sample => SecondOf(sample.At));
        var staleIn = stale?.ToLookup(read => SecondOf(read.At), read => read.Staleness);
        var eventsIn = events.ToLookup(what => SecondOf(what.At));
        var seconds = new List<TimelineSecond>();
        for (var i = 0; i * Intervals < series.Count; i++)
        {
            var load = series.Sample(i * Intervals, Intervals);
            seconds.Add(new TimelineSecond(
                i,
                load.Reads,
                load.Writes,
                load.Reads == 0 ? null : Math.Round((double)load.Hits / load.Reads, 4),
                load.FailedReads,
                load.Errors + load.Shed - load.FailedReads,
                load.Failovers,
                staleIn?[i].Count(),
                staleIn?[i].Any() == true ? Math.Round(staleIn[i].Max() / 1e6, 3) : null,
                origin[i].Sum(sample => (long)sample.Reads),
                origin[i].Sum(sample => (long)sample.Writes),
                load.LatencyP99 is { } p99 ? Math.Round(p99 / 1e6, 3) : null,
                [.. eventsIn[i]]));
        }

        return seconds;
    }

    // What came in the origin's interval in which the first request began counts as that second's.
    private static int SecondOf(long at) => (int)(Math.Max(at, 0) / Durations.Second);
}
