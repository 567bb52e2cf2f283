using AkkaCacheSim.Simulation;

namespace AkkaCacheSim.Fuzzing;

/// <summary>Faults of nodes' processes: killed, paused, cut off; noticed or not.</summary>
internal sealed class NodeHavoc(VirtualCluster cluster, Troubles troubles)
{
    private const string Part = "node-";

    public void Strike(Fault fault)
    {
        var node = fault.Target % cluster.Nodes.Count;
        switch (fault.Kind)
        {
            case FaultKind.KillNode: On([node], n => Kill(n, fault)); break;
            case FaultKind.KillAllNodes: On(Enumerable.Range(0, cluster.Nodes.Count), n => Kill(n, fault)); break;
            case FaultKind.PauseNode: On([node], n => Trouble(n, fault, cluster.PauseNode(n))); break;
            case FaultKind.CutNode: On([node], n => Cut(n, fault, mute: true, deaf: true)); break;
            case FaultKind.MuteNode: On([node], n => Cut(n, fault, mute: true, deaf: false)); break;
            case FaultKind.DeafenNode: On([node], n => Cut(n, fault, mute: false, deaf: true)); break;
            default: throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "a fault of nodes was expected");
        }
    }

    private void On(IEnumerable<int> nodes, Action<int> strike)
    {
        var byPart = nodes.ToDictionary(node => Part + node);
        troubles.Begin([.. byPart.Keys], part => strike(byPart[part]));
    }

    private void Kill(int node, Fault fault)
    {
        cluster.KillNode(node);
        Replace(node, fault, () => { });
    }

    private void Cut(int node, Fault fault, bool mute, bool deaf)
    {
        var host = cluster.World.HostOf(cluster.Nodes[node].Self);
        var heal = cluster.Cut(host, mute, deaf);
        Trouble(node, fault, () =>
        {
            // One that finds itself removed ends.
            if (fault.Noticed) foreach (var machine in cluster.World.MachinesAt(host)) cluster.World.Kill(machine);
            heal();
        });
    }

    private void Trouble(int node, Fault fault, Action end)
    {
        if (fault.Noticed)
        {
            Replace(node, fault, end);
            return;
        }

        cluster.World.After(fault.For, () =>
        {
            end();
            troubles.End(Part + node);
        });
    }

    // Half-way the others notice; what is left of the old life ends at some time after that, maybe later than the next life begins.
    private void Replace(int node, Fault fault, Action end)
    {
        cluster.World.After(fault.For / 2, () =>
        {
            cluster.RemoveNode(node);
            cluster.World.After(fault.For / 2, end);
            cluster.World.After((fault.Target % 3) * fault.For / 3, () =>
            {
                cluster.AddNode(node);
                troubles.End(Part + node);
            });
        });
    }
}
