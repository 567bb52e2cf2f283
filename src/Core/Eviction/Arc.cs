using System.Diagnostics;

namespace AkkaCacheSim.Core.Eviction;

/// <summary>
/// ARC, adaptive replacement (Megiddo and Modha, FAST 2003): an LRU of entries used once and one of those used more often, each with the
/// keys that it lost lately. A key that comes back to the first one's ghosts widens the first, one of the second's narrows it.
/// </summary>
public sealed class Arc : IEviction
{
    // In the paper T1, T2 and B1, B2.
    private const int Once = 0, Often = 1;

    private readonly Segments _entries = new(2);
    private readonly GhostQueue _onceGhosts = new(), _oftenGhosts = new();
    private readonly long _capacity;
    private ulong[] _hashes = [];
    private double _target;
    private int _expected;
    private bool _wasOnce, _wasOften, _forget;

    /// <summary>Makes the lists.</summary>
    /// <param name="capacity">The sum of sizes that there is room for, at least 1.</param>
    public Arc(long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
    }

    /// <inheritdoc />
    public void Grow(int slots)
    {
        _entries.Grow(slots);
        Array.Resize(ref _hashes, slots);
    }

    /// <inheritdoc />
    public void Expect(in Newcomer newcomer)
    {
        _expected = newcomer.Size;
        var (once, often) = (_onceGhosts.Used, _oftenGhosts.Used);
        _wasOnce = _onceGhosts.Remove(newcomer.Hash);
        _wasOften = !_wasOnce && _oftenGhosts.Remove(newcomer.Hash);
        // The paper steps by 1 or by the ratio of the ghosts; sizes scale it, or a target in bytes would move by single bytes.
        if (_wasOnce) _target = Math.Min(_capacity, _target + (newcomer.Size * Math.Max(1, (double)often / once)));
        if (_wasOften) _target = Math.Max(0, _target - (newcomer.Size * Math.Max(1, (double)once / often)));
    }

    /// <inheritdoc />
    public int Victim()
    {
        _forget = false;
        if (_wasOnce || _wasOften) return _entries.Oldest(Replaced());
        var (once, often) = (_entries.Used(Once), _entries.Used(Often));
        if (once + _onceGhosts.Used + _expected <= _capacity)
        {
            _oftenGhosts.TrimTo(Math.Max(0, (2 * _capacity) - 1 - once - often - _onceGhosts.Used));
        }
        else if (_onceGhosts.Count > 0)
        {
            _onceGhosts.TrimTo(Math.Max(0, _capacity - _expected - once));
        }
        else
        {
            _forget = true;
            return _entries.Oldest(Once);
        }

        return _entries.Oldest(Replaced());
    }

    /// <inheritdoc />
    public void Added(int slot, in Newcomer newcomer)
    {
        _hashes[slot] = newcomer.Hash;
        _entries.Add(_wasOnce || _wasOften ? Often : Once, slot, newcomer.Size);
    }

    /// <inheritdoc />
    public void Touched(int slot) => _entries.Move(slot, Often);

    /// <inheritdoc />
    public void Resized(int slot, int size) => _entries.Resize(slot, size);

    /// <inheritdoc />
    public void Removed(int slot, bool evicted)
    {
        if (evicted && !_forget)
        {
            var ghosts = _entries.Of(slot) == Once ? _onceGhosts : _oftenGhosts;
            ghosts.Add(_hashes[slot], _entries.SizeOf(slot), 2 * _capacity);
        }

        _entries.Remove(slot);
    }

    // REPLACE in the paper.
    private int Replaced()
    {
        var once = _entries.Used(Once);
        Debug.Assert(once + _entries.Used(Often) > 0, "an empty store has no victim");
        return (once > 0 && (once > _target || (once == _target && _wasOften))) || _entries.Used(Often) == 0 ? Once : Often;
    }
}
