using System.Diagnostics;
using AkkaCacheSim.Core.Eviction;

namespace AkkaCacheSim.Core.Nodes;

/// <summary>A bounded map in slots: an index by key over arrays, in the order of an eviction policy. A hit allocates nothing.</summary>
/// <typeparam name="T">What is kept under a key.</typeparam>
public sealed class Store<T>
{
    // An index that starts small: a store of a hundred million slots should cost what it holds, not what it may hold.
    private const int InitialIndex = 1 << 16;

    private readonly Dictionary<string, int> _index;
    private readonly string?[] _keys;
    private readonly T[] _values;
    private readonly int[] _free;
    private IEviction _eviction;
    private int _freeCount, _unused;

    /// <summary>Makes an empty store.</summary>
    /// <param name="capacity">How many slots, at least 1.</param>
    /// <param name="eviction">The policy's name.</param>
    public Store(int capacity, string eviction)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _eviction = Evictions.Create(eviction, capacity);
        _index = new Dictionary<string, int>(Math.Min(capacity, InitialIndex), StringComparer.Ordinal);
        _keys = new string?[capacity];
        _values = new T[capacity];
        _free = new int[capacity];
    }

    /// <summary>How many slots there are.</summary>
    public int Capacity => _keys.Length;

    /// <summary>How many slots are in use.</summary>
    public int Count => _index.Count;

    /// <summary>The value in a slot in use.</summary>
    /// <param name="slot">The slot.</param>
    /// <returns>A reference to it, for as long as the slot stays in use.</returns>
    public ref T this[int slot] => ref _values[slot];

    /// <summary>The key in a slot in use.</summary>
    /// <param name="slot">The slot.</param>
    /// <returns>The key.</returns>
    public string KeyAt(int slot) => _keys[slot] ?? throw new InvalidOperationException("the slot is free");

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
        foreach (var slot in Slots()) _eviction.Added(slot);
    }

    /// <summary>The slot that must be freed before <see cref="Add"/>, or -1 when there is room.</summary>
    /// <returns>The eviction policy's victim, still in place.</returns>
    public int Victim() => Count < Capacity ? -1 : _eviction.Victim();

    /// <summary>Takes a free slot for a key that isn't there. A full store needs its <see cref="Victim"/> removed first.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The slot.</returns>
    public int Add(string key, in T value)
    {
        if (Count == Capacity) throw new InvalidOperationException("the store is full");
        var slot = _freeCount > 0 ? _free[--_freeCount] : _unused++;
        _index.Add(key, slot);
        _keys[slot] = key;
        _values[slot] = value;
        _eviction.Added(slot);
        Debug.Assert(Count <= Capacity, "entries stay within the capacity");
        return slot;
    }

    /// <summary>Frees a slot.</summary>
    /// <param name="slot">A slot in use.</param>
    public void Remove(int slot)
    {
        _index.Remove(KeyAt(slot));
        _eviction.Removed(slot);
        _keys[slot] = null;
        _values[slot] = default!;
        _free[_freeCount++] = slot;
    }

    /// <summary>The slots in use, in no order. Removing the slot last given is allowed on the way.</summary>
    /// <returns>The slots.</returns>
    public IEnumerable<int> Slots()
    {
        for (var slot = 0; slot < _unused; slot++)
        {
            if (_keys[slot] is not null) yield return slot;
        }
    }
}
