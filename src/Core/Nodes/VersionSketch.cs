using AkkaCacheSim.Core.Placement;

namespace AkkaCacheSim.Core.Nodes;

/// <summary>
/// The highest version that a node has heard of for each key, in a fixed number of buckets: never too low, and too high where keys share a bucket. A write's announcement
/// may be overtaken by news of its successor; the floor from here keeps what it then stores from coming back from the past.
/// </summary>
public sealed class VersionSketch
{
    private readonly long[] _buckets;

    /// <summary>Makes an empty sketch.</summary>
    /// <param name="buckets">How many buckets, a power of two.</param>
    public VersionSketch(int buckets)
    {
        if (buckets < 1 || (buckets & (buckets - 1)) != 0) throw new ArgumentOutOfRangeException(nameof(buckets), buckets, "a power of two was expected");
        _buckets = new long[buckets];
    }

    /// <summary>A version of a key has been heard of.</summary>
    /// <param name="key">The key.</param>
    /// <param name="version">The version.</param>
    public void Heard(string key, long version)
    {
        ref var bucket = ref Bucket(key);
        bucket = Math.Max(bucket, version);
    }

    /// <summary>A bound on the versions heard of.</summary>
    /// <param name="key">The key.</param>
    /// <returns>At least the highest version heard of for the key; 0 when there was none.</returns>
    public long AtLeast(string key) => Bucket(key);

    private ref long Bucket(string key) => ref _buckets[(int)(KeyHash.Of(key) & (ulong)(_buckets.Length - 1))];
}
