using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Live;

/// <summary>The console's own client: single commands, each to the next coordinator in turn, and writes behind the cache's back; each with a deadline.</summary>
internal sealed class CommandClient : IMachine
{
    private readonly IEffects _effects;
    private long _deadline;
    private readonly Dictionary<long, Action<Message>> _pending = [];
    private readonly Queue<(long Number, long At)> _byAge = new();
    private View _view = View.Empty;
    private BypassIds? _bypassIds;
    private long _numbers;

    public CommandClient(Address self, SimSettings settings, IEffects effects)
    {
        Self = self;
        _deadline = Deadline(settings);
        _effects = effects;
    }

    public Address Self { get; }

    public void Start(long now) => _bypassIds = new BypassIds(BypassIds.Stranger, now);

    public void ViewChanged(long now, View view) => _view = view;

    public void Configure(long now, SimSettings settings)
    {
        _deadline = Deadline(settings);
        if (_byAge.TryPeek(out var oldest)) _effects.SetTimer(oldest.At + _deadline);
    }

    public void Submit(long now, in Message command, Action<Message> done)
    {
        var coordinators = _view.Coordinators;
        if (coordinators.IsEmpty) Refuse(done);
        else Send(now, coordinators[(int)((_numbers + 1) % coordinators.Length)], command, done);
    }

    /// <summary>Writes to the origin itself, as a writer that never heard of the cache would.</summary>
    public void Bypass(long now, in Message write, Action<Message> done)
    {
        if (_view.Origin.Role != Role.Origin) Refuse(done);
        else Send(now, _view.Origin, write with { WriteId = _bypassIds!.Next() }, done);
    }

    private static void Refuse(Action<Message> done) => done(new Message { Kind = MessageKind.Result, Outcome = Outcome.Refused });

    private void Send(long now, Address to, in Message request, Action<Message> done)
    {
        var number = ++_numbers;
        _pending[number] = done;
        _byAge.Enqueue((number, now));
        if (_byAge.Count == 1) _effects.SetTimer(now + _deadline);
        _effects.Send(to, request with { Request = number });
    }

    public void Receive(long now, Address from, in Message message)
    {
        if (_pending.Remove(message.Request, out var done)) done(message);
    }

    public void Tick(long now)
    {
        while (_byAge.TryPeek(out var oldest) && oldest.At + _deadline <= now)
        {
            _byAge.Dequeue();
            if (_pending.Remove(oldest.Number, out var done)) done(new Message { Kind = MessageKind.Result, Outcome = Outcome.Timeout });
        }

        if (_byAge.TryPeek(out var next)) _effects.SetTimer(next.At + _deadline);
    }

    // A coordinator waits for several answers, one after the other, before it gives up.
    private static long Deadline(SimSettings settings) => (3 + settings.Replicas) * settings.Timeout;
}
