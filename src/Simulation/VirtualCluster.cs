using AkkaCacheSim.Core.Coordinators;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Invalidators;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Simulation;

/// <summary>The whole cluster in one virtual world: the machines that live processes run, wired to a modelled database, broker and network.</summary>
public sealed class VirtualCluster
{
    private const int Partitions = 4;

    private readonly VirtualOptions _options;
    private readonly List<Address> _members = [];
    private readonly List<CacheNode> _nodes = [];
    private readonly VirtualHistory? _history;
    private VirtualChangeLog? _changeLog;
    private VirtualPublisher? _publisher;
    private VirtualConsumer? _consumer;
    private Address _feed, _invalidator;
    private int _hosts, _logs;

    /// <summary>Starts a cluster.</summary>
    /// <param name="settings">Valid settings.</param>
    /// <param name="options">What the world costs.</param>
    /// <param name="history">Where the history goes; null for none.</param>
    public VirtualCluster(SimSettings settings, VirtualOptions options, VirtualHistory? history)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Settings = settings;
        _options = options;
        _history = history;
        World = new VirtualWorld(settings.Seed, options, history);
        Database = new VirtualDatabase(World, options);
        Broker = new VirtualBroker(Partitions);
        Origin = World.Add(_hosts++, effects => new OriginMachine(New(Role.Origin, 0), settings, effects, Database));
        Database.Origin = Origin;
        for (var i = 0; i < settings.Nodes; i++) _nodes.Add(World.Add(_hosts++, effects => new CacheNode(New(Role.Node, i), settings, effects)));
        Coordinator = World.Add(_hosts++, effects => new Coordinator(New(Role.Coordinator, 0), settings, effects));
        if (settings.HasCdc)
        {
            StartFeed(1);
            StartInvalidator(1);
        }

        World.SetView(_members);
        World.Run(10 * Durations.Second, () => _nodes.TrueForAll(node => node.Ready));
    }

    /// <summary>Time and network.</summary>
    public VirtualWorld World { get; }

    /// <summary>The settings.</summary>
    public SimSettings Settings { get; }

    /// <summary>The database.</summary>
    public VirtualDatabase Database { get; }

    /// <summary>The log.</summary>
    public VirtualBroker Broker { get; private set; }

    /// <summary>The origin.</summary>
    public OriginMachine Origin { get; }

    /// <summary>The coordinator.</summary>
    public Coordinator Coordinator { get; }

    /// <summary>The nodes that live.</summary>
    public IReadOnlyList<CacheNode> Nodes => _nodes;

    /// <summary>Kills the feed and starts its next life where it left off; with a new log, when the broker has died with it.</summary>
    /// <param name="newBroker">Whether the broker and all it held are lost too.</param>
    public void RestartFeed(bool newBroker)
    {
        _changeLog!.Feed = null;
        _publisher!.Feed = null;
        World.Kill(_feed);
        if (newBroker) Broker = new VirtualBroker(Partitions);
        if (newBroker) _logs++;
        StartFeed(_feed.Incarnation + 1);
        if (newBroker) RestartInvalidator();
    }

    /// <summary>Kills the invalidator and starts its next life at the committed offsets.</summary>
    public void RestartInvalidator()
    {
        _consumer!.Invalidator = null;
        World.Kill(_invalidator);
        _members.Remove(_invalidator);
        StartInvalidator(_invalidator.Incarnation + 1);
        World.SetView(_members);
    }

    /// <summary>Kills a node and starts its next life, empty.</summary>
    /// <param name="index">Which node.</param>
    public void RestartNode(int index)
    {
        var old = _nodes[index].Self;
        World.Kill(old);
        _members.Remove(old);
        World.SetView(_members);
        var next = old with { Incarnation = old.Incarnation + 1 };
        _members.Add(next);
        _nodes[index] = World.Add(_hosts++, effects => new CacheNode(next, Settings, effects));
        World.SetView(_members);
    }

    /// <summary>Runs a workload to its end and then the drain time.</summary>
    /// <param name="spec">The workload.</param>
    /// <returns>What it measured.</returns>
    public WorkloadReport Run(WorkloadSpec spec)
    {
        var client = Begin(spec);
        World.Run(long.MaxValue, () => client.Phase == WorkloadPhase.Done);
        var report = client.Report;
        World.Run(World.Now + _options.Drain, () => false);
        return report;
    }

    /// <summary>Starts a workload beside the coordinator.</summary>
    /// <param name="spec">The workload.</param>
    /// <returns>The client; run the world on until it is done.</returns>
    public LoadGenerator Begin(WorkloadSpec spec)
    {
        var number = _hosts++;
        return World.Add(HostOfCoordinator, effects =>
            new LoadGenerator(new Address(Role.Client, 0, number), Coordinator.Self, spec, 2 * Settings.Timeout, effects));
    }

    /// <summary>Ends the history with the origin's versions.</summary>
    public void RecordFinal()
    {
        if (_history is null) return;
        foreach (var (key, version) in Database.Versions()) _history.Add(new HistoryLine { Kind = HistoryKind.Final, Key = key, Version = version });
        _history.Flush();
    }

    // The origin takes the first host, the nodes the next ones.
    private int HostOfCoordinator => 1 + Settings.Nodes;

    private Address New(Role role, int index)
    {
        var address = new Address(role, index, 1);
        _members.Add(address);
        return address;
    }

    private void StartFeed(int incarnation)
    {
        var kept = _changeLog?.Kept;
        _feed = new Address(Role.Feed, 0, incarnation);
        _changeLog = new VirtualChangeLog(World, _options, Database) { Kept = kept };
        _publisher = new VirtualPublisher(World, _options, Broker);
        _changeLog.Feed = _publisher.Feed = World.Add(0, effects =>
            new ChangeFeed(_feed, $"log-{_logs}", Partitions, kept, Database.LastSequence, effects, _changeLog, _publisher));
    }

    private void StartInvalidator(int incarnation)
    {
        _invalidator = new Address(Role.Invalidator, 0, incarnation);
        _members.Add(_invalidator);
        _consumer = new VirtualConsumer(World, _options, Broker);
        _consumer.Invalidator = World.Add(_hosts++, effects => new InvalidatorMachine(_invalidator, effects, _consumer));
    }
}
