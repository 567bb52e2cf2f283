using AkkaCacheSim.Core.Coordinators;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Coordinators;

/// <summary>A coordinator with one node and one origin, driven by hand.</summary>
internal sealed class CoordinatorRig
{
    public const long Timeout = 100;

    public CoordinatorRig(SimSettings settings)
    {
        Coordinator = new Coordinator(Who.Coordinator, settings with { Timeout = Timeout }, Effects);
        Coordinator.Start(0);
        Coordinator.ViewChanged(0, new View([Who.Node, Who.Origin]));
    }

    public FakeEffects Effects { get; } = new();

    public Coordinator Coordinator { get; }

    /// <summary>A client's request; what the coordinator said.</summary>
    public List<(Address To, Message Message)> Ask(long now, MessageKind kind, string key = "k", string? value = null, long request = 7)
    {
        Coordinator.Receive(now, Who.Client, new Message { Kind = kind, Request = request, Key = key, Value = value });
        return Effects.TakeSent();
    }

    /// <summary>A client's read; the number under which the owner was asked.</summary>
    public long Get(long now, string key = "k", long request = 7)
    {
        var (to, lookup) = Assert.Single(Ask(now, MessageKind.Get, key, request: request));
        Assert.Equal((Who.Node, MessageKind.Lookup, key), (to, lookup.Kind, lookup.Key));
        return lookup.Request;
    }

    /// <summary>A client's write under write-around; the number under which the origin was asked.</summary>
    public long Set(long now, string key = "k")
    {
        var (to, write) = Assert.Single(Ask(now, MessageKind.Set, key, "new"));
        Assert.Equal((Who.Origin, MessageKind.Write, key, "new"), (to, write.Kind, write.Key, write.Value));
        return write.Request;
    }

    /// <summary>An answer to the coordinator; what it said next.</summary>
    public List<(Address To, Message Message)> Answer(long now, Address from, Message message)
    {
        while (Effects.TakeDueTimer(now)) Coordinator.Tick(now);
        Coordinator.Receive(now, from, message);
        return Effects.TakeSent();
    }

    /// <summary>Lets time pass; what the coordinator said.</summary>
    public List<(Address To, Message Message)> PassTo(long now)
    {
        while (Effects.TimerAt <= now)
        {
            var at = Effects.TimerAt;
            Effects.TakeDueTimer(at);
            Coordinator.Tick(at);
        }

        return Effects.TakeSent();
    }

    /// <summary>The one message said to one receiver.</summary>
    public static Message Only(List<(Address To, Message Message)> sent, Address to, MessageKind kind)
    {
        var (receiver, message) = Assert.Single(sent);
        Assert.Equal((to, kind), (receiver, message.Kind));
        return message;
    }
}
