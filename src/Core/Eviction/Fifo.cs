using System.Diagnostics;

namespace AkkaCacheSim.Core.Eviction;

/// <summary>First in, first out: the entry that came first leaves, used or not.</summary>
public sealed class Fifo : IEviction
{
    private readonly SlotLists _queue = new();

    /// <inheritdoc />
    public void Grow(int slots) => _queue.Grow(slots);

    /// <inheritdoc />
    public int Victim()
    {
        Debug.Assert(_queue.Last() >= 0, "an empty store has no victim");
        return _queue.Last();
    }

    /// <inheritdoc />
    public void Added(int slot, in Newcomer newcomer) => _queue.AddFirst(slot);

    /// <inheritdoc />
    public void Touched(int slot)
    {
        // Use does not matter here.
    }

    /// <inheritdoc />
    public void Removed(int slot, bool evicted) => _queue.Remove(slot);
}
