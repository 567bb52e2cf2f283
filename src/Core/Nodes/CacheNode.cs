using System.Text;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Nodes;

/// <summary>A cache node: holds copies of the rows that it owns, grants fill tokens, drops what it is told to drop.</summary>
public sealed class CacheNode : IMachine
{
    // More loads than this in flight at one node, and the oldest fill is lost.
    private const int MaxTokens = 65_536;

    // Half a megabyte a node, and few keys that share a bucket.
    private const int HeardBuckets = 65_536;

    private readonly IEffects _effects;
    private readonly SimSettings _settings;
    private readonly Store<Entry> _store;
    private readonly ExpiryHeap _expiry = new();
    private readonly TokenTable _tokens = new(MaxTokens);
    private readonly VersionSketch _heard = new(HeardBuckets);
    private readonly Subscriptions _subscriptions;
    private readonly LogPlaces _places = new();
    private IPlacement? _placement;
    private long _timerAt = long.MaxValue;

    /// <summary>Makes an empty node.</summary>
    /// <param name="self">Who it is.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="effects">What it can do to the world.</param>
    public CacheNode(Address self, SimSettings settings, IEffects effects)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(effects);
        Self = self;
        _settings = settings;
        _effects = effects;
        _store = new Store<Entry>(settings.Capacity ?? settings.Slots, settings.Eviction);
        _subscriptions = new Subscriptions(effects, settings.HasCdc, settings.MaxLag);
    }

    /// <inheritdoc />
    public Address Self { get; }

    /// <summary>What it has counted.</summary>
    public NodeCounters Counters { get; } = new();

    /// <summary>How many entries it holds.</summary>
    public int Entries => _store.Count;

    /// <summary>The room that they take: bytes where the capacity is in bytes, else their number.</summary>
    public long Used => _store.Used;

    /// <summary>Whether it may cache: it knows its place and every invalidator has confirmed its subscription.</summary>
    public bool Ready => _placement is not null && _subscriptions.Confirmed;

    /// <summary>The copies it holds, for the page and for tests.</summary>
    /// <returns>Keys and entries, in no order.</returns>
    public IEnumerable<(string Key, Entry Entry)> Copies() => _store.Slots().Select(slot => (_store.KeyAt(slot), _store[slot]));

    /// <inheritdoc />
    public void Start(long now)
    {
        // Nothing to do before the first view.
    }

    /// <inheritdoc />
    public void Receive(long now, Address from, in Message message)
    {
        switch (message.Kind)
        {
            case MessageKind.Lookup: Lookup(now, from, message); break;
            case MessageKind.Announce: Announce(now, from, message); break;
            case MessageKind.Fill: Put(now, from, message); break;
            case MessageKind.Store: Store(now, from, message); break;
            case MessageKind.Release: _tokens.Take(from, message.Request); break;
            case MessageKind.Invalidate: Invalidate(now, from, message); break;
            case MessageKind.InvalidateBatch: InvalidateBatch(now, from, message); break;
            case MessageKind.Subscribed: _subscriptions.Heard(now, from, confirms: true); break;
            case MessageKind.Heartbeat: _subscriptions.Heard(now, from, confirms: false); break;
            default: break;
        }

        ArmTimer();
    }

    /// <inheritdoc />
    public void Tick(long now)
    {
        _timerAt = long.MaxValue;
        while (_expiry.NextAt <= now) Drop(now, _expiry.Next, Causes.Ttl);
        if (_subscriptions.RetryAt <= now) _subscriptions.Subscribe(now);
        ArmTimer();
    }

    /// <inheritdoc />
    public void ViewChanged(long now, View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _placement = view.Nodes.Contains(Self) ? Placements.Create(_settings, view.Nodes) : null;
        foreach (var slot in _store.Slots())
        {
            if (!Owns(_store.KeyAt(slot))) Drop(now, slot, Causes.Moved);
        }

        // A token of a key that is no longer ours must not fill it, and one that comes back to us may have missed news.
        _tokens.Clear();
        _subscriptions.ViewChanged(now, view);
        ArmTimer();
    }

    private bool Owns(string key) => _placement?.Owner(key) == Self;

    private void Lookup(long now, Address from, in Message message)
    {
        var key = message.Key!;
        var slot = _store.Find(key);
        if (slot >= 0 && _store[slot].ExpiresAt > now && _subscriptions.Fresh(now))
        {
            Counters.Hits++;
            _store.Touch(slot);
            ref readonly var entry = ref _store[slot];
            _effects.Send(from, new Message { Kind = MessageKind.Hit, Request = message.Request, Value = entry.Value, Version = entry.Version });
            return;
        }

        if (!Owns(key))
        {
            Counters.Moved++;
            _effects.Send(from, new Message { Kind = MessageKind.Moved, Request = message.Request });
            return;
        }

        Counters.Misses++;
        if (slot >= 0 && _store[slot].ExpiresAt <= now) Drop(now, slot, Causes.Ttl);
        var granted = _subscriptions.Fresh(now);
        if (granted) _tokens.Grant(from, message.Request, key, now);
        _effects.Send(from, new Message { Kind = MessageKind.Miss, Request = message.Request, Token = granted });
    }

    private void Announce(long now, Address from, in Message message)
    {
        var key = message.Key!;
        if (Owns(key) && _subscriptions.Confirmed) _tokens.Grant(from, message.Request, key, now, _settings.FillGuard ? _heard.AtLeast(key) : 0);
        _effects.Send(from, new Message { Kind = MessageKind.Announced, Request = message.Request });
    }

    private void Store(long now, Address from, in Message message)
    {
        // A delete of a row that never was has no version to show, and no value either.
        if (message.Deleted || message.Value is null)
        {
            _tokens.Take(from, message.Request);
            DropOlder(now, message.Key!, message.Version, Causes.Deleted);
        }
        else if (!Put(now, from, message))
        {
            // Turned away or not, it says what has been committed: no older copy may stay.
            DropOlder(now, message.Key!, message.Version, Causes.Explicit);
        }

        _effects.Send(from, new Message { Kind = MessageKind.Stored, Request = message.Request });
    }

    // A fill or a store: needs a live token and a version at or above its floor, and never replaces a newer entry.
    private bool Put(long now, Address from, in Message message)
    {
        var key = message.Key!;
        var token = _tokens.Take(from, message.Request);
        if (!_settings.FillGuard && _placement is not null) token ??= new FillToken(key, 0, now);
        var slot = _store.Find(key);
        if (token is not { } held || held.Key != key || !Acceptable(held, slot, message.Version))
        {
            Counters.Rejected++;
            return false;
        }

        Heard(key, message.Version);
        var expiresAt = _settings.Ttl == Durations.None ? long.MaxValue : held.IssuedAt + message.Wait + _settings.Ttl;
        if (expiresAt <= now)
        {
            if (slot >= 0) Drop(now, slot, Causes.Ttl);
            return true;
        }

        Place(now, slot, key, new Entry(message.Value, message.Version, expiresAt));
        return true;
    }

    private bool Acceptable(FillToken token, int slot, long version) =>
        !_settings.FillGuard || (version >= token.Floor && (slot < 0 || version >= _store[slot].Version));

    private void Place(long now, int slot, string key, Entry entry)
    {
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
            MakeRoom(now);
            slot = _store.Add(entry);
        }

        _expiry.Set(slot, entry.ExpiresAt);
        if (_effects.Recording) _effects.Record(new HistoryLine { Kind = HistoryKind.Copy, Node = Self, Key = key, Version = entry.Version, End = now });
    }

    private void MakeRoom(long now)
    {
        for (var victim = _store.Victim(); victim >= 0; victim = _store.Victim())
        {
            Counters.Evictions++;
            Drop(now, victim, Causes.Evicted);
        }
    }

    private long SizeOf(string key, in Entry entry) =>
        _settings.Capacity is null ? 1 : Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(entry.Value ?? string.Empty);

    private void Invalidate(long now, Address from, in Message message)
    {
        DropOlder(now, message.Key!, message.Version, Causes.Explicit);
        _effects.Send(from, new Message { Kind = MessageKind.Invalidated, Request = message.Request });
    }

    private void InvalidateBatch(long now, Address from, in Message message)
    {
        var batch = message.Changes!;
        if (_places.Advance(batch)) Clear(now);
        foreach (var change in batch.Changes)
        {
            if (change.Key is null) Clear(now);
            else DropOlder(now, change.Key, change.Version, Causes.Cdc);
        }

        _subscriptions.Heard(now, from, confirms: false);
        _effects.Send(from, new Message { Kind = MessageKind.BatchDone, Request = message.Request });
    }

    private void DropOlder(long now, string key, long version, string cause)
    {
        if (version == Message.NoVersion) _tokens.Void(key);
        else Heard(key, version);

        var slot = _store.Find(key);
        if (slot < 0 || _store[slot].Version >= version) return;
        Counters.Invalidated++;
        Drop(now, slot, cause);
    }

    private void Heard(string key, long version)
    {
        _tokens.RaiseFloors(key, version);
        _heard.Heard(key, version);
    }

    private void Clear(long now)
    {
        Counters.Cleared++;
        _tokens.Clear();
        foreach (var slot in _store.Slots()) Drop(now, slot, Causes.Gap);
    }

    private void Drop(long now, int slot, string cause)
    {
        if (_effects.Recording)
        {
            _effects.Record(new HistoryLine { Kind = HistoryKind.Drop, Node = Self, Key = _store.KeyAt(slot), Version = _store[slot].Version, Cause = cause, End = now });
        }

        _expiry.Forget(slot);
        _store.Remove(slot);
    }

    private void ArmTimer()
    {
        var at = Math.Min(_expiry.NextAt, _subscriptions.RetryAt);
        // A timer that comes early for nothing is cheaper than one re-armed at every change.
        if (at >= _timerAt) return;
        _timerAt = at;
        _effects.SetTimer(at);
    }
}
