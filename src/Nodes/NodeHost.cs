using Akka.Actor;
using Akka.Cluster.Sharding;
using AkkaCacheSim.Cluster;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.WriteBack;
using AkkaCacheSim.Nodes.Journal;

namespace AkkaCacheSim.Nodes;

/// <summary>The process of one cache node, and of the dirty partitions that Cluster Sharding gives it.</summary>
public sealed class NodeHost : MachineHost, IWithTimers
{
    // Announcements are not acknowledged; one that is lost costs this long.
    private static readonly TimeSpan AnnounceEvery = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(5);

    // Milliseconds since 1970, with room for a million events in each: a journal that is made later gives later stamps.
    private const int StampBits = 20;

    private readonly Dictionary<int, (DirtyPartition Machine, IActorRef Journal)> _partitions = [];
    private CacheNode? _node;
    private bool _partitionsAwaited, _partitionsStarted;

    /// <summary>Wires the actor.</summary>
    /// <param name="setup">What the process is.</param>
    public NodeHost(ProcessSetup setup)
        : base(setup)
    {
        Receive<PartitionRecovered>(HandleRecovered);
        Receive<EventsPersisted>(HandlePersisted);
        Receive<PartitionLeaves>(HandleLeaves);
        Receive<PartitionEnded>(HandleEnded);
        Receive<AnnounceAgain>(_ => Announce());
        Receive<StartAnyway>(_ => StartPartitions());
        Receive<GetContents>(HandleGetContents);
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc />
    protected override bool Ready => _node!.Ready && (!(_partitionsAwaited || _partitionsStarted) || PartitionsReady);

    // A backlog that other settings have left behind is written before anybody is served: it would come on top of newer writes.
    private bool PartitionsReady =>
        View.PartitionCount == DirtyPartitions.Count
        && (Settings.HasDurableQueue || Living.All(partition => partition.Count == 0));

    /// <inheritdoc />
    protected override void StartMachines()
    {
        _node = Add(effects => new CacheNode(Process, Settings, effects));
        if (!Settings.HasDurableQueue && Setup.JournalConnection is null && !Directory.Exists(Setup.JournalFolder)) return;
        _partitionsAwaited = true;
        Timers.StartSingleTimer(StartAnyway.Instance, StartAnyway.Instance, StartWithin);
    }

    /// <inheritdoc />
    protected override void OnViewChanged()
    {
        // Once all nodes are there: partitions that start on the first to come only have to move to the others.
        if (_partitionsAwaited && View.Nodes.Length >= Settings.Nodes) StartPartitions();
    }

    /// <inheritdoc />
    protected override void OnConfigured(SimSettings old)
    {
        if (Settings.HasDurableQueue) StartPartitions();
    }

    /// <inheritdoc />
    protected override IEnumerable<(string Name, long Value)> Figures()
    {
        var counters = _node!.Counters;
        var queues = Living.Select(partition => partition.Counters).Append(_node.Dirty.Counters).ToList();
        var oldest = Living.Select(partition => partition.OldestSince).Append(_node.Dirty.OldestSince).Min();
        return
        [
            ("entries", _node.Entries),
            ("used", _node.Used),
            ("capacity", Settings.Capacity ?? Settings.Slots),
            ("hits", counters.Hits),
            ("misses", counters.Misses),
            ("moved", counters.Moved),
            ("lookups", counters.Lookups),
            ("stale", counters.Stale),
            ("waited", counters.Coalesced),
            ("evictions", counters.Evictions),
            ("invalidated", counters.Invalidated),
            ("rejected", counters.Rejected),
            ("cleared", counters.Cleared),
            ("dirtyPartitions", Living.Count()),
            ("dirty", _node.Dirty.Count + Living.Sum(partition => partition.Count + partition.Pending)),
            ("dirtyAgeMs", oldest == long.MaxValue ? 0 : (MonotonicClock.Now() - oldest) / 1_000_000),
            ("flushed", queues.Sum(queue => queue.Flushed)),
            ("coalesced", queues.Sum(queue => queue.Coalesced)),
            ("conflicts", queues.Sum(queue => queue.Conflicts)),
            ("refused", queues.Sum(queue => queue.Refused)),
        ];
    }

    private IEnumerable<DirtyPartition> Living => _partitions.Values.Select(partition => partition.Machine).Where(partition => !partition.Left);

    private void HandleGetContents(GetContents question)
    {
        var slots = ShownSlots.Of(_node!.Copies(), MonotonicClock.Now(), question.Most);
        Sender.Tell(new Contents(Setup.Name, _node.Entries, Settings.Capacity ?? Settings.Slots, slots));
    }

    private void StartPartitions()
    {
        if (_partitionsStarted) return;
        _partitionsStarted = true;
        Timers.Cancel(StartAnyway.Instance);
        if (Setup.JournalConnection is null) Directory.CreateDirectory(Setup.JournalFolder);
        var host = Self;
        var folder = Setup.JournalConnection is null ? Setup.JournalFolder : null;
        ShardedDaemonProcess.Get(Context.System).Init(
            JournalHostingExtensions.DaemonName,
            DirtyPartitions.Count,
            index => Props.Create(() => new PartitionJournal(index, folder, host)),
            ShardedDaemonProcessSettings.Create(Context.System).WithRole("node"),
            LeavePartition.Instance);
        Timers.StartPeriodicTimer(AnnounceAgain.Instance, AnnounceAgain.Instance, AnnounceEvery);
    }

    private void HandleRecovered(PartitionRecovered recovered)
    {
        End(recovered.Index);
        var stampBase = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() << StampBits;
        var journal = new ActorJournal(recovered.Journal);
        var machine = Add(effects => new DirtyPartition(recovered.Index, recovered.State, stampBase, Settings, effects, journal));
        _partitions[recovered.Index] = (machine, recovered.Journal);
    }

    private void HandlePersisted(EventsPersisted persisted)
    {
        if (!_partitions.TryGetValue(persisted.Index, out var partition) || !partition.Journal.Equals(persisted.Journal)) return;
        var served = partition.Machine.Ready;
        partition.Machine.Persisted(MonotonicClock.Now());
        if (!served) Announce();
        LetGo(partition.Machine, partition.Journal);
        EndTurn();
    }

    private void HandleLeaves(PartitionLeaves leaves)
    {
        if (!_partitions.TryGetValue(leaves.Index, out var partition) || !partition.Journal.Equals(leaves.Journal))
        {
            // It has no machine that could have begun anything.
            leaves.Journal.Tell(PoisonPill.Instance);
            return;
        }

        partition.Machine.Leave();
        Announce();
        LetGo(partition.Machine, partition.Journal);
        EndTurn();
    }

    private static void LetGo(DirtyPartition machine, IActorRef journal)
    {
        if (machine.Left) journal.Tell(PoisonPill.Instance);
    }

    // One that has left in good order stays, for writes that are still on their way to it: it says where they belong.
    private void HandleEnded(PartitionEnded ended)
    {
        if (!_partitions.TryGetValue(ended.Index, out var partition) || !partition.Journal.Equals(ended.Journal)) return;
        if (!partition.Machine.Left) End(ended.Index);
        Announce();
    }

    private void End(int index)
    {
        if (_partitions.Remove(index, out var partition)) Remove(partition.Machine.Self);
    }

    private void Announce() => Announce([.. Living.Where(partition => partition.Ready).Select(partition => partition.Self)]);

    private sealed class AnnounceAgain
    {
        public static readonly AnnounceAgain Instance = new();
    }

    private sealed class StartAnyway
    {
        public static readonly StartAnyway Instance = new();
    }
}
