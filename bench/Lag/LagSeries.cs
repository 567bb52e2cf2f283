using System.Globalization;
using AkkaCacheSim.Bench.Reporting;

namespace AkkaCacheSim.Bench.Lag;

/// <summary>What the rounds of one writer came to.</summary>
internal sealed class LagSeries(string name)
{
    private readonly Samples _rate = new(), _count = new(), _p50 = new(), _p99 = new(), _max = new();

    /// <summary>Medians, from the moment at which the writer sent its statement.</summary>
    public Samples P50 { get; } = new();

    /// <summary>99th percentiles, likewise.</summary>
    public Samples P99 { get; } = new();

    public void Add(LagFigures figures)
    {
        _rate.Add(figures.WritesPerSecond);
        _count.Add(figures.Counted);
        _p50.Add(figures.FromAnswer.P50);
        _p99.Add(figures.FromAnswer.P99);
        _max.Add(figures.FromAnswer.Max);
        P50.Add(figures.FromStart.P50);
        P99.Add(figures.FromStart.P99);
    }

    public void Into(Table table) => table.Row(name, _rate.Median, _count.Median, Text(_p50), Text(_p99), Text(_max), Text(P50), Text(P99));

    private static string Text(Samples samples) => string.Create(CultureInfo.InvariantCulture, $"{samples.Median:0.00} ({samples.Least:0.00} to {samples.Most:0.00})");
}
