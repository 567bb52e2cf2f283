using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Policies;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Core.Coordinators;

/// <summary>
/// An application server in front of the cache: routes each request to the key's owner, and asks the origin where its
/// read or write policy says so. The policies decide; this machine keeps the flights and their deadlines.
/// </summary>
public sealed class Coordinator : IMachine
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
    private SimSettings _settings;
    private IReadPolicy _read;
    private IWritePolicy _write;
    private View _view = View.Empty;
    private MemberPlacement<Address>? _placement;
    private long _now, _firstRequestAt = -1;
    private bool _timerArmed;

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

    /// <summary>A flight.</summary>
    /// <param name="flight">Its slot.</param>
    public ref Flight this[int flight] => ref _flights[flight];

    /// <inheritdoc />
    public void Start(long now) => _now = now;

    /// <inheritdoc />
    public void ViewChanged(long now, View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _now = now;
        if (!view.Nodes.SequenceEqual(_view.Nodes)) _placement = Placements.Create(_settings, view.Nodes);
        _view = view;
    }

    /// <inheritdoc />
    public void Configure(long now, SimSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _now = now;
        _settings = settings;
        _read = ReadPolicies.Get(settings.Read);
        _write = WritePolicies.Get(settings.Write);
        _placement = Placements.Create(settings, _view.Nodes);
        Unpark();
    }

    /// <inheritdoc />
    public void Receive(long now, Address from, in Message message)
    {
        _now = now;
        if (message.Kind is MessageKind.Get or MessageKind.Set or MessageKind.Delete) Begin(from, message);
        else Answer(message);
    }

    /// <inheritdoc />
    public void Tick(long now)
    {
        _now = now;
        _timerArmed = false;
        while (_flights.Oldest >= 0 && _flights[_flights.Oldest].StepAt + _settings.Timeout <= now) TimeOut(_flights.Oldest);
        ArmTimer();
    }

    /// <summary>Asks the owner and waits for its answer.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="step">What to wait for.</param>
    /// <param name="kind">What to ask.</param>
    /// <returns>False when there is no node to ask.</returns>
    public bool AskOwner(int flight, Step step, MessageKind kind)
    {
        ref var request = ref _flights[flight];
        if (request.Owner.Role == Role.None) return false;
        Wait(flight, step);
        _effects.Send(request.Owner, new Message { Kind = kind, Request = _flights.NumberOf(flight), Key = request.Key, Value = request.Value, WriteId = request.WriteId });
        return true;
    }

    /// <summary>Asks the origin about the flight's key and waits for its answer.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="kind">What to ask.</param>
    public void AskOrigin(int flight, MessageKind kind)
    {
        ref var request = ref _flights[flight];
        Wait(flight, Step.Origin);
        if (_view.Origin.Role != Role.Origin)
        {
            // Nobody to wait for: what the cache has is served on, the rest fails at once.
            Answer(new Message { Kind = MessageKind.Failed, Request = _flights.NumberOf(flight), Outcome = Outcome.Error });
            return;
        }

        _effects.Send(_view.Origin, new Message { Kind = kind, Request = _flights.NumberOf(flight), Key = request.Key, Value = request.Value, WriteId = request.WriteId });
    }

    /// <summary>Asks the key's dirty partition.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="step">What the flight waits for then.</param>
    /// <param name="kind">The question.</param>
    /// <returns>Whether anybody knows where the partition is; if not, nothing was asked.</returns>
    public bool AskPartition(int flight, Step step, MessageKind kind)
    {
        ref var request = ref _flights[flight];
        var partition = _view.Partition(DirtyPartitions.Of(request.Key));
        if (partition.Role != Role.Dirty) return false;
        Wait(flight, step);
        _effects.Send(partition, new Message { Kind = kind, Request = _flights.NumberOf(flight), Key = request.Key, Value = request.Value, WriteId = request.WriteId });
        return true;
    }

    /// <summary>Tells a key's owner of something written by a flight that has landed.</summary>
    /// <param name="written">The late answer: key and revision.</param>
    public void InvalidateLate(in Message written)
    {
        if (written.Key is not { } key || _placement?.Owner(key) is not { Role: Role.Node } owner) return;
        _effects.Send(owner, new Message { Kind = MessageKind.Invalidate, Request = NoFlight, Key = key, Version = written.Version, Stamp = written.Stamp });
    }

    /// <summary>Asks the origin to do the flight's write or delete.</summary>
    /// <param name="flight">The flight's slot.</param>
    public void AskOriginToWrite(int flight) =>
        AskOrigin(flight, _flights[flight].Kind == MessageKind.Set ? MessageKind.Write : MessageKind.Remove);

    /// <summary>Asks the owner to store what was committed, once it has answered the announcement.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="committed">The origin's answer.</param>
    /// <returns>False when there is no node to ask.</returns>
    public bool AskOwnerToStore(int flight, in Message committed)
    {
        ref var request = ref _flights[flight];
        if (request.Owner.Role == Role.None) return false;
        request.CommittedAfter = request.StepAt + committed.Wait;
        if (request.AnnouncedAt < 0) Wait(flight, Step.Announced);
        else Store(flight);
        return true;
    }

    /// <summary>Tells the owner something that is not answered, or whose answer is awaited already.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="kind">What to say.</param>
    /// <param name="value">The value.</param>
    /// <param name="source">Where version, deletion and wait come from: the origin's answer.</param>
    public void TellOwner(int flight, MessageKind kind, string? value, in Message source)
    {
        ref var request = ref _flights[flight];
        if (request.Owner.Role == Role.None) return;
        _effects.Send(request.Owner, new Message
        {
            Kind = kind,
            Request = _flights.NumberOf(flight),
            Key = request.Key,
            Value = value,
            Version = source.Version,
            Stamp = source.Stamp,
            WriteId = source.Version == 0 ? source.WriteId : 0,
            Deleted = source.Deleted,
            Wait = source.Wait,
        });
    }

    /// <summary>Tells the owner that a write begins, without waiting: the flight's token.</summary>
    /// <param name="flight">The flight's slot.</param>
    public void Announce(int flight)
    {
        _flights[flight].Token = true;
        TellOwner(flight, MessageKind.Announce, null, default);
    }

    /// <summary>Gives the flight's fill token back, if it holds one.</summary>
    /// <param name="flight">The flight's slot.</param>
    public void Release(int flight)
    {
        if (_flights[flight].Token) TellOwner(flight, MessageKind.Release, null, default);
    }

    /// <summary>Drops any copy of the flight's key, without waiting: what the row holds now is unknown.</summary>
    /// <param name="flight">The flight's slot.</param>
    public void InvalidateAny(int flight) => TellOwner(flight, MessageKind.Invalidate, null, new Message { Version = Message.NoVersion });

    /// <summary>The flight's write is committed and dealt with by its policy: invalidate explicitly where that is asked for, then acknowledge.</summary>
    /// <param name="flight">The flight's slot.</param>
    public void Written(int flight)
    {
        ref var request = ref _flights[flight];
        if (!_settings.Invalidation.HasFlag(InvalidationStrategies.Explicit) || request.Owner.Role == Role.None)
        {
            Acknowledge(flight);
            return;
        }

        Wait(flight, Step.Explicit);
        _effects.Send(request.Owner, new Message
        {
            Kind = MessageKind.Invalidate,
            Request = _flights.NumberOf(flight),
            Key = Renamed() ? OldPrefix + request.Key : request.Key,
            Version = request.Version,
            Stamp = request.Stamp,
        });
    }

    /// <summary>Ends a flight and answers its client.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="source">Where the value and version come from.</param>
    public void Land(int flight, Outcome outcome, in Message source)
    {
        var request = _flights[flight];
        _flights.Remove(flight);
        Counters.Count(request.Kind == MessageKind.Get, outcome);
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
        if (_placement is null || _flights.Count == FlightTable.Bound)
        {
            Counters.Count(message.Kind == MessageKind.Get, Outcome.Refused);
            _effects.Send(client, new Message { Kind = MessageKind.Result, Request = message.Request, Outcome = Outcome.Refused });
            return;
        }

        var read = message.Kind == MessageKind.Get;
        var flight = _flights.Add(new Flight
        {
            Kind = message.Kind,
            Client = client,
            ClientRequest = message.Request,
            Key = message.Key!,
            Value = message.Value,
            WriteId = read ? 0 : _writeIds.Next(),
            Owner = _placement.Owner(message.Key!),
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

    // Writers wait until write-back has been left and nothing is dirty any more: a write that went another way now would be overwritten by a flush.
    private void Park(int flight)
    {
        Wait(flight, Step.Parked);
        _parked.Enqueue(_flights.NumberOf(flight));
    }

    private void Unpark()
    {
        while (!_settings.Draining && _parked.TryDequeue(out var number))
        {
            if (_flights.Find(number) is not (>= 0 and var flight)) continue;
            _flights[flight].Owner = _placement?.Owner(_flights[flight].Key) ?? default;
            Launch(flight);
        }
    }

    private void Announced(int flight)
    {
        if (flight < 0) return;
        ref var request = ref _flights[flight];
        request.AnnouncedAt = _now;
        if (request.Step == Step.Announced) Store(flight);
    }

    // The token was granted by the time that its answer came; the write was committed no earlier than CommittedAfter. So the value is younger than
    // the token by at least the difference, which is below 0 when the commit may have come first.
    private void Store(int flight)
    {
        ref var request = ref _flights[flight];
        Wait(flight, Step.Store);
        TellOwner(flight, MessageKind.Store, request.Value, new Message
        {
            Version = request.Version,
            Stamp = request.Stamp,
            WriteId = request.WriteId,
            Deleted = request.Kind == MessageKind.Delete,
            Wait = request.CommittedAfter - request.AnnouncedAt,
        });
    }

    private void Answer(in Message message)
    {
        var flight = _flights.Find(message.Request);
        if (message.Kind == MessageKind.Announced)
        {
            Announced(flight);
            return;
        }

        if (flight < 0 || !Ends(_flights[flight].Step, message.Kind))
        {
            // A write whose client has been told that it timed out: the owner should know that it has come true.
            if (flight < 0 && message.Kind is MessageKind.Committed or MessageKind.Queued) _write.Late(this, message);
            return;
        }

        ref var request = ref _flights[flight];
        if (request.Kind == MessageKind.Get) request.Read.Answered(this, flight, message);
        else if (message.Kind is MessageKind.Invalidated) Acknowledge(flight);
        else if (message.Kind is MessageKind.Stored) Written(flight);
        else if (message.Kind is MessageKind.Committed or MessageKind.Queued)
        {
            request.Version = message.Version;
            request.Stamp = message.Stamp;
            if (message.Kind == MessageKind.Committed) request.WriteId = message.WriteId;
            request.Write.Taken(this, flight, message);
        }
        else
        {
            request.Write.Failed(this, flight);
            Land(flight, message.Outcome, default);
        }
    }

    private void TimeOut(int flight)
    {
        ref var request = ref _flights[flight];
        if (request.Kind == MessageKind.Get)
        {
            request.Read.TimedOut(this, flight);
            return;
        }

        // A silent owner: the write stands. Whenever the owner hears again, no older copy may stay.
        if (request.Step is Step.Announced or Step.Store or Step.Explicit)
        {
            if (request.Step != Step.Explicit) TellOwner(flight, MessageKind.Invalidate, null, new Message { Version = request.Version, Stamp = request.Stamp });
            Acknowledge(flight);
            return;
        }

        if (request.Step == Step.Parked)
        {
            Land(flight, Outcome.Refused, default);
            return;
        }

        request.Write.Unknown(this, flight);
        Land(flight, Outcome.Timeout, default);
    }

    /// <summary>Ends a write that is done.</summary>
    /// <param name="flight">The flight's slot.</param>
    public void Acknowledge(int flight)
    {
        ref var request = ref _flights[flight];
        var set = request.Kind == MessageKind.Set;
        Land(flight, set ? Outcome.Stored : Outcome.Deleted, new Message { Value = request.Value, Version = request.Version, Deleted = !set });
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
        if (_timerArmed || _flights.Oldest < 0) return;
        _timerArmed = true;
        _effects.SetTimer(_flights[_flights.Oldest].StepAt + _settings.Timeout);
    }

    private static bool Ends(Step step, MessageKind kind) => kind switch
    {
        MessageKind.Hit or MessageKind.Miss or MessageKind.Moved or MessageKind.Loaded => step == Step.Lookup,
        MessageKind.Row or MessageKind.Committed => step == Step.Origin,
        MessageKind.Dirty or MessageKind.Clean => step == Step.Peek,
        MessageKind.Queued => step == Step.Queue,
        MessageKind.Failed => step is Step.Origin or Step.Queue or Step.Lookup,
        MessageKind.Stored => step == Step.Store,
        MessageKind.Invalidated => step == Step.Explicit,
        _ => false,
    };
}
