using System.Globalization;
using AkkaCacheSim.Dashboard.Feed;

namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>A chart of the last minutes.</summary>
/// <param name="Id">Its name in the markup.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Unit">The unit of its points; empty for plain numbers.</param>
/// <param name="Lines">Its lines, one or two.</param>
public sealed record FigureChart(string Id, string Title, string Unit, IReadOnlyList<ChartLine> Lines)
{
    /// <summary>How many samples make a point, and how many seconds that is.</summary>
    public const int SamplesPerPoint = 3;

    /// <summary>How many points a line has at most: three minutes. Each is an element with handlers of its own.</summary>
    public const int MostPoints = 60;

    /// <summary>The charts of a history.</summary>
    /// <param name="history">A sample a second, oldest first.</param>
    /// <returns>They, in the order in which they are shown.</returns>
    public static IReadOnlyList<FigureChart> Of(IReadOnlyList<FigureSample> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        List<FigureSample[]> points = [.. Stretches(history)];
        return
        [
            new("hit-rate", "Hit rate", "%", [Mean("hits", sample => sample.HitRate * 100)]),
            new("requests", "Requests a second", "", [Mean("requests", sample => sample.RequestsPerSecond)]),
            new("origin-reads", "Origin reads a second", "", [Mean("origin reads", sample => sample.OriginReadsPerSecond)]),
            new("dirty", "Dirty", "", [Most("dirty", sample => sample.Dirty)]),
            new("stale-reads", "Stale reads of the sample, in all", "", [Most("stale reads", sample => sample.StaleReads)]),
            new("staleness", "Staleness", "ms", [Most("p99", sample => sample.StalenessP99Ms), Most("p50", sample => sample.StalenessP50Ms)]),
            new("hit-latency", "Latency of hits", "ms", [Most("p99", sample => sample.HitP99Ms), Mean("p50", sample => sample.HitP50Ms)]),
            new("miss-latency", "Latency of misses", "ms", [Most("p99", sample => sample.MissP99Ms), Mean("p50", sample => sample.MissP50Ms)]),
        ];

        ChartLine Mean(string name, Func<FigureSample, double?> figure) => new(name, [.. points.Select(samples => samples.Average(figure))]);
        ChartLine Most(string name, Func<FigureSample, double?> figure) => new(name, [.. points.Select(samples => samples.Max(figure))]);
    }

    /// <summary>Which point of all time is the last one of a history: charts are drawn anew when it is another.</summary>
    /// <param name="history">A sample a second, oldest first.</param>
    /// <returns>Its number; 0 for none.</returns>
    public static long LastPoint(IReadOnlyList<FigureSample> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return history.Count == 0 ? 0 : history[^1].At.ToUnixTimeSeconds() / SamplesPerPoint;
    }

    /// <summary>Whether there is nothing to draw.</summary>
    public bool IsEmpty => Lines.All(line => line.Points.All(point => point is null));

    /// <summary>The chart in words, for those who do not see it.</summary>
    public string Words => IsEmpty
        ? $"{Title}: nothing measured yet."
        : $"{Title}, the last {Span}: {string.Join("; ", Lines.Where(line => line.Points.Any(point => point is not null)).Select(LineWords))}.";

    private string Span => string.Create(CultureInfo.InvariantCulture, $"{Lines[0].Points.Count * SamplesPerPoint} seconds");

    private string LineWords(ChartLine line)
    {
        var name = Lines.Count > 1 ? line.Name + " " : "";
        return $"{name}now {Figure(line.Points[^1])}, least {Figure(line.Points.Min())}, most {Figure(line.Points.Max())}";
    }

    private string Figure(double? value) => value is null ? "nothing measured" : Unit.Length == 0 ? FigureText.Rate(value.Value) : $"{FigureText.Ms(value)} {Unit}";

    // By the clock, so that a sample stays in its stretch while others come. The last, unfinished stretch is drawn once it is whole.
    private static IEnumerable<FigureSample[]> Stretches(IReadOnlyList<FigureSample> history)
    {
        var last = LastPoint(history);
        return history.GroupBy(sample => sample.At.ToUnixTimeSeconds() / SamplesPerPoint).Where(stretch => stretch.Key < last).OrderBy(stretch => stretch.Key).TakeLast(MostPoints).Select(stretch => stretch.ToArray());
    }
}
