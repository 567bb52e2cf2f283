using System.Numerics;

namespace AkkaCacheSim.Core.Randomness;

/// <summary>
/// A seeded stream of random numbers: xoshiro256** (Blackman and Vigna, 2018) seeded by SplitMix64. The same seed
/// gives the same stream on every platform and version. Each machine owns one, so that one more draw in one machine
/// shifts nothing in another.
/// </summary>
public sealed class SeededRandom
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>Starts a stream.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="stream">Which stream of that seed, so that machines differ.</param>
    public SeededRandom(ulong seed, ulong stream = 0)
    {
        var state = seed + (stream * 0xD1342543DE82EF95UL);
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>The next 64 random bits.</summary>
    /// <returns>Any value.</returns>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A number from 0, included, to 1, excluded.</summary>
    /// <returns>A multiple of 2^-53.</returns>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0, included, to a bound, excluded.</summary>
    /// <param name="bound">At least 1.</param>
    /// <returns>The number; its bias is below 2^-32 for bounds below 2^32.</returns>
    public long NextBelow(long bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (long)Math.BigMul(Next(), (ulong)bound, out _);
    }

    /// <summary>An exponentially distributed number: the gap between the events of a Poisson process.</summary>
    /// <param name="mean">Its mean.</param>
    /// <returns>At least 0.</returns>
    public double NextExponential(double mean) => -mean * Math.Log(1.0 - NextDouble());

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
