using System.Diagnostics;

namespace AkkaCacheSim.Core.Eviction;

/// <summary>
/// Keys that have left and are remembered by their hash, the oldest first: a hash table with chains and a queue over the same array.
/// It grows to the most that it has held, and then allocates nothing.
/// </summary>
internal sealed class GhostQueue
{
    private const int None = -1;

    private readonly SlotLists _queue = new();
    private Ghost[] _ghosts = [];
    private int[] _buckets = [];
    private int _free = None;
    private int _unused;

    /// <summary>The sum of the sizes that the ghosts had.</summary>
    public long Used { get; private set; }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a ghost as the youngest, for whom the oldest make room; one that is there stays where it is.</summary>
    /// <param name="hash">The key's hash.</param>
    /// <param name="size">The size that the entry had; one larger than the room is not remembered.</param>
    /// <param name="room">The most that the sum of sizes may be.</param>
    public void Add(ulong hash, int size, long room)
    {
        if (size > room || Find(hash) != None) return;
        TrimTo(room - size);
        if (_free == None && _unused == _ghosts.Length) Grow();
        var index = _free;
        if (index != None) _free = _ghosts[index].Next;
        else index = _unused++;
        ref var bucket = ref BucketOf(hash);
        _ghosts[index] = new Ghost(hash, size, bucket - 1);
        bucket = index + 1;
        _queue.AddFirst(index);
        Used += size;
        Count++;
    }

    /// <summary>Forgets a ghost.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(ulong hash)
    {
        var index = Find(hash);
        if (index == None) return false;
        RemoveAt(index);
        return true;
    }

    /// <summary>Forgets the oldest ones until the sum of sizes is within a bound.</summary>
    public void TrimTo(long size)
    {
        while (Used > size && Count > 0) RemoveAt(_queue.Last());
        Debug.Assert(Count > 0 || Used == 0, "no ghosts have no size");
    }

    private int Find(ulong hash)
    {
        if (Count == 0) return None;
        var index = BucketOf(hash) - 1;
        while (index != None && _ghosts[index].Hash != hash) index = _ghosts[index].Next;
        return index;
    }

    private void RemoveAt(int index)
    {
        ref var ghost = ref _ghosts[index];
        ref var bucket = ref BucketOf(ghost.Hash);
        if (bucket - 1 == index)
        {
            bucket = ghost.Next + 1;
        }
        else
        {
            var before = bucket - 1;
            while (_ghosts[before].Next != index) before = _ghosts[before].Next;
            _ghosts[before].Next = ghost.Next;
        }

        _queue.Remove(index);
        Used -= ghost.Size;
        Count--;
        ghost.Next = _free;
        _free = index;
    }

    // Every place is taken when this is called, so the chains can be made anew from all of them.
    private void Grow()
    {
        var size = Math.Max(16, _ghosts.Length * 2);
        Array.Resize(ref _ghosts, size);
        _queue.Grow(size);
        _buckets = new int[size];
        for (var index = 0; index < _unused; index++)
        {
            ref var bucket = ref BucketOf(_ghosts[index].Hash);
            _ghosts[index].Next = bucket - 1;
            bucket = index + 1;
        }
    }

    // A power of two of buckets, each one more than the index of its first ghost: 0 is none.
    private ref int BucketOf(ulong hash) => ref _buckets[(int)(hash & (ulong)(_buckets.Length - 1))];

    private record struct Ghost(ulong Hash, int Size, int Next);
}
