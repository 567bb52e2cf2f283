namespace AkkaCacheSim.Checker;

/// <summary>Nearest-rank percentiles of exact values, in milliseconds.</summary>
/// <param name="P50">The median.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="Max">The highest value.</param>
public sealed record Percentiles(double P50, double P99, double Max)
{
    private const double NanosecondsPerMillisecond = 1_000_000;

    /// <summary>The percentiles of durations.</summary>
    /// <param name="durations">Durations, ns; it sorts them.</param>
    /// <returns>Their percentiles; null where there are none.</returns>
    public static Percentiles? Of(List<long> durations)
    {
        ArgumentNullException.ThrowIfNull(durations);
        if (durations.Count == 0)
            return null;
        durations.Sort();
        return new Percentiles(Rank(durations, 50), Rank(durations, 99), Rank(durations, 100));
    }

    private static double Rank(List<long> sorted, long percent)
    {
        var rank = ((percent * sorted.Count) + 99) / 100;
        return sorted[(int)rank - 1] / NanosecondsPerMillisecond;
    }
}
