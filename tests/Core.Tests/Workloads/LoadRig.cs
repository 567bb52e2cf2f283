using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Tests.Support;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Core.Tests.Workloads;

/// <summary>A client in a world of one: time goes from timer to timer, and the test answers.</summary>
internal sealed class LoadRig
{
    public const long Deadline = 1_000_000_000;

    public LoadRig(WorkloadSpec spec)
    {
        Client = new LoadGenerator(Who.Client, Who.Coordinator, spec, Deadline, Effects);
        Client.Start(0);
        Assert.Empty(Effects.TakeSent());
        Client.ViewChanged(0, new View([Who.Node, Who.Origin, Who.Coordinator]));
    }

    public FakeEffects Effects { get; } = new();

    public LoadGenerator Client { get; }

    public void Result(long now, long request, Outcome outcome) =>
        Client.Receive(now, Who.Coordinator, new Message { Kind = MessageKind.Result, Request = request, Outcome = outcome });

    public void Committed(long now, long request) => Client.Receive(now, Who.Origin, new Message { Kind = MessageKind.Committed, Request = request, Version = 1 });

    /// <summary>Answers a request as whoever it went to would.</summary>
    public void Answer(long now, Address to, Message request)
    {
        if (to == Who.Origin) Committed(now, request.Request);
        else Result(now, request.Request, request.Kind == MessageKind.Get ? Outcome.Hit : Outcome.Stored);
    }

    /// <summary>Lets the next timer fire; its time.</summary>
    public long Tick()
    {
        var at = Effects.TimerAt;
        Assert.NotEqual(long.MaxValue, at);
        Effects.TakeDueTimer(at);
        Client.Tick(at);
        return at;
    }
}
