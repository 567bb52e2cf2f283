using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Core.Nodes;

namespace AkkaCacheSim.Nodes;

/// <summary>The process of one cache node.</summary>
public sealed class NodeHost : MachineHost
{
    private CacheNode? _node;

    /// <summary>Wires the actor.</summary>
    /// <param name="setup">What the process is.</param>
    public NodeHost(ProcessSetup setup)
        : base(setup)
    {
    }

    /// <inheritdoc />
    protected override bool Ready => _node!.Ready;

    /// <inheritdoc />
    protected override void StartMachines() => _node = Add(effects => new CacheNode(Process, Settings, effects));

    /// <inheritdoc />
    protected override IEnumerable<(string Name, long Value)> Figures()
    {
        var counters = _node!.Counters;
        return
        [
            ("entries", _node.Entries),
            ("slots", Settings.Slots),
            ("hits", counters.Hits),
            ("misses", counters.Misses),
            ("moved", counters.Moved),
            ("evictions", counters.Evictions),
            ("invalidated", counters.Invalidated),
            ("rejected", counters.Rejected),
            ("cleared", counters.Cleared),
        ];
    }
}
