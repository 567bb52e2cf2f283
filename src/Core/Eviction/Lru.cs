using System.Diagnostics;

namespace AkkaCacheSim.Core.Eviction;

/// <summary>Least recently used: a doubly linked list through two arrays, most recent at the head.</summary>
public sealed class Lru : IEviction
{
    private readonly int[] _next, _previous;
    private readonly int _end;

    /// <summary>Makes the list.</summary>
    /// <param name="capacity">How many slots, at least 1.</param>
    public Lru(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        // The slot after the last one stands for both ends, so that no link is ever missing.
        _end = capacity;
        _next = new int[capacity + 1];
        _previous = new int[capacity + 1];
        _next[_end] = _previous[_end] = _end;
    }

    /// <inheritdoc />
    public void Added(int slot)
    {
        var head = _next[_end];
        _next[slot] = head;
        _previous[slot] = _end;
        _previous[head] = slot;
        _next[_end] = slot;
    }

    /// <inheritdoc />
    public void Touched(int slot)
    {
        if (_next[_end] == slot) return;
        Removed(slot);
        Added(slot);
    }

    /// <inheritdoc />
    public void Removed(int slot)
    {
        var next = _next[slot];
        var previous = _previous[slot];
        _next[previous] = next;
        _previous[next] = previous;
    }

    /// <inheritdoc />
    public int Victim()
    {
        Debug.Assert(_previous[_end] != _end, "an empty store has no victim");
        return _previous[_end];
    }
}
