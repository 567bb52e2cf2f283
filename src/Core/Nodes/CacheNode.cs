using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Planting;
using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Randomness;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Core.Nodes;

/// <summary>
/// A cache node: holds copies of the rows that it owns, grants fill tokens, drops what it is told to drop. With read-through it loads what it
/// misses; with volatile write-back it keeps what the origin does not have yet.
/// </summary>
public sealed partial class CacheNode : IMachine
{
    // More loads than this in flight at one node, and the oldest fill is lost.
    private const int MaxTokens = 65_536;

    // A megabyte a node, and few keys that share a bucket.
    private const int HeardBuckets = 65_536;

    private static readonly Queue<Waiter> NobodyWaits = new();

    private readonly IEffects _effects;
    private readonly Copies _copies;
    private readonly TokenTable _tokens = new(MaxTokens);
    private readonly RevisionSketch _heard = new(HeardBuckets);
    private readonly Subscriptions _subscriptions;
    private readonly LogPlaces _places = new();
    private readonly LeaseTable _leases = new();
    private readonly Loads _loads;
    private readonly VolatileQueue _dirty;
    private readonly SeededRandom _random;
    private View _view = View.Empty;
    private SimSettings _settings;
    private MemberPlacement<Address>? _placement;
    private PreferenceLists? _preferred;
    private long _timerAt = long.MaxValue;

    // When it last began to hear of changes, missed some, or heard of one without a version: what was committed before then may have a successor that
    // it will never hear of.
    private long _unsureUntil = long.MinValue;

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
        _loads = new Loads(effects, settings);
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

    /// <summary>Loads under way, and readers who wait for one.</summary>
    public int Unanswered => _loads.Count + _leases.Waiting;

    /// <summary>Whether it may cache: it knows its place and every invalidator has confirmed its subscription.</summary>
    public bool Ready => _placement is not null && _subscriptions.Confirmed;

    /// <summary>The copies it holds, for the page and for tests.</summary>
    /// <returns>Keys and entries, in no order.</returns>
    public IEnumerable<(string Key, Entry Entry)> Copies() => _copies.All();

    /// <summary>Whether a key's copy belongs here, by what the node knows of the members and the settings. It holds no other.</summary>
    /// <param name="key">The key, or one of the names of a hot key's copies.</param>
    /// <returns>True when it does.</returns>
    public bool Owns(string key) => SubKeys.Is(key)
        // A hot key's other copies live on the nodes after its owner, as many as there are: of those beyond news would miss some here.
        ? SubKeys.CopyOf(key) < Math.Min(_settings.CopiesOfHot, _placement?.Members.Length ?? 0) && _placement?.Owner(SubKeys.KeyOf(key), SubKeys.CopyOf(key)) == Self
        : _preferred?.PlaceOf(key, Self) >= 0;

    /// <inheritdoc />
    public void Start(long now)
    {
        if (_effects.Recording) _effects.Record(new HistoryLine { Kind = HistoryKind.Drop, Node = Self, Cause = Causes.Start, End = now });
    }

    /// <inheritdoc />
    public void Receive(long now, Address from, in Message message)
    {
        switch (message.Kind)
        {
            case MessageKind.Lookup or MessageKind.Load: Read(now, from, message); break;
            case MessageKind.Renew or MessageKind.Reload: Renew(now, from, message); break;
            case MessageKind.Revive: Revive(now, from, message); break;
            case MessageKind.Announce: Announce(now, from, message); break;
            case MessageKind.Fill: Put(now, from, message); break;
            case MessageKind.Store: Store(now, from, message); break;
            case MessageKind.Release: Release(now, from, message); break;
            case MessageKind.Enqueue: Enqueue(now, from, message); break;
            case MessageKind.Flushed: Flushed(now, message); break;
            case MessageKind.Row or MessageKind.Dirty or MessageKind.Clean: Loaded(now, message); break;
            case MessageKind.Failed: Failed(now, message); break;
            case MessageKind.Invalidate: Invalidate(now, from, message); break;
            case MessageKind.InvalidateBatch: InvalidateBatch(now, from, message); break;
            case MessageKind.Subscribed: Subscribed(now, from); break;
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
        ExpireLeases(now);
        ProceedDirty(now);
        ArmTimer();
    }

    /// <inheritdoc />
    public void ViewChanged(long now, View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Origin != _view.Origin) _dirty.Hurry();
        if (_view.Origin.Role != Role.Origin) _loads.SendHeld(view);
        // Where the origin and the dirty partitions are changes nothing about what it may hold.
        var placed = view.Nodes.SequenceEqual(_view.Nodes) && view.Invalidators.SequenceEqual(_view.Invalidators);
        _view = view;
        if (!placed) Place(now);
        PassFromGone(now);
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
        _copies.KeepFor = settings.StaleFor;
        _loads.Configure(settings);
        Place(now);
        _subscriptions.Configure(now, settings.HasCdc, settings.MaxLag, _view);
        ProceedDirty(now);
        ArmTimer();
    }

