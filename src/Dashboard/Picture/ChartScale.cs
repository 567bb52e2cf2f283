using MudBlazor;
using MudBlazor.Charts;

namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>How a chart is drawn.</summary>
public static class ChartScale
{
    // How many steps of the vertical axis there are room for.
    private const int Steps = 3;
    private const int Percent = 100;

    private static readonly int[] Round = [1, 2, 5, 10];

    /// <summary>The step of a vertical axis from 0: 1, 2 or 5 times a power of ten.</summary>
    /// <param name="most">The largest value.</param>
    /// <returns>At least 1.</returns>
    public static int Step(double most)
    {
        if (!(most > Steps)) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(most / Steps)));
        return (int)(power * Round.First(times => times * power * Steps >= most));
    }

    /// <summary>The series of a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <returns>One for each line.</returns>
    public static List<ChartSeries<double>> Series(FigureChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return [.. chart.Lines.Select(line => new ChartSeries<double> { Name = line.Name, Data = new ChartData<double>(line.Points) })];
    }

    /// <summary>How its series are drawn: the second, if any, as an area, so that nobody needs to know the colours.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="series">Its series.</param>
    /// <returns>The options.</returns>
    public static LineChartOptions Options(FigureChart chart, IReadOnlyList<ChartSeries<double>> series)
    {
        ArgumentNullException.ThrowIfNull(chart);
        var ofPercent = chart.Unit == "%";
        var overrides = new Dictionary<IChartSeries, SeriesDisplayOverride>();
        foreach (var area in series.Skip(1)) overrides[area] = new SeriesDisplayOverride { LineDisplayType = LineDisplayType.Area, FillOpacity = 0.35, StrokeOpacity = 1 };
        return new LineChartOptions
        {
            ShowLegend = false,
            ShowToolTips = false,
            LineStrokeWidth = 4,
            YAxisRequireZeroPoint = true,
            YAxisTicks = ofPercent ? Percent / 2 : Step(chart.Lines.SelectMany(line => line.Points).Max() ?? 0),
            YAxisSuggestedMax = ofPercent ? Percent : null,
            YAxisToStringFunc = FigureText.Count,
            ChartPalette = ["var(--chart-line)", "var(--chart-area)"],
            SeriesDisplayOverrides = overrides,
        };
    }

    /// <summary>What is written below the points: how long ago the first was, and that the last is now.</summary>
    /// <param name="points">How many points there are.</param>
    /// <returns>A text for each, most of them empty.</returns>
    public static string[] Labels(int points)
    {
        var labels = Enumerable.Repeat("", points).ToArray();
        if (points > 1) labels[0] = $"-{points * FigureChart.SamplesPerPoint} s";
        if (points > 0) labels[^1] = "now";
        return labels;
    }
}
