using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Simulation;

/// <summary>The dirty partitions of a virtual cluster: their journals, and which process each lives in.</summary>
internal sealed class VirtualPartitions
{
    private readonly VirtualWorld _world;
    private readonly VirtualOptions _options;
    private readonly JournalStore[] _stores = [.. Enumerable.Range(0, DirtyPartitions.Count).Select(_ => new JournalStore())];
    private readonly Life?[] _lives = new Life?[DirtyPartitions.Count];
    private readonly Action _changed;
    private SimSettings _settings;

    public VirtualPartitions(VirtualWorld world, VirtualOptions options, SimSettings settings, Action changed)
    {
        _world = world;
        _options = options;
        _settings = settings;
        _changed = changed;
    }

    /// <summary>Where the partitions are that serve.</summary>
    public IEnumerable<Address> Serving => Living.Where(partition => partition.Ready).Select(partition => partition.Self);

    public IEnumerable<DirtyPartition> Living => _lives.Where(life => life is not null).Select(life => life!.Partition);

    /// <summary>Whether the journals hold something that the origin may not have.</summary>
    public bool HasBacklog => _stores.Any(store => store.Recover().Queue.Count > 0);

    public void Configure(SimSettings settings) => _settings = settings;

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
            if (_lives[index]?.Host == host) _lives[index] = null;
        }

        Start(hosts);
    }

    /// <summary>The machines that live in a process, those that the cluster believes to be elsewhere included.</summary>
    /// <param name="host">The process.</param>
    public IReadOnlyList<Address> At(int host) => [.. _world.MachinesAt(host).Where(address => address.Role == Role.Dirty)];

    private void Start(int index, int host)
    {
        var journal = new VirtualJournal(_world, _options, _stores[index], () => Failed(index, host));
        journal.Partition = _world.Add(host, effects => new DirtyPartition(index, _stores[index].Recover(), 0, _settings, effects, journal));
        journal.Persisted = () =>
        {
            journal.Persisted = () => { };
            _changed();
        };
        _lives[index] = new Life(journal.Partition, host);
    }

    // A failed append is the machine's death. Whoever still counts as the partition's home starts it anew; a predecessor's home does not.
    private void Failed(int index, int host)
    {
        var current = _lives[index];
        foreach (var address in At(host).Where(address => address.Index == index)) _world.Kill(address);
        if (current?.Host == host) Start(index, host);
    }

    private sealed record Life(DirtyPartition Partition, int Host);
}
