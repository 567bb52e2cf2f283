using AkkaCacheSim.Core.Randomness;

namespace AkkaCacheSim.Core.Protections;

/// <summary>
/// Probabilistic early recomputation: A. Vattani, F. Chierichetti, K. Lowenstein, "Optimal Probabilistic Cache Stampede Prevention" (VLDB 2015).
/// A hit loads the next copy when now − δ·β·ln(rand) ≥ expiry, δ being how long the last load took: with r left that is exp(−r/(δβ)) of the hits.
/// </summary>
public static class XFetch
{
    // -ln of the smallest number that the stream gives, 2^-53, and a little: beyond it no draw can reach.
    private const double Farthest = 37;

    /// <summary>How far ahead of its time a hit looks.</summary>
    /// <param name="loadTime">How long the copy's load took, ns.</param>
    /// <param name="beta">β, above 0; over 1 favours earlier loads.</param>
    /// <param name="random">A number above 0, at most 1.</param>
    /// <returns>How far, ns.</returns>
    public static double Ahead(double loadTime, double beta, double random) => -loadTime * beta * Math.Log(random);

    /// <summary>Whether a hit loads the next copy.</summary>
    /// <param name="left">Until the copy expires, ns.</param>
    /// <param name="loadTime">How long its load took, ns.</param>
    /// <param name="beta">β, above 0.</param>
    /// <param name="random">Drawn from only where it can matter.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsDue(long left, long loadTime, double beta, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return left <= loadTime * beta * Farthest && Ahead(loadTime, beta, 1 - random.NextDouble()) >= left;
    }
}
