using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Placement;

namespace AkkaCacheSim.Core.Nodes;

/// <summary>
/// The latest revision that a node has heard of for each key, in a fixed number of buckets: never too early, and too late where keys share a bucket. A write's announcement
/// may be overtaken by news of its successor; the floor from here keeps what it then stores from coming back from the past.
/// </summary>
public sealed class RevisionSketch
{
    private readonly Revision[] _buckets;

    /// <summary>Makes an empty sketch.</summary>
    /// <param name="buckets">How many buckets, a power of two.</param>
    public RevisionSketch(int buckets)
    {
        if (buckets < 1 || (buckets & (buckets - 1)) != 0) throw new ArgumentOutOfRangeException(nameof(buckets), buckets, "a power of two was expected");
        _buckets = new Revision[buckets];
    }

    /// <summary>A revision of a key has been heard of.</summary>
    /// <param name="key">The key.</param>
    /// <param name="revision">The revision.</param>
    public void Heard(string key, Revision revision)
    {
        ref var bucket = ref Bucket(key);
        bucket = Revision.Later(bucket, revision);
    }

    /// <summary>A bound on the revisions heard of.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The latest revision heard of for the key, or a later one; the first when there was none.</returns>
    public Revision AtLeast(string key) => Bucket(key);

    private ref Revision Bucket(string key) => ref _buckets[(int)(KeyHash.Of(key) & (ulong)(_buckets.Length - 1))];
}
