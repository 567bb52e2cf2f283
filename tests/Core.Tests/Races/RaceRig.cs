using AkkaCacheSim.Core.Coordinators;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Races;

/// <summary>A coordinator and a node that hear each other at once, and an origin that answers when the test says so.</summary>
internal sealed class RaceRig
{
    public const long Ttl = 10_000;
    public const long Timeout = 1_000;

    private readonly FakeEffects _ofNode = new();
    private readonly FakeEffects _ofCoordinator = new();
    private readonly CacheNode _node;
    private readonly Coordinator _coordinator;
    private long _now;

    public RaceRig(SimSettings settings)
    {
        _node = new CacheNode(Who.Node, settings, _ofNode);
        _coordinator = new Coordinator(Who.Coordinator, settings, _ofCoordinator);
        _coordinator.Start(0);
        var view = new View([Who.Node, Who.Origin, Who.Invalidator, Who.Coordinator]);
        _node.ViewChanged(0, view);
        _coordinator.ViewChanged(0, view);
        _node.Receive(0, Who.Invalidator, new Message { Kind = MessageKind.Subscribed });
        Deliver();
    }

    public static SimSettings Settings => new() { Slots = 4, Nodes = 1, Ttl = Ttl, Timeout = Timeout };

    /// <summary>What the origin has been asked and has not answered, the first first.</summary>
    public List<(Address From, Message Message)> Asked { get; } = [];

    /// <summary>What clients were told, by request.</summary>
    public Dictionary<long, Message> Results { get; } = [];

    /// <summary>The version that the node holds of a key, or 0.</summary>
    public long Held(string key = "k") => _node.Copies().Where(copy => copy.Key == key).Select(copy => copy.Entry.Version).SingleOrDefault();

    public void Client(long request, MessageKind kind = MessageKind.Get, string key = "k")
    {
        _coordinator.Receive(_now, Who.Client, new Message { Kind = kind, Request = request, Key = key, Value = kind == MessageKind.Set ? "new" : null });
        Deliver();
    }

    /// <summary>The origin answers a read with a row, 0 for none.</summary>
    public void Row(int asked, long version)
    {
        var (from, read) = Take(asked);
        Assert.Equal(MessageKind.Read, read.Kind);
        ToMachine(from, Who.Origin, new Message { Kind = MessageKind.Row, Request = read.Request, Value = "v" + version, Version = version });
    }

    public void Fail(int asked)
    {
        var (from, read) = Take(asked);
        ToMachine(from, Who.Origin, new Message { Kind = MessageKind.Failed, Request = read.Request, Outcome = Outcome.Error });
    }

    public void Commit(int asked, long version)
    {
        var (from, write) = Take(asked);
        ToMachine(from, Who.Origin, new Message { Kind = MessageKind.Committed, Request = write.Request, Key = write.Key, Version = version, Deleted = write.Kind == MessageKind.Remove, WriteId = write.WriteId });
    }

    /// <summary>The node hears of something from elsewhere.</summary>
    public void ToNode(Address from, Message message) => ToMachine(Who.Node, from, message);

    public void PassTo(long now)
    {
        for (var at = Next(); at <= now; at = Next())
        {
            _now = at;
            if (_ofNode.TakeDueTimer(at)) _node.Tick(at);
            if (_ofCoordinator.TakeDueTimer(at)) _coordinator.Tick(at);
            Deliver();
        }

        _now = now;

        long Next() => Math.Min(_ofNode.TimerAt, _ofCoordinator.TimerAt);
    }

    private (Address From, Message Message) Take(int asked)
    {
        var taken = Asked[asked];
        Asked.RemoveAt(asked);
        return taken;
    }

    private void ToMachine(Address to, Address from, in Message message)
    {
        if (to == Who.Node) _node.Receive(_now, from, message);
        else _coordinator.Receive(_now, from, message);
        Deliver();
    }

    private void Deliver()
    {
        while (true)
        {
            var sent = _ofNode.TakeSent().Select(message => (From: Who.Node, message.To, message.Message)).Concat(_ofCoordinator.TakeSent().Select(message => (From: Who.Coordinator, message.To, message.Message))).ToList();
            if (sent.Count == 0) return;
            foreach (var (from, to, message) in sent)
            {
                if (to == Who.Node) _node.Receive(_now, from, message);
                else if (to == Who.Coordinator) _coordinator.Receive(_now, from, message);
                else if (to == Who.Origin) Asked.Add((from, message));
                else if (to == Who.Client) Results.Add(message.Request, message);
            }
        }
    }
}
