using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Dashboard.Controls;

/// <summary>How long a fault of the links lasts.</summary>
public static class FaultTime
{
    private const long Longest = 600_000;

    /// <summary>Reads one.</summary>
    /// <param name="text">A duration from 1ms to 10m.</param>
    /// <param name="ms">The duration, ms.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string text, out long ms)
    {
        ms = 0;
        if (!Durations.TryParse(text, out var ns)) return false;
        ms = ns / Durations.Millisecond;
        return ms is >= 1 and <= Longest;
    }
}
