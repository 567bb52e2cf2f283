using System.Diagnostics;

namespace AkkaCacheSim.Origin.Tests;

/// <summary>Monotonic nanoseconds.</summary>
public static class Clock
{
    public static long Now() => (long)Stopwatch.GetElapsedTime(0).TotalNanoseconds;
}
