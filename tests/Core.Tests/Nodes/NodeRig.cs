using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Nodes;

/// <summary>A cache node in a world of one, driven by hand.</summary>
internal sealed class NodeRig
{
    public const long Ttl = 1_000;

    private long _request = 1_000;

    public NodeRig(SimSettings? settings = null)
    {
        Settings = settings ?? new SimSettings { Slots = 4, Ttl = Ttl };
        Node = new CacheNode(Who.Node, Settings, Effects);
        Node.Start(0);
        Node.ViewChanged(0, new View(Settings.HasCdc ? [Who.Node, Who.Invalidator] : [Who.Node]));
        Effects.TakeSent();
        if (Settings.HasCdc) Receive(0, Who.Invalidator, new Message { Kind = MessageKind.Subscribed });
    }

    /// <summary>Settings with the log as the only source of news, and no TTL.</summary>
    public static SimSettings Cdc => new() { Slots = 4, Ttl = Durations.None, Invalidation = InvalidationStrategies.Cdc, MaxLag = 10 * Durations.Second };

    public FakeEffects Effects { get; } = new();

    public SimSettings Settings { get; }

    public CacheNode Node { get; }

    public void Receive(long now, Address from, in Message message)
    {
        while (Effects.TakeDueTimer(now)) Node.Tick(now);
        Node.Receive(now, from, message);
    }

    /// <summary>A message; what the node said.</summary>
    public List<(Address To, Message Message)> Tell(long now, MessageKind kind, string key, long request, Address? from = null, Outcome outcome = Outcome.None)
    {
        Receive(now, from ?? Who.Coordinator, new Message { Kind = kind, Request = request, Key = key, Outcome = outcome });
        return Effects.TakeSent();
    }

    /// <summary>Lets time pass; what the node said.</summary>
    public List<(Address To, Message Message)> PassTo(long now)
    {
        while (Effects.TimerAt <= now)
        {
            var at = Effects.TimerAt;
            Effects.TakeDueTimer(at);
            Node.Tick(at);
        }

        return Effects.TakeSent();
    }

    /// <summary>A lookup; the answer.</summary>
    public Message Lookup(long now, string key, long request = 0, Address? from = null)
    {
        Receive(now, from ?? Who.Coordinator, new Message { Kind = MessageKind.Lookup, Request = request, Key = key });
        return Effects.TakeOne();
    }

    /// <summary>A miss that leaves a token; its number.</summary>
    public long Miss(long now, string key)
    {
        var answer = Lookup(now, key, ++_request);
        Assert.Equal((MessageKind.Miss, true, _request), (answer.Kind, answer.Token, answer.Request));
        return _request;
    }

    public void Fill(long now, long request, string key, long version, long wait = 0)
    {
        Receive(now, Who.Coordinator, new Message { Kind = MessageKind.Fill, Request = request, Key = key, Value = "v" + version, Version = version, Wait = wait });
        Assert.Empty(Effects.TakeSent());
    }

    /// <summary>A miss and its fill.</summary>
    public void Load(long now, string key, long version) => Fill(now, Miss(now, key), key, version);

    public long Announce(long now, string key)
    {
        Receive(now, Who.Coordinator, new Message { Kind = MessageKind.Announce, Request = ++_request, Key = key });
        var (to, answer) = Assert.Single(Effects.TakeSent());
        Assert.Equal((Who.Coordinator, MessageKind.Announced, _request), (to, answer.Kind, answer.Request));
        return _request;
    }

    public void Store(long now, long request, string key, long version, bool deleted = false, long wait = 0)
    {
        Receive(now, Who.Coordinator, new Message
        {
            Kind = MessageKind.Store,
            Request = request,
            Key = key,
            Value = deleted ? null : "v" + version,
            Version = version,
            Deleted = deleted,
            Wait = wait,
        });
        var answer = Effects.TakeOne();
        Assert.Equal((MessageKind.Stored, request), (answer.Kind, answer.Request));
    }

    public void Invalidate(long now, string key, long version)
    {
        Receive(now, Who.Coordinator, new Message { Kind = MessageKind.Invalidate, Request = 77, Key = key, Version = version });
        var answer = Effects.TakeOne();
        Assert.Equal((MessageKind.Invalidated, 77), (answer.Kind, answer.Request));
    }

    public void Batch(long now, ChangeBatch batch, Address? from = null)
    {
        Receive(now, from ?? Who.Invalidator, new Message { Kind = MessageKind.InvalidateBatch, Request = 88, Changes = batch });
        var answer = Effects.TakeOne();
        Assert.Equal((MessageKind.BatchDone, 88), (answer.Kind, answer.Request));
    }

    /// <summary>A batch of one change a number, on partition 0.</summary>
    public void Batch(long now, string logId, long first, params Change[] changes) => Batch(now, new ChangeBatch(0, logId, first, first + changes.Length - 1, changes));

    /// <summary>The marker that opens a log.</summary>
    public void Marker(long now, string logId) => Batch(now, new ChangeBatch(0, logId, 1, 1, []));

    /// <summary>The version that the node holds of a key, or 0.</summary>
    public long Held(string key) => Node.Copies().Where(copy => copy.Key == key).Select(copy => copy.Entry.Version).SingleOrDefault();
}
