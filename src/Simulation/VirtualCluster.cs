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
public sealed partial class VirtualCluster
{
    private const int LogPartitions = 4;

    // What a dirty queue is given to reach the origin once nobody writes any more.
    private const long LongestDrain = 60 * Durations.Second;

    private readonly VirtualOptions _options;
    private readonly List<Address> _members = [];
    private readonly List<CacheNode> _nodes = [];
    private readonly List<Coordinator> _coordinators = [];
    private readonly List<OriginMachine> _origins = [];
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
        Broker = new VirtualBroker(LogPartitions, options.UnversionedEvery);
        _origins.Add(World.Add(_hosts++, effects => new OriginMachine(New(Role.Origin, 0), Settings, effects, Database)));
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

    /// <summary>Whether nobody waits for anything: no request, no load.</summary>
    public bool Quiet => _coordinators.Where(Lives).All(coordinator => coordinator.InFlight + coordinator.Shared == 0) && _nodes.TrueForAll(node => node.Unanswered == 0);

    /// <summary>Whether the log says that every member node has been told of every change: the feed's position is the last change, and every offset is committed.</summary>
    public bool LogDrained => !Settings.HasCdc || (_changeLog!.Kept?.Sequence == Database.LastSequence && _changeLog.Feed is { Opening: false } && Broker.Drained);

    /// <summary>The database.</summary>
    public VirtualDatabase Database { get; }

    /// <summary>The log.</summary>
    public VirtualBroker Broker { get; private set; }

    /// <summary>The origin.</summary>
    public OriginMachine Origin => _origins[^1];

    /// <summary>All the origin's lives, the present one last.</summary>
    public IReadOnlyList<OriginMachine> Origins => _origins;

    /// <summary>The first coordinator.</summary>
    public Coordinator Coordinator => _coordinators[0];

    /// <summary>The coordinators; one that was killed stays in its place until the next takes it.</summary>
    public IReadOnlyList<Coordinator> Coordinators => _coordinators;

    /// <summary>The nodes that live.</summary>
    public IReadOnlyList<CacheNode> Nodes => _nodes;

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
        var wait = first.PreparedAt + rest - World.NowOf(first.Self);
        if (clients.Count > 1) clients.ForEach(client => client.BeginAt(World.NowOf(client.Self), World.NowOf(client.Self) + wait));
        starting?.Invoke(first.StartsAt);
    }

    private int LastIncarnation => _nodes.Select(node => node.Self).Concat(_coordinators.Select(coordinator => coordinator.Self)).Max(self => self.Incarnation);

    private bool Lives(IMachine machine) => World.Lives(machine.Self);

    private Address New(Role role, int index)
    {
        var address = new Address(role, index, _life);
        _members.Add(address);
        return address;
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
