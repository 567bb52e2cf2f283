using System.Diagnostics;
using System.Text;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Planting;
using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Nodes;

/// <summary>The copies that a node holds: a bounded store, when each expires, and the history's lines about them.</summary>
public sealed class Copies
{
    private readonly IEffects _effects;
    private readonly Address _node;
    private readonly NodeCounters _counters;
    private readonly Store<Entry> _store;
    private readonly ExpiryHeap _expiry = new();
    private readonly bool _inBytes;

    /// <summary>Makes an empty set.</summary>
    /// <param name="node">Whose it is.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="counters">Where evictions and invalidations are counted.</param>
    /// <param name="effects">What the node can do to the world.</param>
    public Copies(Address node, SimSettings settings, NodeCounters counters, IEffects effects)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(counters);
        ArgumentNullException.ThrowIfNull(effects);
        _node = node;
        _counters = counters;
        _effects = effects;
        _inBytes = settings.Capacity is not null;
        KeepFor = settings.StaleFor;
        _store = new Store<Entry>(settings.Capacity ?? settings.Slots, settings.Eviction);
    }

    /// <summary>How many there are.</summary>
    public int Count => _store.Count;

    /// <summary>The room that they take: bytes where the capacity is in bytes, else their number.</summary>
    public long Used => _store.Used;

    /// <summary>How long copies are kept after they have expired, ns.</summary>
    public long KeepFor { get; set; }

    /// <summary>When to look for expired copies next, ns.</summary>
    public long NextExpiry => _expiry.NextAt;

    /// <summary>All of them.</summary>
    /// <returns>Keys and entries, in no order.</returns>
    public IEnumerable<(string Key, Entry Entry)> All() => _store.Slots().Select(slot => (_store.KeyAt(slot), _store[slot]));

    /// <summary>A copy.</summary>
    /// <param name="slot">Its slot.</param>
    public ref readonly Entry this[int slot] => ref _store[slot];

    /// <summary>The key of a copy.</summary>
    /// <param name="slot">Its slot.</param>
    /// <returns>The key.</returns>
    public string KeyAt(int slot) => _store.KeyAt(slot);

    /// <summary>Finds a copy, expired or not.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Its slot, or -1.</returns>
    public int Find(string key) => _store.Find(key);

    /// <summary>Whether a copy may be served at all: it has not expired, or not for longer than copies are kept.</summary>
    /// <param name="slot">Its slot.</param>
    /// <param name="now">Now, ns.</param>
    /// <returns>True when it may, as a stale one at least.</returns>
    public bool IsKept(int slot, long now) => _store[slot].ExpiresAt > now - KeepFor;

    /// <summary>A copy is being served.</summary>
    /// <param name="slot">Its slot.</param>
    public void Touch(int slot) => _store.Touch(slot);

    /// <summary>Prolongs a copy's life.</summary>
    /// <param name="slot">Its slot.</param>
    /// <param name="expiresAt">From when it is no longer served, ns.</param>
    public void Prolong(int slot, long expiresAt) => _store[slot] = _store[slot] with { ExpiresAt = expiresAt };

    /// <summary>Takes a copy, in place of an older one; another one leaves where there is no room.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="key">The key.</param>
    /// <param name="entry">The copy.</param>
    public void Put(long now, string key, in Entry entry)
    {
        var slot = _store.Find(key);
        var size = SizeOf(key, entry);
        if (slot >= 0 && _store.TryResize(slot, size))
        {
            _store[slot] = entry;
            _store.Touch(slot);
        }
        else
        {
            // A copy that has outgrown the room left makes its own room like a newcomer.
            if (slot >= 0) Drop(now, slot, Causes.Evicted);
            if (!_store.Expect(key, size)) return;
            if (!Plants.Grows(Plant.CapacityExceeded)) MakeRoom(now);
            slot = _store.Add(entry);
        }

        _expiry.Set(slot, entry.ExpiresAt);
        Debug.Assert(_store.Used <= _store.Capacity, "copies stay within the capacity");
        if (_effects.Recording) _effects.Record(new HistoryLine { Kind = HistoryKind.Copy, Node = _node, Key = SubKeys.KeyOf(key), Version = entry.Revision.Version, WriteId = entry.WriteId, End = now });
    }

    /// <summary>The value that a copy was made from before its commit has been committed.</summary>
    /// <param name="key">The key.</param>
    /// <param name="writeId">The write's id, above 0.</param>
    /// <param name="revision">Where it stands now.</param>
    /// <returns>Whether there was such a copy.</returns>
    public bool Commit(string key, long writeId, Revision revision)
    {
        var slot = _store.Find(key);
        if (slot < 0 || _store[slot].WriteId != writeId) return false;
        _store[slot] = _store[slot] with { Revision = revision, WriteId = 0 };
        return true;
    }

    /// <summary>Drops a copy that is older than a revision.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="key">The key.</param>
    /// <param name="revision">The revision; with <see cref="Message.NoVersion"/> any copy is older.</param>
    /// <param name="cause">Why.</param>
    public void DropOlder(long now, string key, Revision revision, string cause)
    {
        var slot = _store.Find(key);
        if (slot < 0 || (revision.Version != Message.NoVersion && _store[slot].Revision >= revision)) return;
        _counters.Invalidated++;
        Drop(now, slot, cause);
    }

    /// <summary>Drops the copies of some keys.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="which">Whether a key's copy goes.</param>
    /// <param name="cause">Why.</param>
    public void DropWhere(long now, Func<string, bool> which, string cause)
    {
        ArgumentNullException.ThrowIfNull(which);
        foreach (var slot in _store.Slots())
        {
            if (which(_store.KeyAt(slot))) Drop(now, slot, cause);
        }
    }

    /// <summary>Drops what has expired.</summary>
    /// <param name="now">Now, ns.</param>
    public void Expire(long now)
    {
        while (_expiry.NextAt <= now)
        {
            // A copy that slides was only noted as prolonged: its place in the order is mended when its turn comes.
            var slot = _expiry.Next;
            if (_store[slot].ExpiresAt > now) _expiry.Set(slot, _store[slot].ExpiresAt);
            else if (IsKept(slot, now)) Lapse(now, slot);
            else Drop(now, slot, Causes.Ttl);
        }
    }

    /// <summary>Drops a copy.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="slot">Its slot.</param>
    /// <param name="cause">Why.</param>
    public void Drop(long now, int slot, string cause)
    {
        if (!_store[slot].Lapsed) RecordDrop(now, slot, cause);
        _expiry.Forget(slot);
        _store.Remove(slot);
    }

    /// <summary>Goes on in the order of another eviction policy.</summary>
    /// <param name="eviction">Its name.</param>
    public void Order(string eviction) => _store.Order(eviction);

    // For the history it is gone; it may be served as a stale one yet.
    private void Lapse(long now, int slot)
    {
        if (!_store[slot].Lapsed) RecordDrop(now, slot, Causes.Ttl);
        _store[slot] = _store[slot] with { Lapsed = true };
        _expiry.Set(slot, _store[slot].ExpiresAt + KeepFor);
    }

    private void RecordDrop(long now, int slot, string cause)
    {
        if (!_effects.Recording) return;
        ref readonly var entry = ref this[slot];
        _effects.Record(new HistoryLine { Kind = HistoryKind.Drop, Node = _node, Key = SubKeys.KeyOf(_store.KeyAt(slot)), Version = entry.Revision.Version, WriteId = entry.WriteId, Cause = cause, End = now });
    }

    private void MakeRoom(long now)
    {
        for (var victim = _store.Victim(); victim >= 0; victim = _store.Victim())
        {
            _counters.Evictions++;
            Drop(now, victim, Causes.Evicted);
        }
    }

    private long SizeOf(string key, in Entry entry) =>
        _inBytes ? Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(entry.Value ?? string.Empty) : 1;
}
