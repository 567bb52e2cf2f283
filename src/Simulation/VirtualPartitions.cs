using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Simulation;

/// <summary>The dirty partitions of a virtual cluster: their journals, and which process each lives in.</summary>
internal sealed class VirtualPartitions
{
    private readonly VirtualWorld _world;
    private readonly VirtualOptions _options;
    private readonly JournalStore[] _stores;
    private readonly Life?[] _lives = new Life?[DirtyPartitions.Count];
    private readonly Action _changed;
    private SimSettings _settings;

    /// <param name="world">The world they are in.</param>
    /// <param name="options">What an append costs.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="before">Those of a world that has ended, whose journals these ones find; null for empty journals.</param>
    /// <param name="changed">Called when another partition serves.</param>
    public VirtualPartitions(VirtualWorld world, VirtualOptions options, SimSettings settings, VirtualPartitions? before, Action changed)
    {
        _world = world;
        _options = options;
        _settings = settings;
        _changed = changed;
        _stores = before?._stores ?? [.. Enumerable.Range(0, DirtyPartitions.Count).Select(_ => new JournalStore())];
    }

    /// <summary>Whether all of them serve.</summary>
    public bool Complete => Serving.Count() == _lives.Length;

    /// <summary>Where the partitions are that serve.</summary>
    public IEnumerable<Address> Serving => Living.Where(partition => partition.Ready).Select(partition => partition.Self);

    public IEnumerable<DirtyPartition> Living => _lives.Where(life => life is not null).Select(life => life!.Partition);

    /// <summary>Whether the journals hold something that the origin may not have.</summary>
    public bool HasBacklog => _stores.Any(store => store.Recover().Queue.Count > 0);

    public void Configure(SimSettings settings) => _settings = settings;

    /// <summary>Lets every append fail, or succeed again.</summary>
    public void Fail(bool fails)
    {
        foreach (var store in _stores) store.Fails = fails;
    }

    /// <summary>Starts every partition that lives nowhere, spread over processes.</summary>
    /// <param name="hosts">The node processes that are members.</param>
    public void Start(IReadOnlyList<int> hosts)
    {
        for (var index = 0; index < _lives.Length; index++)
        {
            if (_lives[index] is null && hosts.Count > 0) Start(index, hosts[index % hosts.Count]);
        }
    }

    /// <summary>A process has been removed from the cluster: what lived there is started elsewhere, whether it has died or not.</summary>
    /// <param name="host">The process.</param>
    /// <param name="hosts">The node processes that are members.</param>
    public void Move(int host, IReadOnlyList<int> hosts)
    {
        for (var index = 0; index < _lives.Length; index++)
        {
            if (_lives[index] is not { } life || life.Host != host) continue;
            if (!life.Partition.Ready) Abandon(life);
            _lives[index] = null;
        }

        Start(hosts);
    }

    /// <summary>A process leaves the cluster in good order: what lives there ends what it has begun, and is then started elsewhere.</summary>
    /// <param name="host">The process.</param>
    /// <param name="hosts">The node processes that are members then.</param>
    public void Leave(int host, Func<IReadOnlyList<int>> hosts)
    {
        foreach (var life in _lives.Where(life => life?.Host == host).ToList())
        {
            life!.Journal.Persisted = () => Leave(life, hosts);
            _world.Deliver(life.Partition.Self, _ =>
            {
                life.Partition.Leave();
                Leave(life, hosts);
            });
        }
    }

    /// <summary>The machines that live in a process, those that the cluster believes to be elsewhere included.</summary>
    /// <param name="host">The process.</param>
    public IReadOnlyList<Address> At(int host) => [.. _world.MachinesAt(host).Where(address => address.Role == Role.Dirty)];

    private void Leave(Life life, Func<IReadOnlyList<int>> hosts)
    {
        var index = life.Partition.Self.Index;
        if (_lives[index] != life || !life.Partition.Left) return;
        _lives[index] = null;
        Start(hosts());
    }

    private void Start(int index, int host)
    {
        var journal = new VirtualJournal(_world, _options, _stores[index], () => Failed(index, host));
        journal.Partition = _world.Add(host, effects => new DirtyPartition(index, _stores[index].Recover(), 0, _settings, effects, journal));
        journal.Persisted = () =>
        {
            journal.Persisted = () => { };
            _changed();
        };
        _lives[index] = new Life(journal.Partition, journal, host);
    }

    // A failed append is the machine's death. Whoever still counts as the partition's home starts it anew; a predecessor's home does not.
    private void Failed(int index, int host)
    {
        var current = _lives[index];
        foreach (var address in At(host).Where(address => address.Index == index)) _world.Kill(address);
        if (current?.Host == host) Start(index, host);
    }

    // A life that no journal knows of has served nobody, and its successor may bear its number.
    private void Abandon(Life life)
    {
        life.Journal.Close();
        if (At(life.Host).Contains(life.Partition.Self)) _world.Kill(life.Partition.Self);
    }

    private sealed record Life(DirtyPartition Partition, VirtualJournal Journal, int Host);
}
