using HdrHistogram;

namespace AkkaCacheSim.Control;

/// <summary>Reads percentiles of latencies.</summary>
public static class Quantile
{
    /// <summary>A percentile.</summary>
    /// <param name="histogram">Latencies, ns.</param>
    /// <param name="percentile">Which, 0 to 100.</param>
    /// <returns>The latency, ms; null when nothing was recorded.</returns>
    public static double? Ms(LongHistogram histogram, double percentile)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        return histogram.TotalCount == 0 ? null : Math.Round(histogram.GetValueAtPercentile(percentile) / 1e6, 3);
    }
}
