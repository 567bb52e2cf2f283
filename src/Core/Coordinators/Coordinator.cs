using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Policies;
using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Coordinators;

/// <summary>
/// An application server in front of the cache: routes each request to the key's owner, and asks the origin where its
/// read or write policy says so. The policies decide; this machine keeps the flights and their deadlines.
/// </summary>
public sealed partial class Coordinator : IMachine
{
    // What a renamed prefix looks like in the messages of those who still use the old one.
    private const string OldPrefix = "old:";

    // The number of no flight: an answer to it is for nobody.
    private const long NoFlight = -1;

    private readonly IEffects _effects;
    private readonly FlightTable _flights = new();
    private readonly WriteIds _writeIds;
    private readonly FlightRecorder _recorder;
    private readonly Queue<long> _parked = new();
    private readonly Queue<(long Number, MessageKind Kind)> _held = new();
    private readonly SingleFlight _singleFlight = new();
    private HotCopies _hot;
    private OriginCalls _calls;
    private SimSettings _settings;
    private IReadPolicy _read;
    private IWritePolicy _write;
    private View _view = View.Empty;
    private MemberPlacement<Address>? _placement;
    private PreferenceLists? _preferred;
    private long _now, _firstRequestAt = -1, _timerAt = long.MaxValue;

    /// <summary>Makes a coordinator.</summary>
    /// <param name="self">Who it is.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="effects">What it can do to the world.</param>
    public Coordinator(Address self, SimSettings settings, IEffects effects)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(effects);
        Self = self;
        _settings = settings;
        _effects = effects;
        _read = ReadPolicies.Get(settings.Read);
        _write = WritePolicies.Get(settings.Write);
        _writeIds = new WriteIds(self);
        _recorder = new FlightRecorder(self, effects);
        _hot = new HotCopies(self, settings);
        _calls = new OriginCalls(settings);
    }

    /// <inheritdoc />
    public Address Self { get; }

    /// <summary>What it has counted.</summary>
    public CoordinatorCounters Counters { get; } = new();

    /// <summary>The settings in force.</summary>
    public SimSettings Settings => _settings;

    /// <summary>Whether it can serve: it sees a node and the origin.</summary>
    public bool Ready => _placement is not null && _view.Origin.Role == Role.Origin;

    /// <summary>Writes that wait for a dirty partition or, in volatile write-back, for an owner. Looks at all flights.</summary>
    public int Queueing => _flights.CountAt(Step.Queue);

    /// <summary>Requests and loads that have not ended.</summary>
    public int InFlight => _flights.Count;

    /// <summary>With single-flight, loads that others may wait for, or do.</summary>
    public int Shared => _singleFlight.Count;

    /// <summary>A flight.</summary>
    /// <param name="flight">Its slot.</param>
    public ref Flight this[int flight] => ref _flights[flight];

    /// <inheritdoc />
    public void Start(long now)
    {
        _now = now;
        ScheduleRefresh();
    }

    /// <inheritdoc />
    public void ViewChanged(long now, View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _now = now;
        var moved = !view.Nodes.SequenceEqual(_view.Nodes);
        _view = view;
        if (moved) Place();
        SendHeld();
        Unpark();
    }

    /// <inheritdoc />
    public void Configure(long now, SimSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _now = now;
        _settings = settings;
        _read = ReadPolicies.Get(settings.Read);
        _write = WritePolicies.Get(settings.Write);
        Place();
        _hot = new HotCopies(Self, settings);
        _calls = new OriginCalls(settings);
        ScheduleRefresh();
        Unpark();
    }

    /// <inheritdoc />
    public void Receive(long now, Address from, in Message message)
    {
        _now = now;
        if (message.Kind is MessageKind.Get or MessageKind.Set or MessageKind.Delete) Begin(from, message);
        else Answer(from, message);
    }

    /// <inheritdoc />
    public void Tick(long now)
    {
        _now = now;
        _timerAt = long.MaxValue;
        while (_flights.Oldest >= 0 && _flights[_flights.Oldest].StepAt + _settings.Timeout <= now) TimeOut(_flights.Oldest);
        if (_refreshAt <= now) RefreshHot();
        ArmTimer();
    }

    /// <summary>Ends a flight and answers its client.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="source">Where the value and version come from.</param>
    public void Land(int flight, Outcome outcome, in Message source)
    {
        var request = _flights[flight];
        var number = _flights.NumberOf(flight);
        _flights.Remove(flight);
        if (request.Leads) LandFollowers(number, outcome, source);

        // A load in the background has no client any more, or never had one.
        if (request.Client.Role == Role.None) return;
        End(request, outcome, source);
    }

    /// <summary>Answers a flight's client now; the flight goes on in the background.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="outcome">How the request ended.</param>
    /// <param name="source">Where the value and version come from.</param>
    public void AnswerEarly(int flight, Outcome outcome, in Message source)
    {
        ref var request = ref _flights[flight];
        End(request, outcome, source);
        request.Client = default;
        request.Refresh = true;
    }

    private void Place()
    {
        _placement = Placements.Create(_settings, _view.Nodes);
        _preferred = _placement is null ? null : new PreferenceLists(_settings, _placement);
        _silent.Keep(_settings.Replicas == 1 ? [] : _view.Nodes);
    }

    private void LandFollowers(long leader, Outcome outcome, in Message source)
    {
        var answered = outcome.IsAnswer();
        foreach (var number in _singleFlight.End(leader))
        {
            if (_flights.Find(number) is not (>= 0 and var follower) || _flights[follower].Step != Step.Joined) continue;
            Release(follower, Outcome.None);
            Land(follower, answered && outcome != Outcome.Stale ? Outcome.Coalesced : outcome, source with { Kind = MessageKind.Row });
        }
    }

    private void End(in Flight request, Outcome outcome, in Message source)
    {
        Counters.Count(request.Kind == MessageKind.Get, outcome);
        if (request.AtReplica && !request.Failover && outcome.IsAnswer()) Counters.CountReplicaRead();
        _recorder.End(request, outcome, source, _now);
        _effects.Send(request.Client, new Message
        {
            Kind = MessageKind.Result,
            Request = request.ClientRequest,
            Outcome = outcome,
            Value = source.Value,
            Version = source.Version,
            Deleted = source.Deleted,
            Node = request.Owner,
        });
    }

    /// <summary>Notes a load of the flight's key in the history.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="cause">Why it was made.</param>
    public void RecordLoad(int flight, string cause) => _recorder.Load(_flights[flight], cause, _now);

    private void Begin(Address client, in Message message)
    {
        if (_firstRequestAt < 0) _firstRequestAt = _now;
        if (_placement is null || _flights.Count == FlightTable.Bound || (_hot.FansOut && SubKeys.Is(message.Key!)))
        {
            Counters.Count(message.Kind == MessageKind.Get, Outcome.Refused);
            _effects.Send(client, new Message { Kind = MessageKind.Result, Request = message.Request, Outcome = Outcome.Refused });
            return;
        }

        var read = message.Kind == MessageKind.Get;
        var key = message.Key!;
        var copy = read ? _hot.CopyFor(key, message.User, _placement.Members.Length) : 0;
        var flight = _flights.Add(new Flight
        {
            Kind = message.Kind,
            Client = client,
            ClientRequest = message.Request,
            Key = key,
            CacheKey = copy == 0 ? key : _hot.NamesOf(key, _placement.Members.Length)[copy],
            Value = message.Value,
            WriteId = read ? 0 : _writeIds.Next(),
            Owner = _placement.Owner(key, copy),
            StartedAt = _now,
            StepAt = _now,
            AnnouncedAt = -1,
        });
        ArmTimer();
        if (!read && _settings.Draining) Park(flight);
        else Launch(flight);
    }

    // A flight ends under the policies that it began under: other ones would not know the answers that it waits for.
    private void Launch(int flight)
    {
        ref var request = ref _flights[flight];
        request.Read = _read;
        request.Write = _write;
        if (request.Kind == MessageKind.Get) _read.Begin(this, flight);
        else _write.Begin(this, flight);
    }

    /// <summary>
    /// Lets a write wait that can't begin: until write-back has been left and nothing is dirty any more, since a write that went another way now
    /// would be overwritten by a flush, or until its dirty partition is there. It is refused when that takes longer than the time-out.
    /// </summary>
    /// <param name="flight">The flight's slot.</param>
    public void Park(int flight)
    {
        Wait(flight, Step.Parked);
        _parked.Enqueue(_flights.NumberOf(flight));
    }

    // In the order in which they came.
    private void Unpark()
    {
        if (_settings.Draining) return;
        for (var left = _parked.Count; left > 0; left--)
        {
            var number = _parked.Dequeue();
            if (_flights.Find(number) is not (>= 0 and var flight)) continue;
            if (_settings.HasDurableQueue && !HasPartition(flight))
            {
                _parked.Enqueue(number);
                continue;
            }

            _flights[flight].Owner = _placement?.Owner(_flights[flight].Key) ?? default;
            Launch(flight);
        }
    }

    private void Wait(int flight, Step step)
    {
        ref var request = ref _flights[flight];
        request.Step = step;
        request.StepAt = _now;
        _flights.Renew(flight);
    }

    private bool Renamed() => _settings.RenamePrefixAt != Durations.None && _now - _firstRequestAt >= _settings.RenamePrefixAt;

    private void ArmTimer()
    {
        var at = _flights.Oldest < 0 ? _refreshAt : Math.Min(_refreshAt, _flights[_flights.Oldest].StepAt + _settings.Timeout);
        // A timer that comes early for nothing is cheaper than one re-armed at every request.
        if (at >= _timerAt) return;
        _timerAt = at;
        _effects.SetTimer(at);
    }
}
