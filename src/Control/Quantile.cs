using HdrHistogram;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>Reads percentiles of latencies.</summary>
internal static class Quantile
{
    /// <summary>A percentile in milliseconds; null when nothing was recorded.</summary>
    public static double? Ms(LongHistogram histogram, double percentile) =>
        histogram.TotalCount == 0 ? null : Math.Round(histogram.GetValueAtPercentile(percentile) / 1e6, 3);
}
