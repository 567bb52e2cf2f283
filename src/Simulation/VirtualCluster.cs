using AkkaCacheSim.Core.Coordinators;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Invalidators;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Simulation;

/// <summary>The whole cluster in one virtual world: the machines that live processes run, wired to a modelled database, broker and network.</summary>
public sealed class VirtualCluster
{
    private const int LogPartitions = 4;

    // What a dirty queue is given to reach the origin once nobody writes any more.
    private const long LongestDrain = 60 * Durations.Second;

    private readonly VirtualOptions _options;
    private readonly List<Address> _members = [];
    private readonly List<CacheNode> _nodes = [];
    private readonly VirtualHistory? _history;
    private readonly VirtualPartitions _partitions;
    private readonly List<int> _nodeHosts = [];
    private VirtualChangeLog? _changeLog;
    private VirtualPublisher? _publisher;
    private VirtualConsumer? _consumer;
    private Address _feed, _invalidator;
    private readonly int _life;
    private int _hosts, _logs;

    /// <summary>Starts a cluster, and first of all writes to the origin what the journals hold where the settings leave it nothing to wait for.</summary>
    /// <param name="settings">Valid settings.</param>
    /// <param name="options">What the world costs.</param>
    /// <param name="history">Where the history goes; null for none.</param>
    /// <param name="before">A cluster whose processes have all died at its present moment: this one finds its disks. Null for empty disks.</param>
    public VirtualCluster(SimSettings settings, VirtualOptions options, VirtualHistory? history, VirtualCluster? before = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var recovers = before is not null && !settings.HasDurableQueue && before._partitions.HasBacklog;
        Settings = recovers ? settings with { Write = "write-back", Durability = "durable", Draining = true } : settings;
        _life = before is null ? 1 : Math.Max(before._life, before._nodes.Max(node => node.Self.Incarnation)) + 1;
        _logs = before is null ? 0 : before._logs + 1;
        _options = options;
        _history = history;
        World = new VirtualWorld(settings.Seed, options, history, before?.World.Now ?? 0);
        Database = new VirtualDatabase(World, options, before?.Database);
        Broker = new VirtualBroker(LogPartitions);
        Origin = World.Add(_hosts++, effects => new OriginMachine(New(Role.Origin, 0), Settings, effects, Database));
        Database.Origin = Origin;
        _partitions = new VirtualPartitions(World, options, Settings, before?._partitions, ShowView);
        for (var i = 0; i < settings.Nodes; i++)
        {
            _nodeHosts.Add(_hosts);
            _nodes.Add(World.Add(_hosts++, effects => new CacheNode(New(Role.Node, i), Settings, effects)));
        }

        Coordinator = World.Add(_hosts++, effects => new Coordinator(New(Role.Coordinator, 0), Settings, effects));
        if (settings.HasCdc)
        {
            StartFeed(_life);
            StartInvalidator(_life);
        }

        if (Settings.HasDurableQueue) _partitions.Start(MemberHosts);
        ShowView();
        World.Run(World.Now + (10 * Durations.Second), () => _nodes.TrueForAll(node => node.Ready) && (!Settings.HasDurableQueue || _partitions.Complete));
        if (recovers) Configure(settings);
    }

    /// <summary>Time and network.</summary>
    public VirtualWorld World { get; }

    /// <summary>The settings.</summary>
    public SimSettings Settings { get; private set; }

    /// <summary>The dirty partitions that live.</summary>
    public IEnumerable<DirtyPartition> Partitions => _partitions.Living;

    /// <summary>Keys that were dirty when the last run's last request had ended.</summary>
    public int DirtyAtEnd { get; private set; }

    /// <summary>Keys that were acknowledged and are not in the database yet.</summary>
    public int Dirty => _partitions.Living.Sum(partition => partition.Count + partition.Pending) + _nodes.Sum(node => node.Dirty.Count);

