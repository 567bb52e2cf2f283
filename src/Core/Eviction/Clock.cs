using System.Diagnostics;

namespace AkkaCacheSim.Core.Eviction;

/// <summary>
/// CLOCK, or second chance (Corbató, A Paging Experiment with the Multics System, 1968): a queue in which a used entry that comes to
/// its end goes back to its start, its mark taken off. The clock's hand is the end of the queue.
/// </summary>
public sealed class Clock : IEviction
{
    private readonly SlotLists _queue = new();
    private bool[] _used = [];

    /// <inheritdoc />
    public void Grow(int slots)
    {
        _queue.Grow(slots);
        Array.Resize(ref _used, slots);
    }

    /// <inheritdoc />
    public int Victim()
    {
        Debug.Assert(_queue.Last() >= 0, "an empty store has no victim");
        var slot = _queue.Last();
        for (; _used[slot]; slot = _queue.Last())
        {
            _used[slot] = false;
            _queue.Remove(slot);
            _queue.AddFirst(slot);
        }

        return slot;
    }

    /// <inheritdoc />
    public void Added(int slot, in Newcomer newcomer)
    {
        _used[slot] = false;
        _queue.AddFirst(slot);
    }

    /// <inheritdoc />
    public void Touched(int slot) => _used[slot] = true;

    /// <inheritdoc />
    public void Removed(int slot, bool evicted) => _queue.Remove(slot);
}
