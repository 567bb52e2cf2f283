namespace AkkaCacheSim.Core.Placement;

/// <summary>
/// Jump consistent hash (J. Lamping and E. Veach, 2014): no table, perfectly even, and a new last member takes exactly its share.
/// Only the last member can leave so cheaply: when another one goes, those behind it move up a place and keys move between them.
/// </summary>
public sealed class Jump : IPlacement
{
    private readonly int _count;

    /// <summary>Makes the placement.</summary>
    /// <param name="count">How many members there are, at least 1.</param>
    public Jump(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _count = count;
    }

    /// <summary>The bucket of a number, as the paper's listing has it.</summary>
    /// <param name="key">The number.</param>
    /// <param name="buckets">How many buckets there are, at least 1.</param>
    /// <returns>From 0, below the number of buckets.</returns>
    public static int Bucket(ulong key, int buckets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        long bucket = -1, next = 0;
        while (next < buckets)
        {
            bucket = next;
            key = (key * 2_862_933_555_777_941_757UL) + 1;
            next = (long)((bucket + 1) * ((double)(1L << 31) / ((key >> 33) + 1)));
        }

        return (int)bucket;
    }

    /// <inheritdoc />
    public int Owner(string key) => Bucket(KeyHash.Of(key), _count);

    /// <inheritdoc />
    public Int128 Hash(string key) => KeyHash.Of(key);
}
