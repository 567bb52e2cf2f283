using System.Numerics;

namespace AkkaCacheSim.Core.Workloads;

/// <summary>
/// The buckets of a coarse latency histogram: four to each power of two, from 16 us to 69 s, so that a value is known to a quarter of itself or better.
/// HdrHistogram's scheme with two bits of precision; small enough to keep one for every interval.
/// </summary>
internal static class LatencyBuckets
{
    private const int LowestBit = 14, HighestBit = 36, PerOctave = 4;

    /// <summary>How many there are: the first is for everything below the range, the last takes everything above it.</summary>
    public const int Count = 1 + ((HighestBit - LowestBit) * PerOctave);

    /// <summary>The bucket of a latency.</summary>
    /// <param name="ns">The latency, ns.</param>
    public static int Of(long ns)
    {
        if (ns < 1L << LowestBit) return 0;
        if (ns >= 1L << HighestBit) return Count - 1;
        var octave = BitOperations.Log2((ulong)ns);
        return 1 + ((octave - LowestBit) * PerOctave) + (int)((ns >> (octave - 2)) & (PerOctave - 1));
    }

    /// <summary>Where a bucket begins, ns; the end of the one before it.</summary>
    /// <param name="bucket">The bucket, or <see cref="Count"/> for the end of the last.</param>
    public static long Lowest(int bucket)
    {
        if (bucket == 0) return 0;
        var octave = LowestBit + ((bucket - 1) / PerOctave);
        return (1L << octave) + ((bucket - 1L) % PerOctave << (octave - 2));
    }
}
