using System.Diagnostics;

namespace AkkaCacheSim.Core.Eviction;

/// <summary>Least recently used: the entry that has gone unused for the longest time leaves.</summary>
public sealed class Lru : IEviction
{
    private readonly SlotLists _recent = new();

    /// <inheritdoc />
    public void Grow(int slots) => _recent.Grow(slots);

    /// <inheritdoc />
    public int Victim()
    {
        Debug.Assert(_recent.Last() >= 0, "an empty store has no victim");
        return _recent.Last();
    }

    /// <inheritdoc />
    public void Added(int slot, in Newcomer newcomer) => _recent.AddFirst(slot);

    /// <inheritdoc />
    public void Touched(int slot)
    {
        if (_recent.First() == slot) return;
        _recent.Remove(slot);
        _recent.AddFirst(slot);
    }

    /// <inheritdoc />
    public void Removed(int slot, bool evicted) => _recent.Remove(slot);
}
