using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Origin;

/// <summary>
/// The Universal Scalability Law: what working on several requests at once costs each of them. They queue for what they share (contention),
/// and they keep each other up to date (coherency), which costs every pair something, so that beyond a peak more concurrency means less throughput.
/// Source: Gunther, Guerrilla Capacity Planning (2007), chapters 4 to 6.
/// </summary>
/// <param name="Sigma">Contention σ: the share of the work that only one can do at a time, 0 to 1.</param>
/// <param name="Kappa">Coherency κ: the cost of a pair, as a share of the work, 0 to 1.</param>
public readonly record struct ScalabilityLaw(double Sigma, double Kappa)
{
    // A service time may be an hour and a pool 10,000: their product would leave the range of the clock.
    private const double LongestNs = 365.0 * 24 * 3600 * Durations.Second;

    /// <summary>Where the throughput is highest: √((1 − σ) / κ); no end where κ is 0.</summary>
    public double Peak => Math.Sqrt((1 - Sigma) / Kappa);

    /// <summary>How many times longer one of several requests takes than one alone: 1 + σ(N − 1) + κN(N − 1).</summary>
    /// <param name="concurrency">N, how many are worked on, this one included; at least 1.</param>
    /// <returns>At least 1.</returns>
    public double Inflation(int concurrency)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1);
        return 1 + (Sigma * (concurrency - 1)) + (Kappa * concurrency * (concurrency - 1.0));
    }

    /// <summary>A service time inflated.</summary>
    /// <param name="serviceTime">What a request alone takes, ns.</param>
    /// <param name="concurrency">How many are worked on, this one included; at least 1.</param>
    /// <returns>The time, ns, at most a year.</returns>
    public long Inflate(long serviceTime, int concurrency) => (long)Math.Min(serviceTime * Inflation(concurrency), LongestNs);

    /// <summary>Requests a second that are done by so many at once.</summary>
    /// <param name="concurrency">How many are worked on; at least 1.</param>
    /// <param name="meanServiceTime">What a request alone takes on average, ns; above 0.</param>
    /// <returns>N / (S · inflation).</returns>
    public double Throughput(int concurrency, double meanServiceTime)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(meanServiceTime);
        return concurrency * Durations.Second / (meanServiceTime * Inflation(concurrency));
    }

    /// <summary>The knee: the highest throughput of all concurrencies that a pool allows.</summary>
    /// <param name="pool">Connections, at least 1.</param>
    /// <param name="meanServiceTime">What a request alone takes on average, ns; above 0.</param>
    /// <returns>The concurrency at the knee, a whole number, and the requests a second there.</returns>
    public (int Concurrency, double Throughput) Knee(int pool, double meanServiceTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pool, 1);

        // Connections are whole: the best is on one of the two sides of the peak. An infinite or missing peak (0 / 0) ends at the pool.
        var below = Peak < pool ? Math.Max(1, (int)Peak) : pool;
        var above = Math.Min(below + 1, pool);
        var (at, beside) = (Throughput(below, meanServiceTime), Throughput(above, meanServiceTime));
        return beside > at ? (above, beside) : (below, at);
    }
}
