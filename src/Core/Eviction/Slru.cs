using System.Diagnostics;

namespace AkkaCacheSim.Core.Eviction;

/// <summary>
/// Segmented LRU (Karedla, Love and Wherry, 1994) with four segments, as in libCacheSim: each use lifts an entry by one segment; what a
/// segment has no room for sinks to the one below. Victims come from the lowest.
/// </summary>
public sealed class Slru : IEviction
{
    private const int Count = 4;
    private const int Top = Count - 1;

    private readonly Segments _segments = new(Count);
    private readonly long _room;

    /// <summary>Makes the segments.</summary>
    /// <param name="capacity">The sum of sizes that there is room for, at least 1.</param>
    public Slru(long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _room = capacity / Count;
    }

    /// <inheritdoc />
    public void Grow(int slots) => _segments.Grow(slots);

    /// <inheritdoc />
    public int Victim()
    {
        for (var segment = 0; segment < Count; segment++)
        {
            if (_segments.Oldest(segment) is var slot and >= 0) return slot;
        }

        throw new UnreachableException("an empty store has no victim");
    }

    /// <inheritdoc />
    public void Added(int slot, in Newcomer newcomer)
    {
        // While the store fills, newcomers take the lowest segment with room.
        var segment = 0;
        while (segment < Count && _segments.Used(segment) + newcomer.Size > _room) segment++;
        _segments.Add(segment < Count ? segment : 0, slot, newcomer.Size);
    }

    /// <inheritdoc />
    public void Touched(int slot)
    {
        var segment = Math.Min(_segments.Of(slot) + 1, Top);
        _segments.Move(slot, segment);
        // The lowest segment takes whatever sinks: a hit evicts nothing.
        for (; segment > 0; segment--)
        {
            while (_segments.Used(segment) > _room) _segments.Move(_segments.Oldest(segment), segment - 1);
        }
    }

    /// <inheritdoc />
    public void Resized(int slot, int size) => _segments.Resize(slot, size);

    /// <inheritdoc />
    public void Removed(int slot, bool evicted) => _segments.Remove(slot);
}
