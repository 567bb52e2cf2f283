using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Randomness;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Workloads;

/// <summary>
/// A client beside a coordinator: begins requests in an open loop (Poisson; latency counts from the intended start) or a closed one.
/// Preloads and bypassing writes go to the origin directly, as a writer that never heard of the cache would.
/// </summary>
public sealed class LoadGenerator : IMachine
{
    private const int MaxInFlight = 100_000;
    private const int PreloadConcurrency = 64;

    private readonly IEffects _effects;
    private readonly WorkloadSpec _spec;
    private readonly Address _coordinator;
    private readonly IOperations _operations;
    private readonly IReadOnlyList<Operation> _rows;
    private readonly SeededRandom _gaps, _users;
    private readonly PendingRequests _pending = new();
    private readonly long _originDeadline;
    private readonly string _value;
    private View _view = View.Empty;
    private int _prepared;
    private BypassIds? _bypassIds;
    private long _begun, _timerAt = long.MaxValue, _endAt;
    private double _nextArrival;

    /// <summary>Makes a client.</summary>
    /// <param name="self">Who it is.</param>
    /// <param name="coordinator">Its coordinator.</param>
    /// <param name="spec">What to do.</param>
    /// <param name="originDeadline">How long to wait for the origin to take a bypassing write, ns.</param>
    /// <param name="effects">What it can do to the world.</param>
    public LoadGenerator(Address self, Address coordinator, WorkloadSpec spec, long originDeadline, IEffects effects)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(effects);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(originDeadline, 0);
        ArgumentOutOfRangeException.ThrowIfNegative(spec.Rest, nameof(spec));
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.Users, 1, nameof(spec));
        Self = self;
        _coordinator = coordinator;
        _spec = spec;
        _effects = effects;
        _originDeadline = originDeadline;
        _operations = spec.Trace is null ? new SyntheticOperations(spec) : new TraceOperations(spec.Trace, spec.Share, spec.Shares);
        _rows = spec.Preload || spec.Warm ? _operations.Rows : [];
        _gaps = new SeededRandom(spec.Seed, (ulong)spec.Share + 200);
        _users = new SeededRandom(spec.Seed, (ulong)spec.Share + 300);
        _value = new string('v', spec.ValueSize);
        if (spec.KeepOutcomes) Report.Outcomes = [];
    }

    /// <inheritdoc />
    public Address Self { get; }

    /// <summary>What has been measured so far.</summary>
    public WorkloadReport Report { get; } = new();

    /// <summary>Where it stands.</summary>
    public WorkloadPhase Phase { get; private set; } = WorkloadPhase.Waiting;

    /// <summary>When preloading and warming had ended, ns; <see cref="long.MaxValue"/> before that.</summary>
    public long PreparedAt { get; private set; } = long.MaxValue;

    /// <summary>When the first counted request begins, ns; <see cref="long.MaxValue"/> while nobody knows.</summary>
    public long StartsAt { get; private set; } = long.MaxValue;

    /// <summary>How much of the whole is done, 0 to 1.</summary>
    /// <param name="now">Now, ns.</param>
    /// <returns>The larger of the shares of requests and of time.</returns>
    public double Progress(long now)
    {
        if (Phase < WorkloadPhase.Running) return 0;
        if (Phase == WorkloadPhase.Done) return 1;
        var total = _spec.Trace is { } trace ? trace.Count / _spec.Shares : _spec.Requests;
        var byCount = total > 0 ? (double)_begun / total : 0;
        var byTime = _spec.Duration == Durations.None ? 0 : (double)(now - Report.StartedAt) / _spec.Duration;
        return Math.Clamp(Math.Max(byCount, byTime), 0, 1);
    }

    /// <inheritdoc />
    public void Start(long now)
    {
        _bypassIds = new BypassIds(Self.Index, now);
        Proceed(now);
    }

    /// <inheritdoc />
    public void ViewChanged(long now, View view)
    {
        _view = view;
        Proceed(now);
    }

    /// <summary>Says when the shares of a load begin. One that stands alone knows by itself.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="at">When, ns; a moment that has passed means at once.</param>
    public void BeginAt(long now, long at)
    {
        if (Phase < WorkloadPhase.Running) StartsAt = at;
        Proceed(now);
    }

    /// <summary>Begins nothing more, preparations included. What is under way is waited for; the load is done with its last answer.</summary>
    /// <param name="now">Now, ns.</param>
    public void Stop(long now)
    {
        if (Phase < WorkloadPhase.Draining) Phase = WorkloadPhase.Draining;
        Proceed(now);
    }

    /// <inheritdoc />
    public void Receive(long now, Address from, in Message message)
    {
        if (message.Kind == MessageKind.Result) Ended(now, message);
        else if (message.Kind is MessageKind.Committed or MessageKind.Failed) BypassEnded(message.Request, message.Kind == MessageKind.Committed);
        else return;
        Proceed(now);
    }

    /// <inheritdoc />
    public void Tick(long now)
    {
        _timerAt = long.MaxValue;
        while (_pending.TryExpire(now - _originDeadline, out var request)) BypassEnded(request, committed: false);
        Proceed(now);
    }

    private void Proceed(long now)
    {
        if (Phase == WorkloadPhase.Waiting && _view.Origin.Role == Role.Origin && !_view.Nodes.IsEmpty) Phase = WorkloadPhase.Preloading;
        if (Phase == WorkloadPhase.Preloading) Preload(now);
        if (Phase == WorkloadPhase.Warming) Warm(now);
        if (Phase == WorkloadPhase.Resting && now >= StartsAt) BeginRun(now);
        if (Phase == WorkloadPhase.Running) Run(now);
        if (Phase == WorkloadPhase.Draining && _pending.Count == 0) Phase = WorkloadPhase.Done;
        ArmTimer(now);
    }

    private void Preload(long now)
    {
        while (_spec.Preload && First && _prepared < _rows.Count && _pending.Count < PreloadConcurrency) Bypass(now, _rows[_prepared++], counted: false);
        if (_pending.Count > 0) return;
        _prepared = 0;
        Phase = WorkloadPhase.Warming;
    }

    private void Warm(long now)
    {
        while (_spec.Warm && First && _prepared < _rows.Count && _pending.Count < PreloadConcurrency) Begin(now, now, new Operation(OperationKind.Read, _rows[_prepared++].Key), counted: false);
        if (_pending.Count > 0) return;
        Phase = WorkloadPhase.Resting;
        PreparedAt = now;
        if (_spec.Shares == 1) StartsAt = now + _spec.Rest;
    }

    private void BeginRun(long now)
    {
        Phase = WorkloadPhase.Running;
        Report.StartedAt = now;
        _endAt = _spec.Duration == Durations.None ? long.MaxValue : now + _spec.Duration;
        if (_spec.Rate > 0) _nextArrival = now + Gap();
    }

    private void Run(long now)
    {
        while (!Exhausted(now) && Due(now, out var intended) && _pending.Count < MaxInFlight)
        {
            if (!_operations.TryNext(out var operation))
            {
                Phase = WorkloadPhase.Draining;
                return;
            }

            _begun++;
            if (_spec.Rate > 0) _nextArrival += Gap();
            if (operation.Kind == OperationKind.Bypass) Bypass(now, operation, counted: true);
            else Begin(now, intended, operation, counted: true);
        }

        if (Exhausted(now)) Phase = WorkloadPhase.Draining;
    }

    private bool Exhausted(long now)
    {
        var when = _spec.Rate > 0 ? (long)_nextArrival : now;
        return (_spec.Requests > 0 && _begun >= _spec.Requests) || Math.Max(when, now) >= _endAt;
    }

    private bool Due(long now, out long intended)
    {
        intended = _spec.Rate > 0 ? (long)_nextArrival : now;
        return _spec.Rate > 0 ? intended <= now : _pending.Count < _spec.Concurrency;
    }

    private bool First => _spec.Share == 0;

    private double Gap() => _gaps.NextExponential(Durations.Second / (_spec.Rate * (Surges() ? _spec.SurgeFactor : 1)));

    private bool Surges() => _nextArrival >= Report.StartedAt + _spec.SurgeAt && _nextArrival < Report.StartedAt + _spec.SurgeAt + _spec.SurgeFor;

    private void Begin(long now, long intended, in Operation operation, bool counted)
    {
        var place = -1;
        if (counted && Report.Outcomes is { } outcomes)
        {
            place = outcomes.Count;
            outcomes.Add(Outcome.None);
        }

        var request = _pending.Add(new PendingRequest(operation.Kind, counted, intended, place), now);
        _effects.Send(_coordinator, new Message
        {
            Kind = KindOf(operation.Kind),
            Request = request,
            Key = operation.Key,
            Value = operation.Kind == OperationKind.Write ? ValueOf(operation) : null,
            User = (int)_users.NextBelow(_spec.Users),
        });
    }

    private void Bypass(long now, in Operation operation, bool counted)
    {
        var request = _pending.Add(new PendingRequest(OperationKind.Bypass, counted, now, -1), now);
        _effects.Send(_view.Origin, new Message { Kind = MessageKind.Write, Request = request, Key = operation.Key, Value = ValueOf(operation), WriteId = _bypassIds!.Next() });
    }

    private string ValueOf(in Operation operation) => operation.ValueSize == 0 ? _value : new string('v', operation.ValueSize);

    private void Ended(long now, in Message result)
    {
        if (!_pending.TryRemove(result.Request, out var request) || !request.Counted) return;
        if (request.Kind == OperationKind.Read) Report.CountRead(result.Outcome, now - request.Intended, now);
        else Report.CountWrite(result.Outcome, now - request.Intended, now);
        if (request.Place >= 0) Report.Outcomes![request.Place] = result.Outcome;
    }

    private void BypassEnded(long number, bool committed)
    {
        if (!_pending.TryRemove(number, out var request)) return;
        if (!committed) Report.BypassErrors++;
        else if (request.Counted) Report.BypassWrites++;
    }

    private void ArmTimer(long now)
    {
        var at = _pending.OldestBypassAt == long.MaxValue ? long.MaxValue : _pending.OldestBypassAt + _originDeadline;
        // A full client goes on when an answer makes room; a timer for an arrival that is already due would fire for ever.
        if (Phase == WorkloadPhase.Running && _spec.Rate > 0 && _pending.Count < MaxInFlight) at = Math.Min(at, (long)_nextArrival);
        if (Phase == WorkloadPhase.Running && _endAt != long.MaxValue) at = Math.Min(at, _endAt);
        if (Phase == WorkloadPhase.Resting) at = Math.Min(at, StartsAt);
        at = Math.Max(at, now);
        if (at == long.MaxValue || at >= _timerAt) return;
        _timerAt = at;
        _effects.SetTimer(at);
    }

    private static MessageKind KindOf(OperationKind kind) => kind switch
    {
        OperationKind.Read => MessageKind.Get,
        OperationKind.Write => MessageKind.Set,
        OperationKind.Delete => MessageKind.Delete,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "an operation for a coordinator was expected"),
    };
}
