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
    private readonly List<Coordinator> _coordinators = [];
    private readonly VirtualHistory? _history;
    private readonly VirtualPartitions _partitions;
    private readonly List<int> _nodeHosts = [], _coordinatorHosts = [];
    private VirtualChangeLog? _changeLog;
    private VirtualPublisher? _publisher;
    private readonly List<VirtualConsumer> _consumers = [];
    private Address _feed;
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
        _life = before is null ? 1 : before.LastIncarnation + 1;
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

        for (var i = 0; i < settings.Coordinators; i++)
        {
            _coordinatorHosts.Add(_hosts);
            _coordinators.Add(World.Add(_hosts++, effects => new Coordinator(New(Role.Coordinator, i), Settings, effects)));
        }

        if (settings.HasCdc)
        {
            StartFeed(_life);
            for (var i = 0; i < settings.Invalidators; i++) _consumers.Add(StartInvalidator(i, _life));
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

    /// <summary>What the last run measured, coordinator by coordinator.</summary>
    public IReadOnlyList<ShareReport> Shares { get; private set; } = [];

    /// <summary>Keys that were dirty when the last run's last request had ended.</summary>
    public int DirtyAtEnd { get; private set; }

    /// <summary>Keys that were acknowledged and are not in the database yet.</summary>
    public int Dirty => _partitions.Living.Sum(partition => partition.Count + partition.Pending) + _nodes.Sum(node => node.Dirty.Count);

    /// <summary>Whether the origin has all that was acknowledged and nothing is on its way into a queue. Partitions that live nowhere have told nobody what they hold.</summary>
    public bool Drained => Dirty == 0 && _coordinators.Where(Lives).All(coordinator => coordinator.Queueing == 0) && (!Settings.HasDurableQueue || _partitions.Complete);

    /// <summary>The database.</summary>
    public VirtualDatabase Database { get; }

    /// <summary>The log.</summary>
    public VirtualBroker Broker { get; private set; }

    /// <summary>The origin.</summary>
    public OriginMachine Origin { get; }

    /// <summary>The first coordinator.</summary>
    public Coordinator Coordinator => _coordinators[0];

    /// <summary>The coordinators; one that was killed stays in its place until the next takes it.</summary>
    public IReadOnlyList<Coordinator> Coordinators => _coordinators;

    /// <summary>The nodes that live.</summary>
    public IReadOnlyList<CacheNode> Nodes => _nodes;

    /// <summary>Kills the feed; what is committed from now on waits in the database's log. One that is dead already stays so.</summary>
    public void KillFeed()
    {
        _changeLog!.Feed = null;
        _publisher!.Feed = null;
        if (World.Lives(_feed)) World.Kill(_feed);
    }

    /// <summary>Kills the feed and starts its next life where it left off; with a new log, when the broker has died with it.</summary>
    /// <param name="newBroker">Whether the broker and all it held are lost too.</param>
    public void RestartFeed(bool newBroker)
    {
        KillFeed();
        if (newBroker) Broker = new VirtualBroker(LogPartitions);
        if (newBroker) _logs++;
        StartFeed(_feed.Incarnation + 1);
        for (var i = 0; newBroker && i < _consumers.Count; i++) RestartInvalidator(i);
    }

    /// <summary>Kills an invalidator and starts its next life at the committed offsets of its partitions.</summary>
    /// <param name="index">Which invalidator.</param>
    public void RestartInvalidator(int index = 0)
    {
        var killed = _consumers[index].Invalidator!.Self;
        _consumers[index].Invalidator = null;
        World.Kill(killed);
        _members.Remove(killed);
        _consumers[index] = StartInvalidator(index, killed.Incarnation + 1);
        ShowView();
    }

    /// <summary>The process of an invalidator.</summary>
    /// <param name="index">Which invalidator.</param>
    /// <returns>Its number in the world.</returns>
    public int HostOfInvalidator(int index) => World.HostOf(_consumers[index].Invalidator!.Self);

    /// <summary>Stops an invalidator in its tracks, too shortly to be removed.</summary>
    /// <param name="index">Which invalidator.</param>
    /// <returns>Lets it go on.</returns>
    public Action PauseInvalidator(int index)
    {
        Address[] stopped = [_consumers[index].Invalidator!.Self];
        World.Pause(stopped);
        return () => World.Resume(stopped);
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
    public void KillNode(int index) => KillAt(_nodeHosts[index]);

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

    /// <summary>Lets a node leave: it is a member no longer, and dies when what is under way there has had its time.</summary>
    /// <param name="index">Which node.</param>
    /// <param name="within">How long that is, ns.</param>
    public void StopNode(int index, long within)
    {
        var host = _nodeHosts[index];
        RemoveNode(index);
        World.After(within, () => KillAt(host));
    }

    /// <summary>Starts a node that was removed, or the next one more, in a new process.</summary>
    /// <param name="index">Which node; <c>Nodes.Count</c> for one more.</param>
    public void AddNode(int index)
    {
        if (index == _nodes.Count)
        {
            _nodeHosts.Add(_hosts++);
            _nodes.Add(World.Add(_nodeHosts[index], effects => new CacheNode(New(Role.Node, index), Settings, effects)));
            if (Settings.HasDurableQueue) _partitions.Start(MemberHosts);
            ShowView();
            return;
        }

        var next = _nodes[index].Self with { Incarnation = _nodes[index].Self.Incarnation + 1 };
        _members.Add(next);
        _nodeHosts[index] = _hosts++;
        _nodes[index] = World.Add(_nodeHosts[index], effects => new CacheNode(next, Settings, effects));
        if (Settings.HasDurableQueue) _partitions.Start(MemberHosts);
        ShowView();
    }

    /// <summary>Kills a coordinator's process, its client with it: what is under way there is never answered. The others do not know yet.</summary>
    /// <param name="index">Which coordinator.</param>
    public void KillCoordinator(int index) => KillAt(_coordinatorHosts[index]);

    /// <summary>Removes a coordinator from the cluster.</summary>
    /// <param name="index">Which coordinator.</param>
    public void RemoveCoordinator(int index)
    {
        _members.Remove(_coordinators[index].Self);
        ShowView();
    }

    /// <summary>Starts a coordinator that was removed, in a new process and without a client.</summary>
    /// <param name="index">Which coordinator.</param>
    public void AddCoordinator(int index)
    {
        var next = _coordinators[index].Self with { Incarnation = _coordinators[index].Self.Incarnation + 1 };
        _members.Add(next);
        _coordinatorHosts[index] = _hosts++;
        _coordinators[index] = World.Add(_coordinatorHosts[index], effects => new Coordinator(next, Settings, effects));
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

    /// <summary>Lets every append to a journal fail, or succeed again.</summary>
    /// <param name="fails">Whether they fail.</param>
    public void FailJournals(bool fails) => _partitions.Fail(fails);

    /// <summary>Starts a workload, shared out among the coordinators.</summary>
    /// <param name="spec">The workload.</param>
    /// <param name="starting">Told, once all is prepared, when the first request begins, ns.</param>
    /// <returns>The clients; run the world on until they are done.</returns>
    public IReadOnlyList<LoadGenerator> BeginAll(WorkloadSpec spec, Action<long>? starting = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        List<LoadGenerator> clients = [.. spec.Split(_coordinators.Count).Select((share, index) => Begin(index, share))];
        Start(clients, spec.Rest, starting);
        return clients;
    }

    /// <summary>Runs a workload, shared out among the coordinators, to its end and then the drain time.</summary>
    /// <param name="spec">The workload.</param>
    /// <param name="starting">Told, once all is prepared, when the first request begins, ns.</param>
    /// <returns>What it measured in sum; see <see cref="Shares"/>.</returns>
    public WorkloadReport Run(WorkloadSpec spec, Action<long>? starting = null)
    {
        var clients = BeginAll(spec, starting);
        World.Run(long.MaxValue, () => clients.All(client => client.Phase == WorkloadPhase.Done || !Lives(client)));
        Shares = [.. clients.Select((client, index) => new ShareReport(_coordinators[index].Self.Name, client.Phase == WorkloadPhase.Done || Lives(client) ? client.Report : null))];
        DirtyAtEnd = Dirty;
        World.Run(World.Now + LongestDrain, () => Dirty == 0);
        World.Run(World.Now + _options.Drain, () => false);
        return ShareReport.Sum(Shares);
    }

    /// <summary>Starts a workload beside the first coordinator.</summary>
    /// <param name="spec">The workload.</param>
    /// <returns>The client; run the world on until it is done.</returns>
    public LoadGenerator Begin(WorkloadSpec spec) => Begin(0, spec);

    /// <summary>Ends the history with the origin's versions.</summary>
    public void RecordFinal()
    {
        if (_history is null) return;
        foreach (var (key, version) in Database.Versions()) _history.Add(new HistoryLine { Kind = HistoryKind.Final, Key = key, Version = version });
        _history.Flush();
    }

    private IReadOnlyList<int> MemberHosts => [.. _nodeHosts.Where(host => host >= 0)];

    private LoadGenerator Begin(int coordinator, WorkloadSpec spec)
    {
        var number = _hosts++;
        return World.Add(_coordinatorHosts[coordinator], effects =>
            new LoadGenerator(new Address(Role.Client, coordinator, number), _coordinators[coordinator].Self, spec, 2 * Settings.Timeout, effects));
    }

    // The first prepares for all, and all begin together.
    private void Start(List<LoadGenerator> clients, long rest, Action<long>? starting)
    {
        var first = clients[0];
        World.Run(long.MaxValue, () => first.PreparedAt != long.MaxValue || !Lives(first));
        if (!Lives(first)) throw new InvalidOperationException($"{Coordinator.Self.Name} died before the load began");
        if (first.PreparedAt == long.MaxValue) return;
        if (clients.Count > 1) clients.ForEach(client => client.BeginAt(World.Now, first.PreparedAt + rest));
        starting?.Invoke(first.StartsAt);
    }

    private int LastIncarnation => _nodes.Select(node => node.Self).Concat(_coordinators.Select(coordinator => coordinator.Self)).Max(self => self.Incarnation);

    private bool Lives(IMachine machine) => World.Lives(machine.Self);

    private void KillAt(int host)
    {
        foreach (var address in World.MachinesAt(host)) World.Kill(address);
    }

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

    private VirtualConsumer StartInvalidator(int index, int incarnation)
    {
        var self = new Address(Role.Invalidator, index, incarnation);
        _members.Add(self);
        var consumer = new VirtualConsumer(World, _options, Broker, index, Settings.Invalidators);
        consumer.Invalidator = World.Add(_hosts++, effects => new InvalidatorMachine(self, effects, consumer));
        return consumer;
    }
}
