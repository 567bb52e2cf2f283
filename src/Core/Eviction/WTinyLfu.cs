namespace AkkaCacheSim.Core.Eviction;

/// <summary>
/// W-TinyLFU (Einziger, Friedman and Manes, 2017): newcomers enter an LRU, the window; what leaves it stays, in the main part, only if a
/// sketch of past requests says that it is asked for more often than the entry that would have to leave there. The main part is a
/// segmented LRU; a hill climber sets the window's share.
/// </summary>
/// <remarks>80 % of the main part are protected, as in Caffeine.</remarks>
public sealed class WTinyLfu : IEviction
{
    private const int Window = 0, Probation = 1, Protected = 2;
    private const int None = -1;

    private readonly Segments _segments = new(3);
    private readonly FrequencySketch _sketch = new();
    private readonly HillClimber _climber = new();
    private readonly long _capacity;
    private ulong[] _hashes = [];
    private long _windowRoom, _protectedRoom;
    private int _expected, _candidate;
    private bool _filled;

    /// <summary>Makes the segments.</summary>
    /// <param name="capacity">The sum of sizes that there is room for, at least 1.</param>
    public WTinyLfu(long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
        Partition();
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
        Climb(hit: false);
        _expected = newcomer.Size;
        _candidate = None;
    }

    /// <inheritdoc />
    public int Victim()
    {
        _filled = true;
        while (_segments.Used(Window) + _expected > _windowRoom && _segments.Oldest(Window) is var slot and >= 0)
        {
            _candidate = slot;
            _segments.Move(slot, Probation);
        }

        var victim = MainVictim();
        if (_candidate == None) return victim;
        var admitted = _sketch.Estimate(_hashes[_candidate]) > _sketch.Estimate(_hashes[victim]);
        var loser = admitted ? victim : _candidate;
        _candidate = None;
        return loser;
    }

    /// <inheritdoc />
    public void Added(int slot, in Newcomer newcomer)
    {
        _hashes[slot] = newcomer.Hash;
        _segments.Add(Window, slot, newcomer.Size);
        Overflow(Window, _windowRoom);
    }

    /// <inheritdoc />
    public void Touched(int slot)
    {
        _sketch.Count(_hashes[slot]);
        _segments.Move(slot, _segments.Of(slot) == Window ? Window : Protected);
        Overflow(Protected, _protectedRoom);
        Climb(hit: true);
    }

    /// <inheritdoc />
    public void Resized(int slot, int size) => _segments.Resize(slot, size);

    /// <inheritdoc />
    public void Removed(int slot, bool evicted) => _segments.Remove(slot);

    private int MainVictim()
    {
        if (_segments.Oldest(Probation) is var weak and >= 0) return weak;
        if (_segments.Oldest(Protected) is var strong and >= 0) return strong;
        return _segments.Oldest(Window);
    }

    // While the store fills, the window makes no difference.
    private void Climb(bool hit)
    {
        if (_climber.Count(hit, _filled ? _sketch.Sample : long.MaxValue)) Partition();
    }

    private void Partition()
    {
        _windowRoom = _capacity - (long)((1 - _climber.Share) * _capacity);
        _protectedRoom = (long)(0.8 * (_capacity - _windowRoom));
        Overflow(Protected, _protectedRoom);
    }

    private void Overflow(int segment, long room)
    {
        while (_segments.Used(segment) > room) _segments.Move(_segments.Oldest(segment), Probation);
    }
}
