using System.Diagnostics;

namespace AkkaCacheSim.Core.Eviction;

/// <summary>
/// 2Q, full version (Johnson and Shasha, VLDB 1994): newcomers pass through a queue and are remembered when they leave it; only who comes
/// back while remembered enters the LRU of the proven. Parameters as in libCacheSim: queue 25 %, ghosts 50 %.
/// </summary>
public sealed class TwoQ : IEviction
{
    // In the paper A1in and Am; the ghosts are A1out.
    private const int In = 0, Proven = 1;

    private readonly Segments _queues = new(2);
    private readonly GhostQueue _ghosts = new();
    private readonly long _inRoom, _ghostRoom;
    private ulong[] _hashes = [];
    private bool _remembered;

    /// <summary>Makes the queues.</summary>
    /// <param name="capacity">The sum of sizes that there is room for, at least 1.</param>
    public TwoQ(long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _inRoom = capacity / 4;
        _ghostRoom = capacity / 2;
    }

    /// <inheritdoc />
    public void Grow(int slots)
    {
        _queues.Grow(slots);
        Array.Resize(ref _hashes, slots);
    }

    /// <inheritdoc />
    public void Expect(in Newcomer newcomer) => _remembered = _ghosts.Remove(newcomer.Hash);

    /// <inheritdoc />
    public int Victim()
    {
        Debug.Assert(_queues.Used(In) + _queues.Used(Proven) > 0, "an empty store has no victim");
        return _queues.Oldest(_queues.Used(In) > _inRoom || _queues.Used(Proven) == 0 ? In : Proven);
    }

    /// <inheritdoc />
    public void Added(int slot, in Newcomer newcomer)
    {
        _hashes[slot] = newcomer.Hash;
        _queues.Add(_remembered ? Proven : In, slot, newcomer.Size);
    }

    /// <inheritdoc />
    public void Touched(int slot)
    {
        // The uses of one visit are close together and prove nothing.
        if (_queues.Of(slot) == Proven) _queues.Move(slot, Proven);
    }

    /// <inheritdoc />
    public void Resized(int slot, int size) => _queues.Resize(slot, size);

    /// <inheritdoc />
    public void Removed(int slot, bool evicted)
    {
        if (evicted && _queues.Of(slot) == In) _ghosts.Add(_hashes[slot], _queues.SizeOf(slot), _ghostRoom);
        _queues.Remove(slot);
    }
}
