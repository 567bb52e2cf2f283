namespace AkkaCacheSim.Core.Nodes;

/// <summary>
/// The slots of a store in the order in which they expire: a binary heap over arrays that can also forget a slot. With one TTL for all
/// an entry is added at the bottom and stays there, so adding costs no more than a queue would.
/// </summary>
public sealed class ExpiryHeap
{
    private const int InitialSlots = 64;

    private int[] _heap = [], _place = [];
    private long[] _at = [];
    private int _count;

    /// <summary>When the first slot expires; <see cref="long.MaxValue"/> when none does.</summary>
    public long NextAt => _count == 0 ? long.MaxValue : _at[_heap[0]];

    /// <summary>The slot that expires first; there must be one.</summary>
    public int Next => _count > 0 ? _heap[0] : throw new InvalidOperationException("nothing expires");

    /// <summary>Sets when a slot expires, in place of an earlier setting.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="at">When, ns; <see cref="long.MaxValue"/> for never.</param>
    public void Set(int slot, long at)
    {
        Forget(slot);
        if (at == long.MaxValue) return;
        if (slot >= _at.Length) Grow(slot);
        _at[slot] = at;
        Place(slot, _count++);
        Up(_place[slot]);
    }

    /// <summary>Forgets a slot; one that isn't known is fine.</summary>
    /// <param name="slot">The slot.</param>
    public void Forget(int slot)
    {
        if (slot >= _place.Length || _place[slot] < 0) return;
        var hole = _place[slot];
        _place[slot] = -1;
        var last = _heap[--_count];
        if (last == slot) return;
        Place(last, hole);
        Up(hole);
        Down(_place[last]);
    }

    private void Grow(int slot)
    {
        var before = _at.Length;
        var size = Math.Max(slot + 1, Math.Max(InitialSlots, before * 2));
        Array.Resize(ref _heap, size);
        Array.Resize(ref _place, size);
        Array.Resize(ref _at, size);
        Array.Fill(_place, -1, before, size - before);
    }

    private void Up(int i)
    {
        var slot = _heap[i];
        while (i > 0 && _at[_heap[(i - 1) / 2]] > _at[slot])
        {
            Place(_heap[(i - 1) / 2], i);
            i = (i - 1) / 2;
        }

        Place(slot, i);
    }

    private void Down(int i)
    {
        var slot = _heap[i];
        while ((2 * i) + 1 < _count)
        {
            var child = (2 * i) + 1;
            if (child + 1 < _count && _at[_heap[child + 1]] < _at[_heap[child]]) child++;
            if (_at[_heap[child]] >= _at[slot]) break;
            Place(_heap[child], i);
            i = child;
        }

        Place(slot, i);
    }

    private void Place(int slot, int i)
    {
        _heap[i] = slot;
        _place[slot] = i;
    }
}
