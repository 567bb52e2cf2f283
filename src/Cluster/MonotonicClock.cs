using System.Diagnostics;

namespace AkkaCacheSim.Cluster;

/// <summary>CLOCK_MONOTONIC in nanoseconds: comparable between the processes of one host, and never set back.</summary>
public static class MonotonicClock
{
    private static readonly double NsPerTick = 1e9 / Stopwatch.Frequency;

    /// <summary>The time now, ns.</summary>
    /// <returns>Nanoseconds since some fixed moment of this host.</returns>
    public static long Now() => Stopwatch.Frequency == 1_000_000_000 ? Stopwatch.GetTimestamp() : (long)(Stopwatch.GetTimestamp() * NsPerTick);
}