    /// <summary>Whether the origin has all that was acknowledged and nothing is on its way into a queue. Partitions that live nowhere have told nobody what they hold.</summary>
    public bool Drained => Dirty == 0 && Coordinator.Queueing == 0 && (!Settings.HasDurableQueue || _partitions.Complete);

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
        if (newBroker) Broker = new VirtualBroker(LogPartitions);
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
        ShowView();
    }

    /// <summary>Kills a node's process, removes it from the cluster and starts it anew, empty. Its dirty partitions go elsewhere.</summary>
    /// <param name="index">Which node.</param>
    public void RestartNode(int index)
    {
        KillNode(index);
        RemoveNode(index);
        AddNode(index);
    }

    /// <summary>Kills a node's process, with all that lives there. The others do not know yet.</summary>
    /// <param name="index">Which node.</param>
    public void KillNode(int index)
    {
        foreach (var address in World.MachinesAt(_nodeHosts[index])) World.Kill(address);
    }

    /// <summary>Stops a node's process in its tracks.</summary>
    /// <param name="index">Which node.</param>
    /// <returns>Lets it go on: as a stranger, if it has been removed meanwhile.</returns>
    public Action PauseNode(int index)
    {
        var stopped = World.MachinesAt(_nodeHosts[index]);
        World.Pause(stopped);
        return () => World.Resume(stopped);
    }

    /// <summary>Removes a node from the cluster. What is left of it is a stranger; its dirty partitions are started elsewhere.</summary>
    /// <param name="index">Which node.</param>
    public void RemoveNode(int index)
    {
        var host = _nodeHosts[index];
        _members.Remove(_nodes[index].Self);
        _nodeHosts[index] = -1;
        _partitions.Move(host, Settings.HasDurableQueue ? MemberHosts : []);
        ShowView();
    }

    /// <summary>Starts a node that was removed, in a new process.</summary>
    /// <param name="index">Which node.</param>
    public void AddNode(int index)
    {
        var next = _nodes[index].Self with { Incarnation = _nodes[index].Self.Incarnation + 1 };
        _members.Add(next);
        _nodeHosts[index] = _hosts++;
        _nodes[index] = World.Add(_nodeHosts[index], effects => new CacheNode(next, Settings, effects));
        if (Settings.HasDurableQueue) _partitions.Start(MemberHosts);
        ShowView();
    }

    /// <summary>Puts other settings in force. Write-back is left in good order: writers wait until nothing is dirty any more.</summary>
    /// <param name="settings">The settings, with the same members.</param>
    public void Configure(SimSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (Settings.LeavesWriteBack(settings))
        {
            Apply(Settings with { Draining = true });
            World.Run(long.MaxValue, () => Drained);
        }

        Apply(settings);
        if (!settings.HasDurableQueue) return;
        _partitions.Start(MemberHosts);
        World.Run(long.MaxValue, () => _partitions.Complete);
    }

    /// <summary>Runs a workload to its end and then the drain time.</summary>
    /// <param name="spec">The workload.</param>
    /// <returns>What it measured.</returns>
    public WorkloadReport Run(WorkloadSpec spec)
    {
        var client = Begin(spec);
        World.Run(long.MaxValue, () => client.Phase == WorkloadPhase.Done);
        var report = client.Report;
        DirtyAtEnd = Dirty;
        World.Run(World.Now + LongestDrain, () => Dirty == 0);
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

    private IReadOnlyList<int> MemberHosts => [.. _nodeHosts.Where(host => host >= 0)];

    // The origin takes the first host, the nodes the next ones.
    private int HostOfCoordinator => 1 + Settings.Nodes;

    private Address New(Role role, int index)
    {
        var address = new Address(role, index, _life);
        _members.Add(address);
        return address;
    }

    private void Apply(SimSettings settings)
    {
        Settings = settings;
        _partitions.Configure(settings);
        World.Configure(settings);
    }

    private void ShowView() => World.SetView(_members.Concat(_partitions.Serving));

    private void StartFeed(int incarnation)
    {
        var kept = _changeLog?.Kept;
        _feed = new Address(Role.Feed, 0, incarnation);
        _changeLog = new VirtualChangeLog(World, _options, Database) { Kept = kept };
        _publisher = new VirtualPublisher(World, _options, Broker);
        _changeLog.Feed = _publisher.Feed = World.Add(0, effects =>
            new ChangeFeed(_feed, $"log-{_logs}", LogPartitions, kept, Database.LastSequence, effects, _changeLog, _publisher));
    }

    private void StartInvalidator(int incarnation)
    {
        _invalidator = new Address(Role.Invalidator, 0, incarnation);
        _members.Add(_invalidator);
        _consumer = new VirtualConsumer(World, _options, Broker);
        _consumer.Invalidator = World.Add(_hosts++, effects => new InvalidatorMachine(_invalidator, effects, _consumer));
    }
}
