using System.Diagnostics;
using AkkaCacheSim.Core.Eviction;
using AkkaCacheSim.Core.Placement;

namespace AkkaCacheSim.Core.Nodes;

/// <summary>
/// A bounded map: an index by key over arrays of slots, in the order of an eviction policy. The capacity is a sum of sizes: of bytes, or,
/// where every size is 1, of entries. The arrays grow with what the store holds; apart from that nothing is allocated.
/// </summary>
/// <remarks>To add a key: <see cref="Expect"/>, then remove each <see cref="Victim"/> until there is none, then <see cref="Add"/>.</remarks>
/// <typeparam name="T">What is kept under a key.</typeparam>
public sealed class Store<T>
{
    private const int InitialSlots = 64;

    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private IEviction _eviction;
    private Slot[] _slots = [];
    private int[] _free = [];
    private int _freeCount, _unused, _victim = -1;
    private string? _expectedKey;
    private Newcomer _expected;

    /// <summary>Makes an empty store.</summary>
    /// <param name="capacity">The most that the sum of its entries' sizes may be, at least 1.</param>
    /// <param name="eviction">The policy's name.</param>
    public Store(long capacity, string eviction)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
        _eviction = Evictions.Create(eviction, capacity);
    }

    /// <summary>The most that <see cref="Used"/> may be.</summary>
    public long Capacity { get; }

    /// <summary>The sum of the sizes of its entries.</summary>
    public long Used { get; private set; }

    /// <summary>How many entries it holds.</summary>
    public int Count => _index.Count;

    /// <summary>The value in a slot in use.</summary>
    /// <param name="slot">The slot.</param>
    /// <returns>A reference to it, for as long as the slot stays in use and nothing is added.</returns>
    public ref T this[int slot] => ref _slots[slot].Value;

    /// <summary>The key in a slot in use.</summary>
    /// <param name="slot">The slot.</param>
    /// <returns>The key.</returns>
    public string KeyAt(int slot) => slot < _unused && _slots[slot].Key is { } key ? key : throw new InvalidOperationException("the slot is free");

    /// <summary>Finds a key without touching it.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Its slot, or -1.</returns>
    public int Find(string key) => _index.TryGetValue(key, out var slot) ? slot : -1;

    /// <summary>Tells the eviction policy that a slot has been used.</summary>
    /// <param name="slot">A slot in use.</param>
    public void Touch(int slot) => _eviction.Touched(slot);

    /// <summary>Goes on in the order of another policy, which knows nothing of what happened before.</summary>
    /// <param name="eviction">Its name.</param>
    public void Order(string eviction)
    {
        _eviction = Evictions.Create(eviction, Capacity);
        _eviction.Grow(_slots.Length);
        foreach (var slot in Slots())
        {
            var newcomer = new Newcomer(KeyHash.Of(_slots[slot].Key!), _slots[slot].Size);
            _eviction.Expect(newcomer);
            _eviction.Added(slot, newcomer);
        }
    }

    /// <summary>Begins the addition of a key that isn't there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="size">Its entry's size, at least 1.</param>
    /// <returns>False when it is larger than the whole store, or than 2 GiB: it can't be kept, and nothing has happened.</returns>
    public bool Expect(string key, long size = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (size > Math.Min(Capacity, int.MaxValue)) return false;
        _expectedKey = key;
        _expected = new Newcomer(KeyHash.Of(key), (int)size);
        _eviction.Expect(_expected);
        return true;
    }

    /// <summary>The slot that must be removed next to make room for the key that is expected, or -1 when there is room.</summary>
    /// <returns>The eviction policy's choice, still in place.</returns>
    public int Victim() => _victim = Used + _expected.Size <= Capacity ? -1 : _eviction.Victim();

    /// <summary>Takes a free slot for the key that is expected.</summary>
    /// <param name="value">Its value.</param>
    /// <returns>The slot.</returns>
    /// <exception cref="InvalidOperationException">None is expected, or there is no room for it.</exception>
    public int Add(in T value)
    {
        var key = _expectedKey ?? throw new InvalidOperationException("no key is expected");
        if (Used + _expected.Size > Capacity) throw new InvalidOperationException("the store is full");
        if (_freeCount == 0 && _unused == _slots.Length) Grow();
        var slot = _freeCount > 0 ? _free[--_freeCount] : _unused++;
        _index.Add(key, slot);
        _slots[slot] = new Slot { Key = key, Value = value, Size = _expected.Size };
        Used += _expected.Size;
        _eviction.Added(slot, _expected);
        _expectedKey = null;
        return slot;
    }

    /// <summary>Gives the entry of a slot another size, if there is room for it.</summary>
    /// <param name="slot">A slot in use.</param>
    /// <param name="size">The new size, at least 1.</param>
    /// <returns>False when there is no room, and nothing has happened: remove the entry and add it anew.</returns>
    public bool TryResize(int slot, long size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ref var entry = ref _slots[slot];
        if (size == entry.Size) return true;
        if (size > int.MaxValue || Used - entry.Size + size > Capacity) return false;
        Used += size - entry.Size;
        entry.Size = (int)size;
        _eviction.Resized(slot, (int)size);
        return true;
    }

    /// <summary>Frees a slot.</summary>
    /// <param name="slot">A slot in use.</param>
    public void Remove(int slot)
    {
        _index.Remove(KeyAt(slot));
        _eviction.Removed(slot, slot == _victim);
        _victim = -1;
        Used -= _slots[slot].Size;
        _slots[slot] = default;
        _free[_freeCount++] = slot;
        Debug.Assert(Used >= 0 && (Used == 0) == (Count == 0), "the sizes add up");
    }

    /// <summary>The slots in use, in no order. Removing the slot last given is allowed on the way.</summary>
    /// <returns>The slots.</returns>
    public IEnumerable<int> Slots()
    {
        for (var slot = 0; slot < _unused; slot++)
        {
            if (_slots[slot].Key is not null) yield return slot;
        }
    }

    // No more slots than there can be entries, since each has a size of at least 1.
    private void Grow()
    {
        var slots = (int)Math.Min(Capacity, Math.Clamp(_slots.Length * 2L, InitialSlots, Array.MaxLength));
        Array.Resize(ref _slots, slots);
        Array.Resize(ref _free, slots);
        _eviction.Grow(slots);
    }

    private struct Slot
    {
        public string? Key;
        public T Value;
        public int Size;
    }
}
