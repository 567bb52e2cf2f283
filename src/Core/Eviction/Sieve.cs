using System.Diagnostics;

namespace AkkaCacheSim.Core.Eviction;

/// <summary>
/// SIEVE (Zhang et al., NSDI 2024): a queue whose entries keep their places. A hand walks from the oldest to the youngest, takes the marks
/// off used entries, and evicts the first without one; from the youngest it returns to the oldest.
/// </summary>
public sealed class Sieve : IEviction
{
    private readonly SlotLists _queue = new();
    private bool[] _used = [];
    private int _hand = SlotLists.End(0);

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
        // Beyond the youngest lies the queue's end, and before that the oldest.
        if (_hand < 0) _hand = _queue.Last();
        while (_used[_hand])
        {
            _used[_hand] = false;
            _hand = _queue.Previous(_hand);
            if (_hand < 0) _hand = _queue.Last();
        }

        return _hand;
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
    public void Removed(int slot, bool evicted)
    {
        if (_hand == slot) _hand = _queue.Previous(slot);
        _queue.Remove(slot);
    }
}