    // The view or the placement is another one: what is no longer ours goes.
    private void Place(long now)
    {
        _placement = _view.Nodes.Contains(Self) ? Placements.Create(_settings, _view.Nodes) : null;
        _preferred = _placement is null ? null : new PreferenceLists(_settings, _placement);
        if (!Plants.Grows(Plant.MovedKeysKept)) _copies.DropWhere(now, key => !Owns(key), Causes.Moved);

        // A token of a key that is no longer ours must not fill it, and one that comes back to us may have missed news.
        VoidAll(now);
    }

    private void Invalidate(long now, Address from, in Message message)
    {
        DropOlder(now, message.Key!, message.Revision, Causes.Explicit);
        _effects.Send(from, new Message { Kind = MessageKind.Invalidated, Request = message.Request });
    }

    private void Subscribed(long now, Address from)
    {
        _unsureUntil = now;
        _subscriptions.Heard(now, from, confirms: true);
    }

    private void InvalidateBatch(long now, Address from, in Message message)
    {
        var batch = message.Changes!;
        if (_places.Advance(batch) && !Plants.Grows(Plant.GapIgnored)) Clear(now);
        foreach (var change in Plants.Grows(Plant.BatchHalfApplied) ? batch.Changes.Take(1) : batch.Changes)
        {
            if (change.Key is null) Clear(now);
            else Changed(now, change, new Revision(change.Stamp, change.Version));
        }

        _subscriptions.Heard(now, from, confirms: false);
        _effects.Send(from, new Message { Kind = MessageKind.BatchDone, Request = message.Request });
    }

    private void Changed(long now, in Change change, Revision revision)
    {
        if (change.WriteId <= 0 || !_copies.Commit(change.Key!, change.WriteId, revision)) DropOlder(now, change.Key!, revision, Causes.Cdc);
        if (_settings.CopiesOfHot == 1 || _placement is not { } placement || Plants.Grows(Plant.FanOutMissed)) return;

        // Of a key's copies at most one is here: the one that lives as far from the owner as this node does.
        var copy = (placement.Members.IndexOf(Self) - placement.OwnerIndex(change.Key!) + placement.Members.Length) % placement.Members.Length;
        if (copy > 0 && copy < _settings.CopiesOfHot) DropOlder(now, SubKeys.Of(change.Key!, copy), revision, Causes.Cdc);
    }

    private void DropOlder(long now, string key, Revision revision, string cause)
    {
        if (Plants.Grows(Plant.ReplicasMissed) && _settings.Replicas > 1 && _placement?.Owner(key) != Self) return;
        _copies.DropOlder(now, key, revision, cause);
        if (revision.Version != Message.NoVersion)
        {
            Heard(now, key, revision);
            return;
        }

        _unsureUntil = now;
        if (!Plants.Grows(Plant.TokenNotVoided)) _tokens.Void(key);
        PassIfVoid(now, key);
    }

    private void Heard(long now, string key, Revision revision)
    {
        if (!Plants.Grows(Plant.FloorNotRaised)) _tokens.RaiseFloors(key, revision);
        _heard.Heard(key, revision);
        PassIfVoid(now, key);
    }

    private void Clear(long now)
    {
        Counters.Cleared++;
        _unsureUntil = now;
        _copies.DropWhere(now, _ => true, Causes.Gap);
        VoidAll(now);
    }

    private void VoidAll(long now)
    {
        if (!Plants.Grows(Plant.TokenSurvivesGap)) _tokens.Clear();
        foreach (var key in _leases.Keys.ToList()) Pass(now, key);
    }

    private void ArmTimer()
    {
        var at = Math.Min(Math.Min(Math.Min(_copies.NextExpiry, _subscriptions.RetryAt), Math.Min(_loads.NextAt, _dirty.NextAt)), _leases.NextAt);
        // A timer that comes early for nothing is cheaper than one re-armed at every change.
        if (at >= _timerAt) return;
        _timerAt = at;
        _effects.SetTimer(at);
    }
}
