using HdrHistogram;

namespace AkkaCacheSim.Control;

/// <summary>Latencies of one kind of request, ms; null where there was nothing to measure.</summary>
/// <param name="P50">The median.</param>
/// <param name="P99">The 99th percentile.</param>
public sealed record LatencyRow(double? P50, double? P99)
{
    /// <summary>Makes it of a histogram.</summary>
    /// <param name="histogram">Latencies, ns.</param>
    /// <returns>Its percentiles.</returns>
    public static LatencyRow Of(LongHistogram histogram) => new(Quantile.Ms(histogram, 50), Quantile.Ms(histogram, 99));
}
