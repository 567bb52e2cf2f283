using AkkaCacheSim.Core.Coordinators;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Bench.Protections;

/// <summary>A coordinator and a node of the model, joined by nothing but a call: what a hit costs the two of them.</summary>
internal sealed class HitPath
{
    private static readonly Address Client = new(Role.Client, 0, 1);
    private static readonly Address Origin = new(Role.Origin, 0, 1);

    private readonly Mailbox _toNode = new(), _toCoordinator = new();
    private readonly Coordinator _coordinator;
    private readonly CacheNode _node;
    private readonly string[] _keys;
    private readonly long _now;

    /// <summary>Fills the node.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="keys">Which keys.</param>
    /// <param name="loadTime">How long each load takes, ns.</param>
    public HitPath(SimSettings settings, string[] keys, long loadTime)
    {
        _keys = keys;
        _coordinator = new Coordinator(new Address(Role.Coordinator, 0, 1), settings, _toNode);
        _node = new CacheNode(new Address(Role.Node, 0, 1), settings, _toCoordinator);
        var view = new View([_coordinator.Self, _node.Self, Origin]);
        _coordinator.Start(0);
        _node.Start(0);
        _coordinator.ViewChanged(0, view);
        _node.ViewChanged(0, view);
        var loads = keys.Select(Ask).ToList();
        _now = loadTime;
        foreach (var load in loads) Fill(load);
    }

    /// <summary>Reads every key once, and counts the hits.</summary>
    public int Run()
    {
        var hits = 0;
        foreach (var key in _keys)
        {
            _ = Ask(key);
            if (_toNode.Last.Outcome == Outcome.Hit) hits++;
        }

        return hits;
    }

    private void Fill(in Message load)
    {
        _toNode.Clear();
        _coordinator.Receive(_now, Origin, new Message { Kind = MessageKind.Row, Request = load.Request, Value = "value", Version = 1 });
        _node.Receive(_now, _coordinator.Self, _toNode.First);
    }

    // What the coordinator says in the end: the client's answer, or a question to the origin.
    private Message Ask(string key)
    {
        _coordinator.Receive(_now, Client, new Message { Kind = MessageKind.Get, Request = 1, Key = key });
        _node.Receive(_now, _coordinator.Self, _toNode.Last);
        _toNode.Clear();
        _coordinator.Receive(_now, _node.Self, _toCoordinator.Last);
        return _toNode.Last;
    }

    private sealed class Mailbox : IEffects
    {
        private int _count;
        private Message _first, _last;

        public bool Recording => false;

        public ref readonly Message First => ref _first;

        public ref readonly Message Last => ref _last;

        public void Clear() => _count = 0;

        public void Send(Address to, in Message message)
        {
            if (_count++ == 0) _first = message;
            _last = message;
        }

        public void SetTimer(long at)
        {
            // Time is the benchmark's.
        }

        public void Record(in HistoryLine line) => throw new InvalidOperationException("no history is kept");
    }
}
