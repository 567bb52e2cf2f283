namespace AkkaCacheSim.Origin.Postgres;

/// <summary>Where the server's clock stands against our monotonic one, as far as exchanges with it tell.</summary>
internal sealed class ClockMap
{
    // A wall clock is set right by at most 500 ppm: this is that of the time between two measurements and much more.
    private const long Drift = 5_000_000;

    private long _ahead = long.MaxValue;

    /// <summary>Notes what the server's clock said in an exchange.</summary>
    /// <param name="from">When it was asked, monotonic ns.</param>
    /// <param name="server">What it said.</param>
    public void Measured(long from, DateTime server) => Interlocked.Exchange(ref _ahead, WallNs(server) - from);

    /// <summary>A moment of our clock before which the server's cannot have shown a time.</summary>
    /// <param name="server">The time.</param>
    /// <param name="at">When that is known to be past, monotonic ns.</param>
    /// <returns>Monotonic ns, at most <paramref name="at"/>; 0 when nothing was measured yet.</returns>
    public long NotBefore(DateTime server, long at)
    {
        var ahead = Interlocked.Read(ref _ahead);
        return ahead == long.MaxValue ? 0 : Math.Clamp(WallNs(server) - ahead - Drift, 0, at);
    }

    private static long WallNs(DateTime time) => (time - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}
