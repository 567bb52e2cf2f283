using System.Diagnostics;

namespace AkkaCacheSim.Core.Eviction;

/// <summary>
/// W-TinyLFU (Einziger, Friedman and Manes, 2017): newcomers enter a small LRU, the window; what leaves it enters the main part, a segmented
/// LRU, only if a sketch of past requests says that it is asked for more often than the entry that would have to leave there.
/// </summary>
/// <remarks>Window 1 %, and of the main part 80 % protected, as in Caffeine; the shares are fixed.</remarks>
public sealed class WTinyLfu : IEviction
{
    private const int Window = 0, Probation = 1, Protected = 2;

    private readonly Segments _segments = new(3);
    private readonly FrequencySketch _sketch = new();
    private readonly long _windowRoom, _mainRoom, _protectedRoom;
    private ulong[] _hashes = [];
    private int _expected;

    /// <summary>Makes the segments.</summary>
    /// <param name="capacity">The sum of sizes that there is room for, at least 1.</param>
    public WTinyLfu(long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _windowRoom = Math.Max(1, capacity / 100);
        _mainRoom = capacity - _windowRoom;
        _protectedRoom = (long)(_mainRoom * 0.8);
    }

    /// <inheritdoc />
    public void Grow(int slots)
    {
        _segments.Grow(slots);
        _sketch.Grow(slots);
        Array.Resize(ref _hashes, slots);
    }

    /// <inheritdoc />
    public void Expect(in Newcomer newcomer)
    {
        _sketch.Count(newcomer.Hash);
        _expected = newcomer.Size;
    }

    /// <inheritdoc />
    public int Victim()
    {
        var candidate = _segments.Oldest(Window);
        var victim = _segments.Oldest(_segments.Used(Probation) > 0 ? Probation : Protected);
        Debug.Assert(candidate >= 0 || victim >= 0, "an empty store has no victim");
        if (candidate < 0 || (victim >= 0 && _segments.Used(Window) + _expected <= _windowRoom)) return victim;
        if (victim < 0) return candidate;
        return _sketch.Estimate(_hashes[candidate]) > _sketch.Estimate(_hashes[victim]) ? victim : candidate;
    }

    /// <inheritdoc />
    public void Added(int slot, in Newcomer newcomer)
    {
        _hashes[slot] = newcomer.Hash;
        _segments.Add(Window, slot, newcomer.Size);
        while (_segments.Used(Window) > _windowRoom && FitsMain(_segments.Oldest(Window))) _segments.Move(_segments.Oldest(Window), Probation);
    }

    /// <inheritdoc />
    public void Touched(int slot)
    {
        _sketch.Count(_hashes[slot]);
        _segments.Move(slot, _segments.Of(slot) == Window ? Window : Protected);
        while (_segments.Used(Protected) > _protectedRoom) _segments.Move(_segments.Oldest(Protected), Probation);
    }

    /// <inheritdoc />
    public void Resized(int slot, int size) => _segments.Resize(slot, size);

    /// <inheritdoc />
    public void Removed(int slot, bool evicted) => _segments.Remove(slot);

    private bool FitsMain(int slot) => _segments.Used(Probation) + _segments.Used(Protected) + _segments.SizeOf(slot) <= _mainRoom;
}
