using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Results;

/// <summary>The lines that a report draws.</summary>
internal static class Charts
{
    // More points than a chart has pixels only make the file large.
    private const int MostPoints = 600;

    /// <summary>How long a step of the charts is, ns: the intervals of the series, or as many of them as it takes to keep the points few.</summary>
    public static long StepOf(IReadOnlyList<VariantRuns> log) =>
        LoadSeries.Interval * Math.Max(1, (log.Select(runs => runs.Series.Count).DefaultIfEmpty().Max() + MostPoints - 1) / MostPoints);

    /// <summary>All lines of all variants.</summary>
    /// <param name="log">What was measured.</param>
    /// <param name="step">How long a step is, ns.</param>
    public static IReadOnlyList<ChartSeries> Of(IReadOnlyList<VariantRuns> log, long step) => [.. log.SelectMany(runs => Of(runs, step))];

    /// <summary>A line through values that come with their times, such as those of the origin: what falls into one step is put together.</summary>
    /// <param name="chart">The chart's title.</param>
    /// <param name="unit">What the values are.</param>
    /// <param name="variant">Whose line it is.</param>
    /// <param name="points">Times, ns from the first counted request, and values. Earlier ones count in the first step; steps without any are 0.</param>
    /// <param name="step">How long a step is, ns.</param>
    /// <param name="together">What several values come to.</param>
    public static ChartSeries Line(string chart, string unit, string variant, IReadOnlyList<(long At, double Value)> points, long step, Func<IEnumerable<double>, double> together)
    {
        var values = new double?[points.Count == 0 ? 0 : IndexOf(points[^1].At) + 1];
        Array.Fill(values, 0);
        foreach (var group in points.GroupBy(point => IndexOf(point.At), point => point.Value)) values[group.Key] = together(group);
        return new ChartSeries(chart, unit, variant, Rounded(values));

        int IndexOf(long at) => (int)(Math.Max(at, 0) / step);
    }

    private static IEnumerable<ChartSeries> Of(VariantRuns runs, long step)
    {
        var each = (int)(step / LoadSeries.Interval);
        var seconds = (double)step / Durations.Second;
        LoadSample[] samples = [.. Enumerable.Range(0, (runs.Series.Count + each - 1) / each).Select(i => runs.Series.Sample(i * each, each))];
        return
        [
            Charts.Line("Origin reads", "per second", runs.Variant, [.. runs.Origin.Select(s => (s.At, (double)s.Reads))], step, values => values.Sum() / seconds),
            Charts.Line("Origin, connections busy", "most", runs.Variant, [.. runs.Origin.Select(s => (s.At, (double)s.MaxBusy))], step, values => values.Max()),
            Charts.Line("Origin, requests waiting", "most", runs.Variant, [.. runs.Origin.Select(s => (s.At, (double)s.MaxWaiting))], step, values => values.Max()),
            Line("Latency, 99th percentile", "ms", sample => sample.LatencyP99 / 1e6),
            Line("Latency, mean", "ms", sample => sample.LatencyMean / 1e6),
            Line("Latency, maximum", "ms", sample => sample.LatencyMax / 1e6),
            Line("Hit rate", "%", sample => sample.Reads == 0 ? null : 100.0 * sample.Hits / sample.Reads),
            Line("Requests", "per second", sample => sample.Requests / seconds),
            Line("Errors, time-outs, refusals", "per second", sample => sample.Errors / seconds),
            Line("Failovers", "per second", sample => sample.Failovers / seconds),
            .. StaleReads(runs, step),
            Line("Shed by the origin", "per second", sample => sample.Shed / seconds),
        ];

        ChartSeries Line(string chart, string unit, Func<LoadSample, double?> value) => new(chart, unit, runs.Variant, Rounded(samples.Select(value)));
    }

    private static IEnumerable<ChartSeries> StaleReads(VariantRuns runs, long step)
    {
        if (runs.Stale is { } stale) yield return Line("Stale reads", "per second", runs.Variant, [.. stale.OrderBy(read => read.At).Select(read => (read.At, 1.0))], step, values => values.Sum() * Durations.Second / step);
    }

    private static IReadOnlyList<double?> Rounded(IEnumerable<double?> values) => [.. values.Select(value => value is { } number ? Math.Round(number, 3) : (double?)null)];
}
