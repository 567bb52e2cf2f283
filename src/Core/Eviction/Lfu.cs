using System.Diagnostics;

namespace AkkaCacheSim.Core.Eviction;

/// <summary>
/// Least frequently used, in O(1) (after Shah, Mitra and Matani, 2010): the entry with the fewest uses leaves; among equals the one that
/// reached its count first. Counts are forgotten with the entry.
/// </summary>
/// <remarks>
/// One list in the order of eviction. Entries of one count are a run in it, and a run knows its last slot: an entry that is used once
/// more moves behind the last of the next run.
/// </remarks>
public sealed class Lfu : IEviction
{
    private readonly SlotLists _order = new();
    private int[] _runOf = [];
    private Run[] _runs = [];
    private int[] _freeRuns = [];
    private int _freeCount;

    /// <inheritdoc />
    public void Grow(int slots)
    {
        // An entry that moves into a new run leaves its old one only afterwards: hence one more run than entries.
        var before = _runs.Length;
        _order.Grow(slots);
        Array.Resize(ref _runOf, slots);
        Array.Resize(ref _runs, slots);
        Array.Resize(ref _freeRuns, slots);
        for (var run = before; run < _runs.Length; run++) _freeRuns[_freeCount++] = run;
    }

    /// <inheritdoc />
    public int Victim()
    {
        Debug.Assert(_order.First() >= 0, "an empty store has no victim");
        return _order.First();
    }

    /// <inheritdoc />
    public void Added(int slot, in Newcomer newcomer) => Join(slot, 1, SlotLists.End(0));

    /// <inheritdoc />
    public void Touched(int slot)
    {
        var run = _runs[_runOf[slot]];
        var place = run.Last == slot ? _order.Previous(slot) : run.Last;
        Leave(slot);
        Join(slot, run.Uses + 1, place);
    }

    /// <inheritdoc />
    public void Removed(int slot, bool evicted) => Leave(slot);

    // Into the run of a count, which is the one behind a place or has to be made there.
    private void Join(int slot, long uses, int place)
    {
        var next = _order.Next(place);
        var run = next >= 0 && _runs[_runOf[next]].Uses == uses ? _runOf[next] : Open(uses, place);
        _order.InsertAfter(_runs[run].Last, slot);
        _runs[run].Last = slot;
        _runs[run].Count++;
        _runOf[slot] = run;
    }

    private void Leave(int slot)
    {
        var index = _runOf[slot];
        ref var run = ref _runs[index];
        if (run.Last == slot) run.Last = _order.Previous(slot);
        if (--run.Count == 0) _freeRuns[_freeCount++] = index;
        _order.Remove(slot);
    }

    private int Open(long uses, int last)
    {
        var run = _freeRuns[--_freeCount];
        _runs[run] = new Run(uses, 0, last);
        return run;
    }

    private record struct Run(long Uses, int Count, int Last);
}
