using System.Diagnostics;

namespace AkkaCacheSim.Core.Eviction;

/// <summary>
/// S3-FIFO (Yang et al., SOSP 2023): newcomers enter a small queue; those used at least twice there move on to the main queue, the others
/// leave and are remembered. Who comes back while remembered enters the main queue at once. That one gives used entries up to three more rounds.
/// </summary>
/// <remarks>
/// Parameters as in libCacheSim: small 10 %, ghosts 90 %, promotion at two uses, the count starting again in the main queue.
/// </remarks>
public sealed class S3Fifo : IEviction
{
    private const int Small = 0, Main = 1;
    private const int PromotedAt = 2, MostRounds = 3;

    private readonly Segments _queues = new(2);
    private readonly GhostQueue _ghosts = new();
    private readonly long _mainRoom, _ghostRoom;
    private byte[] _uses = [];
    private ulong[] _hashes = [];
    private bool _remembered;

    /// <summary>Makes the queues.</summary>
    /// <param name="capacity">The sum of sizes that there is room for, at least 1.</param>
    public S3Fifo(long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _mainRoom = capacity - (capacity / 10);
        _ghostRoom = (long)(capacity * 0.9);
    }

    /// <inheritdoc />
    public void Grow(int slots)
    {
        _queues.Grow(slots);
        Array.Resize(ref _uses, slots);
        Array.Resize(ref _hashes, slots);
    }

    /// <inheritdoc />
    public void Expect(in Newcomer newcomer) => _remembered = _ghosts.Remove(newcomer.Hash);

    /// <inheritdoc />
    public int Victim()
    {
        if (_queues.Used(Main) <= _mainRoom)
        {
            // The promoted may bring the main queue over its share; it is still the small one's turn.
            for (var slot = _queues.Oldest(Small); slot >= 0; slot = _queues.Oldest(Small))
            {
                if (_uses[slot] < PromotedAt) return slot;
                _uses[slot] = 0;
                _queues.Move(slot, Main);
            }
        }

        return MainVictim();
    }

    /// <inheritdoc />
    public void Added(int slot, in Newcomer newcomer)
    {
        _uses[slot] = 0;
        _hashes[slot] = newcomer.Hash;
        _queues.Add(_remembered ? Main : Small, slot, newcomer.Size);
    }

    /// <inheritdoc />
    public void Touched(int slot)
    {
        if (_uses[slot] < MostRounds) _uses[slot]++;
    }

    /// <inheritdoc />
    public void Resized(int slot, int size) => _queues.Resize(slot, size);

    /// <inheritdoc />
    public void Removed(int slot, bool evicted)
    {
        if (evicted && _queues.Of(slot) == Small) _ghosts.Add(_hashes[slot], _queues.SizeOf(slot), _ghostRoom);
        _queues.Remove(slot);
    }

    private int MainVictim()
    {
        Debug.Assert(_queues.Oldest(Main) >= 0, "an empty store has no victim");
        var slot = _queues.Oldest(Main);
        for (; _uses[slot] > 0; slot = _queues.Oldest(Main))
        {
            _uses[slot]--;
            _queues.Move(slot, Main);
        }

        return slot;
    }
}
