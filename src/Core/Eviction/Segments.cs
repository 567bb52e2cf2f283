namespace AkkaCacheSim.Core.Eviction;

/// <summary>Queues that share a capacity: each slot in use is in one of them, and each knows the sum of its sizes.</summary>
internal sealed class Segments
{
    private readonly SlotLists _lists;
    private readonly long[] _used;
    private Item[] _items = [];

    public Segments(int count)
    {
        _lists = new SlotLists(count);
        _used = new long[count];
    }

    public void Grow(int slots)
    {
        _lists.Grow(slots);
        Array.Resize(ref _items, slots);
    }

    /// <summary>The sum of sizes in a segment.</summary>
    public long Used(int segment) => _used[segment];

    /// <summary>The segment that a slot is in.</summary>
    public int Of(int slot) => _items[slot].Segment;

    public int SizeOf(int slot) => _items[slot].Size;

    /// <summary>The slot that has been in a segment for the longest time, or a negative number.</summary>
    public int Oldest(int segment) => _lists.Last(segment);

    public void Add(int segment, int slot, int size)
    {
        _items[slot] = new Item(size, segment);
        _used[segment] += size;
        _lists.AddFirst(slot, segment);
    }

    public void Remove(int slot)
    {
        var item = _items[slot];
        _used[item.Segment] -= item.Size;
        _lists.Remove(slot);
    }

    /// <summary>Moves a slot to the young end of a segment, its own or another.</summary>
    public void Move(int slot, int segment)
    {
        ref var item = ref _items[slot];
        _lists.Remove(slot);
        _lists.AddFirst(slot, segment);
        if (item.Segment == segment) return;
        _used[item.Segment] -= item.Size;
        _used[segment] += item.Size;
        item.Segment = segment;
    }

    public void Resize(int slot, int size)
    {
        ref var item = ref _items[slot];
        _used[item.Segment] += size - item.Size;
        item.Size = size;
    }

    private record struct Item(int Size, int Segment);
}
