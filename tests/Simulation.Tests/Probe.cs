using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Simulation.Tests;

/// <summary>A client that also looks, at each hit, at what the database holds in that very moment and at what the node served before.</summary>
internal sealed class Probe : IMachine, IEffects
{
    // Clients of the cluster take their incarnations from 0 up.
    private const int Incarnation = 1_000_000;

    private readonly VirtualCluster _cluster;
    private readonly IEffects _effects;
    private readonly LoadGenerator _client;
    private readonly Dictionary<long, string> _keys = [];
    private readonly Dictionary<(Address Node, string Key), long> _served = [];

    private Probe(VirtualCluster cluster, WorkloadSpec spec, IEffects effects)
    {
        _cluster = cluster;
        _effects = effects;
        _client = new LoadGenerator(new Address(Role.Client, 0, Incarnation), cluster.Coordinator.Self, spec, 2 * cluster.Settings.Timeout, this);
    }

    public Address Self => _client.Self;

    public bool Recording => _effects.Recording;

    public bool Done => _client.Phase == WorkloadPhase.Done;

    public WorkloadPhase Phase => _client.Phase;

    public WorkloadReport Report => _client.Report;

    /// <summary>Counted hits older than the row.</summary>
    public long StaleReads { get; private set; }

    /// <summary>Hits older than one that the same life of the node had served before.</summary>
    public List<string> WentBack { get; } = [];

    public static Probe Begin(VirtualCluster cluster, WorkloadSpec spec) =>
        cluster.World.Add(1 + cluster.Settings.Nodes, effects => new Probe(cluster, spec, effects));

    public static Probe Run(VirtualCluster cluster, WorkloadSpec spec)
    {
        var probe = Begin(cluster, spec);
        Assert.True(cluster.World.Run(long.MaxValue, () => probe.Done));
        return probe;
    }

    public void Start(long now) => _client.Start(now);

    public void Tick(long now) => _client.Tick(now);

    public void ViewChanged(long now, View view) => _client.ViewChanged(now, view);

    public void Receive(long now, Address from, in Message message)
    {
        if (_keys.Remove(message.Request, out var key) && message.Outcome == Outcome.Hit) Judge(key, message);
        _client.Receive(now, from, message);
    }

    public void Send(Address to, in Message message)
    {
        if (message.Kind == MessageKind.Get) _keys.Add(message.Request, message.Key!);
        _effects.Send(to, message);
    }

    public void SetTimer(long at) => _effects.SetTimer(at);

    public void Record(in HistoryLine line) => _effects.Record(line);

    private void Judge(string key, in Message hit)
    {
        var row = _cluster.Database.Run(new Statement(StatementKind.Read, key, null, 0));
        if (hit.Version > 0 && hit.Version < row.Version && _client.Phase >= WorkloadPhase.Running) StaleReads++;

        // A value that is not committed yet has no place among the versions.
        if (hit.Version == 0) return;
        var last = _served.GetValueOrDefault((hit.Node, key));
        if (hit.Version < last) WentBack.Add($"{hit.Node} served {key} at {hit.Version} after {last}");
        _served[(hit.Node, key)] = Math.Max(last, hit.Version);
    }
}
