namespace AkkaCacheSim.Core.Randomness;

/// <summary>
/// Draws ranks by Zipf's law, P(rank k) ∝ 1/(k+1)^θ, in constant time by rejection-inversion
/// (W. Hörmann and G. Derflinger, "Rejection-inversion to generate variates from monotone discrete distributions", 1996).
/// </summary>
public sealed class Zipf
{
    private readonly long _count;
    private readonly double _theta, _hX1, _hN, _s;

    /// <summary>Prepares the law.</summary>
    /// <param name="count">How many ranks, at least 1.</param>
    /// <param name="theta">The skew θ, above 0; 0.99 is YCSB's.</param>
    public Zipf(long count, double theta)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(theta, 0);
        _count = count;
        _theta = theta;
        _hX1 = H(1.5) - 1.0;
        _hN = H(count + 0.5);
        _s = 2.0 - HInverse(H(2.5) - Density(2));
    }

    /// <summary>Draws a rank.</summary>
    /// <param name="random">Where the randomness comes from.</param>
    /// <returns>0 is the most popular.</returns>
    public long Next(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        while (true)
        {
            var u = _hN + (random.NextDouble() * (_hX1 - _hN));
            var x = HInverse(u);
            var k = Math.Clamp((long)(x + 0.5), 1, _count);
            if (k - x <= _s || u >= H(k + 0.5) - Density(k)) return k - 1;
        }
    }

    private double Density(double x) => Math.Exp(-_theta * Math.Log(x));

    // The integral of the density, written so that it stays exact around θ = 1.
    private double H(double x)
    {
        var log = Math.Log(x);
        return ExpM1Over((1 - _theta) * log) * log;
    }

    private double HInverse(double x)
    {
        var t = Math.Max(-1, x * (1 - _theta));
        return Math.Exp(Log1POver(t) * x);
    }

    private static double ExpM1Over(double x) => Math.Abs(x) > 1e-8 ? (Math.Exp(x) - 1) / x : 1 + (x / 2 * (1 + (x / 3)));

    private static double Log1POver(double x) => Math.Abs(x) > 1e-8 ? Math.Log(1 + x) / x : 1 - (x * (0.5 - (x / 3)));
}
