using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Randomness;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Core.Nodes;

/// <summary>
/// A cache node: holds copies of the rows that it owns, grants fill tokens, drops what it is told to drop. With read-through it loads what it
/// misses; with volatile write-back it keeps what the origin does not have yet.
/// </summary>
public sealed class CacheNode : IMachine
{
    // More loads than this in flight at one node, and the oldest fill is lost.
    private const int MaxTokens = 65_536;

    // A megabyte a node, and few keys that share a bucket.
    private const int HeardBuckets = 65_536;

    private readonly IEffects _effects;
    private readonly Copies _copies;
    private readonly TokenTable _tokens = new(MaxTokens);
    private readonly RevisionSketch _heard = new(HeardBuckets);
    private readonly Subscriptions _subscriptions;
    private readonly LogPlaces _places = new();
    private readonly Loads _loads;
    private readonly VolatileQueue _dirty;
    private readonly SeededRandom _random;
    private View _view = View.Empty;
    private SimSettings _settings;
    private MemberPlacement<Address>? _placement;
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
        _copies = new Copies(self, settings, Counters, effects);
        _loads = new Loads(effects);
        _dirty = new VolatileQueue(effects);
        _random = new SeededRandom(settings.Seed, 2_000 + (ulong)self.Index);
        _subscriptions = new Subscriptions(effects, settings.HasCdc, settings.MaxLag);
    }

    /// <inheritdoc />
    public Address Self { get; }

    /// <summary>What it has counted.</summary>
    public NodeCounters Counters { get; } = new();

    /// <summary>How many entries it holds.</summary>
    public int Entries => _copies.Count;

    /// <summary>The room that they take: bytes where the capacity is in bytes, else their number.</summary>
    public long Used => _copies.Used;

    /// <summary>What it has acknowledged and the origin does not have yet, in volatile write-back.</summary>
    public VolatileQueue Dirty => _dirty;

    /// <summary>Whether it may cache: it knows its place and every invalidator has confirmed its subscription.</summary>
    public bool Ready => _placement is not null && _subscriptions.Confirmed;

    /// <summary>The copies it holds, for the page and for tests.</summary>
    /// <returns>Keys and entries, in no order.</returns>
    public IEnumerable<(string Key, Entry Entry)> Copies() => _copies.All();

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
            case MessageKind.Load: LookupOrLoad(now, from, message); break;
            case MessageKind.Announce: Announce(now, from, message); break;
            case MessageKind.Fill: Put(now, from, message); break;
            case MessageKind.Store: Store(now, from, message); break;
            case MessageKind.Release: _tokens.Take(from, message.Request); break;
            case MessageKind.Enqueue: Enqueue(now, from, message); break;
            case MessageKind.Flushed: Flushed(now, message); break;
            case MessageKind.Row or MessageKind.Dirty or MessageKind.Clean: Loaded(now, message); break;
            case MessageKind.Failed: Failed(now, message); break;
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
        _copies.Expire(now);
        if (_subscriptions.RetryAt <= now) _subscriptions.Subscribe(now);
        while (_loads.TryGiveUp(now, _view, _settings, out var load)) EndLoad(now, load, new Message { Kind = MessageKind.Failed, Outcome = Outcome.Timeout });
        ProceedDirty(now);
        ArmTimer();
    }

    /// <inheritdoc />
    public void ViewChanged(long now, View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Origin != _view.Origin) _dirty.Hurry();
        // Where the origin and the dirty partitions are changes nothing about what it may hold.
        var placed = view.Nodes.SequenceEqual(_view.Nodes) && view.Invalidators.SequenceEqual(_view.Invalidators);
        _view = view;
        if (!placed) Place(now);
        _subscriptions.ViewChanged(now, view);
        ProceedDirty(now);
        ArmTimer();
    }

    /// <inheritdoc />
    public void Configure(long now, SimSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Eviction != _settings.Eviction) _copies.Order(settings.Eviction);
        _settings = settings;
        Place(now);
        _subscriptions.Configure(now, settings.HasCdc, settings.MaxLag, _view);
        ProceedDirty(now);
        ArmTimer();
    }

    // The view or the placement is another one: what is no longer ours goes.
    private void Place(long now)
    {
        _placement = _view.Nodes.Contains(Self) ? Placements.Create(_settings, _view.Nodes) : null;
        _copies.DropWhere(now, key => !Owns(key), Causes.Moved);

        // A token of a key that is no longer ours must not fill it, and one that comes back to us may have missed news.
        _tokens.Clear();
    }

    private bool Owns(string key) => _placement?.Owner(key) == Self;

    private void Lookup(long now, Address from, in Message message)
    {
        if (!TryServe(now, from, message)) Miss(now, from, message);
    }

    private void LookupOrLoad(long now, Address from, in Message message)
    {
        if (TryServe(now, from, message)) return;
        Counters.Misses++;
        if (_loads.Count >= Loads.Bound || !CanLoad)
        {
            _effects.Send(from, new Message { Kind = MessageKind.Failed, Request = message.Request, Outcome = CanLoad ? Outcome.Shed : Outcome.Error });
            return;
        }

        if (_subscriptions.Fresh(now)) _tokens.Grant(Self, _loads.NextNumber, message.Key!, now);
        _loads.Begin(now, from, message.Request, message.Key!, _view, _settings);
    }

    // Without an origin there is nobody to wait for, unless a partition may hold the value.
    private bool CanLoad => _view.Origin.Role == Role.Origin || _settings.HasDurableQueue;

    // A hit, or a key of another node: both end the matter.
    private bool TryServe(long now, Address from, in Message message)
    {
        var key = message.Key!;
        if (_dirty.Find(key) is { } dirty)
        {
            Counters.Hits++;
            _effects.Send(from, new Message { Kind = MessageKind.Hit, Request = message.Request, Value = dirty.Value, Deleted = dirty.Value is null, WriteId = dirty.WriteId });
            return true;
        }

        var slot = _copies.Find(key);
        if (slot >= 0 && _copies[slot].ExpiresAt > now && _subscriptions.Fresh(now))
        {
            Hit(now, slot, from, message.Request);
            return true;
        }

        if (!Owns(key))
        {
            Counters.Moved++;
            _effects.Send(from, new Message { Kind = MessageKind.Moved, Request = message.Request });
            return true;
        }

        if (slot >= 0 && _copies[slot].ExpiresAt <= now) _copies.Drop(now, slot, Causes.Ttl);
        return false;
    }

    private void Hit(long now, int slot, Address from, long request)
    {
        Counters.Hits++;
        _copies.Touch(slot);
        if (_settings.Sliding) _copies.Prolong(slot, now + Life());
        ref readonly var entry = ref _copies[slot];
        _effects.Send(from, new Message { Kind = MessageKind.Hit, Request = request, Value = entry.Value, Version = entry.Revision.Version, WriteId = entry.WriteId });
    }

    private void Miss(long now, Address from, in Message message)
    {
        Counters.Misses++;
        var granted = _subscriptions.Fresh(now);
        if (granted) _tokens.Grant(from, message.Request, message.Key!, now);
        _effects.Send(from, new Message { Kind = MessageKind.Miss, Request = message.Request, Token = granted });
    }

    private void Loaded(long now, in Message answer)
    {
        if (_loads.TryEnd(now, answer, _view, _settings, out var load)) EndLoad(now, load, answer);
    }

    private void EndLoad(long now, in Load load, in Message answer)
    {
        if (answer.Kind == MessageKind.Failed)
        {
            _tokens.Take(Self, load.Number);
            _effects.Send(load.Reader, new Message { Kind = MessageKind.Failed, Request = load.Request, Outcome = answer.Outcome });
            return;
        }

        if (_effects.Recording) _effects.Record(new HistoryLine { Kind = HistoryKind.Load, Key = load.Key, Client = Self, Cause = Causes.Miss, Start = load.StepAt, End = now });
        if (answer.Value is null || !load.Fills) _tokens.Take(Self, load.Number);
        else Put(now, Self, answer with { Request = load.Number, Key = load.Key });
        _effects.Send(load.Reader, answer with { Kind = MessageKind.Loaded, Request = load.Request });
    }

    private void Announce(long now, Address from, in Message message)
    {
        var key = message.Key!;
        if (Owns(key) && _subscriptions.Confirmed) _tokens.Grant(from, message.Request, key, now, _settings.FillGuard ? _heard.AtLeast(key) : default);
        _effects.Send(from, new Message { Kind = MessageKind.Announced, Request = message.Request });
    }

    private void Store(long now, Address from, in Message message)
    {
        // A delete of a row that never was has no version to show, and no value either.
        if (message.Deleted || message.Value is null)
        {
            _tokens.Take(from, message.Request);
            DropOlder(now, message.Key!, message.Revision, Causes.Deleted);
        }
        else if (!Put(now, from, message))
        {
            // Turned away or not, it says what has been written: no older copy may stay.
            DropOlder(now, message.Key!, message.Revision, Causes.Explicit);
        }

        _effects.Send(from, new Message { Kind = MessageKind.Stored, Request = message.Request });
    }

    // A fill or a store: needs a live token and a revision at or above its floor, and never replaces a newer entry.
    private bool Put(long now, Address from, in Message message)
    {
        var key = message.Key!;
        var token = _tokens.Take(from, message.Request);
        if (!_settings.FillGuard && _placement is not null) token ??= new FillToken(key, default, now);
        var slot = _copies.Find(key);
        if (token is not { } held || held.Key != key || !Acceptable(held, slot, message))
        {
            Counters.Rejected++;
            return false;
        }

        Heard(key, message.Revision);
        var life = Life();
        var expiresAt = life == long.MaxValue ? long.MaxValue : held.IssuedAt + message.Wait + life;
        if (expiresAt > now) _copies.Put(now, key, new Entry(message.Value, message.Revision, expiresAt) { WriteId = message.Version == 0 ? message.WriteId : 0 });
        else if (slot >= 0) _copies.Drop(now, slot, Causes.Ttl);
        return true;
    }

    // A dirty value may have been flushed, and changed by others since, before its partition knows: what was heard before the token counts as well.
    private bool Acceptable(FillToken token, int slot, in Message message)
    {
        if (!_settings.FillGuard) return true;
        var floor = message.Version == 0 ? Revision.Later(token.Floor, _heard.AtLeast(token.Key)) : token.Floor;
        return message.Revision >= floor && (slot < 0 || message.Revision >= _copies[slot].Revision);
    }

    private long Life() => _settings.Ttl == Durations.None ? long.MaxValue
        : _settings.TtlJitter == 0 ? _settings.Ttl
        : _settings.Ttl + _random.NextBelow(_settings.TtlJitter + 1);

    private void Enqueue(long now, Address from, in Message message)
    {
        if (!Owns(message.Key!))
        {
            Counters.Moved++;
            _effects.Send(from, new Message { Kind = MessageKind.Failed, Request = message.Request, Outcome = Outcome.Refused });
        }
        else if (_dirty.TryHold(now, from, message, _settings))
        {
            Held(now, from, message);
        }

        ProceedDirty(now);
    }

    // Whatever was read before it is older; while the key is dirty it is served from the queue, and afterwards from the copy.
    private void Held(long now, Address from, in Message message)
    {
        _tokens.Void(message.Key!);
        var life = Life();
        var slot = _copies.Find(message.Key!);
        if (message.Value is not null && _subscriptions.Confirmed) _copies.Put(now, message.Key!, new Entry(message.Value, default, life == long.MaxValue ? life : now + life) { WriteId = message.WriteId });
        else if (slot >= 0) _copies.Drop(now, slot, Causes.Deleted);
        _effects.Send(from, new Message { Kind = MessageKind.Queued, Request = message.Request, Key = message.Key });
    }

    private void Flushed(long now, in Message answer)
    {
        foreach (var row in _dirty.Answered(now, answer)?.Rows ?? [])
        {
            var slot = _copies.Find(row.Key);
            if (slot >= 0 && _dirty.Find(row.Key) is null) _copies.Commit(row.Key, _copies[slot].WriteId, new Revision(0, row.Version));
            Heard(row.Key, new Revision(0, row.Version));
        }

        ProceedDirty(now);
    }

    private void Failed(long now, in Message answer)
    {
        // Flushes have numbers below 0, loads above.
        if (answer.Request > 0) Loaded(now, answer);
        else Flushed(now, answer);
    }

    private void ProceedDirty(long now)
    {
        while (_dirty.TryHoldNext(now, _settings, out var from, out var message)) Held(now, from, message);
        _dirty.Flush(now, _view.Origin, _settings);
    }

    private void Invalidate(long now, Address from, in Message message)
    {
        DropOlder(now, message.Key!, message.Revision, Causes.Explicit);
        _effects.Send(from, new Message { Kind = MessageKind.Invalidated, Request = message.Request });
    }

    private void InvalidateBatch(long now, Address from, in Message message)
    {
        var batch = message.Changes!;
        if (_places.Advance(batch)) Clear(now);
        foreach (var change in batch.Changes)
        {
            if (change.Key is null) Clear(now);
            else if (change.WriteId <= 0 || !_copies.Commit(change.Key, change.WriteId, new Revision(change.Stamp, change.Version))) DropOlder(now, change.Key, new Revision(change.Stamp, change.Version), Causes.Cdc);
        }

        _subscriptions.Heard(now, from, confirms: false);
        _effects.Send(from, new Message { Kind = MessageKind.BatchDone, Request = message.Request });
    }

    private void DropOlder(long now, string key, Revision revision, string cause)
    {
        if (revision.Version == Message.NoVersion) _tokens.Void(key);
        else Heard(key, revision);
        _copies.DropOlder(now, key, revision, cause);
    }

    private void Heard(string key, Revision revision)
    {
        _tokens.RaiseFloors(key, revision);
        _heard.Heard(key, revision);
    }

    private void Clear(long now)
    {
        Counters.Cleared++;
        _tokens.Clear();
        _copies.DropWhere(now, _ => true, Causes.Gap);
    }

    private void ArmTimer()
    {
        var at = Math.Min(Math.Min(_copies.NextExpiry, _subscriptions.RetryAt), Math.Min(_loads.NextAt, _dirty.NextAt));
        // A timer that comes early for nothing is cheaper than one re-armed at every change.
        if (at >= _timerAt) return;
        _timerAt = at;
        _effects.SetTimer(at);
    }
}
