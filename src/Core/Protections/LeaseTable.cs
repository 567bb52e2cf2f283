using AkkaCacheSim.Core.Machines;

namespace AkkaCacheSim.Core.Protections;

/// <summary>
/// The leases of an owner: who loads a key on behalf of all, and who waits for that. After R. Nishtala et al., "Scaling Memcache at Facebook" (2013),
/// with waiting in place of asking again. A lease ends with what its holder brings; when it is void or its time is over, the next one in line gets it.
/// </summary>
public sealed class LeaseTable
{
    /// <summary>How many readers may wait in all.</summary>
    public const int Bound = 65_536;

    private readonly Dictionary<string, Lease> _leases = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, long> _deadlines = new();

    /// <summary>How many leases there are.</summary>
    public int Count => _leases.Count;

    /// <summary>How many readers wait.</summary>
    public int Waiting { get; private set; }

    /// <summary>How many moments are kept at which something may end: those of leases that have ended pass in time.</summary>
    public int Deadlines => _deadlines.Count;

    /// <summary>When a lease or somebody's patience may end next, ns.</summary>
    public long NextAt => _deadlines.TryPeek(out _, out var at) ? at : long.MaxValue;

    /// <summary>The keys that are leased.</summary>
    public IEnumerable<string> Keys => _leases.Keys;

    /// <summary>Takes the lease of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="holder">Who wants it.</param>
    /// <param name="request">The holder's number for its load.</param>
    /// <param name="until">When it ends by itself, ns.</param>
    /// <returns>False when somebody else has it.</returns>
    public bool TryTake(string key, Address holder, long request, long until)
    {
        if (!_leases.TryAdd(key, new Lease { Holder = holder, Request = request, Until = until })) return false;
        _deadlines.Enqueue(key, until);
        return true;
    }

    /// <summary>Waits for what the holder of a key's lease brings.</summary>
    /// <param name="key">A key that is leased.</param>
    /// <param name="waiter">Who waits.</param>
    /// <returns>False when too many wait already.</returns>
    public bool TryWait(string key, in Waiter waiter)
    {
        if (Waiting == Bound) return false;
        var lease = _leases[key];
        if (lease.Waiters.Count == 0) _deadlines.Enqueue(key, lease.PatienceAt = waiter.Until);
        lease.Waiters.Enqueue(waiter);
        Waiting++;
        return true;
    }

    /// <summary>Who holds the lease of a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The holder and its number for the load; null when the key is not leased.</returns>
    public (Address Holder, long Request)? HolderOf(string key) => _leases.TryGetValue(key, out var lease) ? (lease.Holder, lease.Request) : null;

    /// <summary>Ends a lease.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Those who wait, the first to come first; none when the key is not leased.</returns>
    public Queue<Waiter> End(string key)
    {
        if (!_leases.Remove(key, out var lease)) return [];
        Waiting -= lease.Waiters.Count;
        return lease.Waiters;
    }

    /// <summary>The next lease whose time is over, or the next reader whose patience is.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="key">The key.</param>
    /// <param name="gaveUp">The reader, who does not wait any more; null for the lease, which is still there.</param>
    /// <returns>Whether there is one. End the lease, and call again until there is none.</returns>
    public bool TryNextDue(long now, out string key, out Waiter? gaveUp)
    {
        gaveUp = null;
        while (_deadlines.TryPeek(out key!, out var at) && at <= now)
        {
            if (_leases.TryGetValue(key, out var lease))
            {
                if (lease.Until <= now) return true;
                if (lease.Waiters.TryPeek(out var first) && first.Until <= now)
                {
                    gaveUp = lease.Waiters.Dequeue();
                    Waiting--;
                    return true;
                }
            }

            // One deadline stands for all who wait: the first to come is the first to give up. Those of leases that have ended stand for nobody.
            _deadlines.Dequeue();
            if (lease?.PatienceAt == at && lease.Waiters.TryPeek(out var next)) _deadlines.Enqueue(key, lease.PatienceAt = next.Until);
        }

        return false;
    }

    private sealed class Lease
    {
        public required Address Holder { get; init; }

        public required long Request { get; init; }

        public required long Until { get; init; }

        public long PatienceAt { get; set; }

        public Queue<Waiter> Waiters { get; } = new();
    }
}
