namespace AkkaCacheSim.Core.Workloads;

/// <summary>
/// The ids of one writer's writes that bypass the cache: negative, and unlike those of any other such writer, or of the same one at another time.
/// A row written twice under one id would look like a stranger's write.
/// </summary>
public sealed class BypassIds
{
    /// <summary>The number of the writer that is no coordinator's client: above all of theirs.</summary>
    public const int Stranger = 255;

    private const int NumberBits = 55;

    private long _last;

    /// <summary>Begins.</summary>
    /// <param name="writer">The number of the coordinator whose client writes, or <see cref="Stranger"/>.</param>
    /// <param name="now">Now, ns, from 0: fewer writes than nanoseconds go by.</param>
    public BypassIds(int writer, long now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(writer);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(writer, Stranger);
        ArgumentOutOfRangeException.ThrowIfNegative(now);
        _last = -(now + 1) - ((long)writer << NumberBits);
    }

    /// <summary>The next id.</summary>
    /// <returns>Below 0.</returns>
    public long Next() => --_last;
}
