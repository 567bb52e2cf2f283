using AkkaCacheSim.Simulation;

namespace AkkaCacheSim.Fuzzing;

/// <summary>Lets faults strike a cluster, and ends each in its time. A process has one trouble at a time; a fault that finds it in trouble passes it by.</summary>
internal sealed class Havoc
{
    private readonly VirtualCluster _cluster;
    private readonly HashSet<string> _troubled = [];
    private int _open;

    public Havoc(VirtualCluster cluster) => _cluster = cluster;

    /// <summary>How many have struck.</summary>
    public int Struck { get; private set; }

    /// <summary>Whether nothing is broken at the moment.</summary>
    public bool Healed => _open == 0;

    /// <summary>Lets faults strike in their time.</summary>
    /// <param name="faults">The faults.</param>
    public void Plan(IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
        {
            _open++;
            _cluster.World.After(fault.At, () => Strike(fault));
        }
    }

    private void Strike(Fault fault)
    {
        var node = fault.Target % _cluster.Nodes.Count;
        var invalidator = fault.Target % _cluster.Settings.Invalidators;
        switch (fault.Kind)
        {
            case FaultKind.KillNode: OnNodes([node], fault, KillNode); break;
            case FaultKind.KillAllNodes: OnNodes(Enumerable.Range(0, _cluster.Nodes.Count), fault, KillNode); break;
            case FaultKind.PauseNode: OnNodes([node], fault, PauseNode); break;
            case FaultKind.CutNode: OnNodes([node], fault, (n, f) => CutNode(n, f, mute: true, deaf: true)); break;
            case FaultKind.MuteNode: OnNodes([node], fault, (n, f) => CutNode(n, f, mute: true, deaf: false)); break;
            case FaultKind.DeafenNode: OnNodes([node], fault, (n, f) => CutNode(n, f, mute: false, deaf: true)); break;
            case FaultKind.CutInvalidator when _cluster.Settings.HasCdc: Once("invalidator-" + invalidator, fault, () => Cut(_cluster.HostOfInvalidator(invalidator), mute: true, deaf: true)); break;
            case FaultKind.PauseInvalidator when _cluster.Settings.HasCdc: Once("invalidator-" + invalidator, fault, () => _cluster.PauseInvalidator(invalidator)); break;
            case FaultKind.KillInvalidator when _cluster.Settings.HasCdc && !_troubled.Contains("invalidator-" + invalidator): Now(() => _cluster.RestartInvalidator(invalidator)); break;
            case FaultKind.KillFeed when _cluster.Settings.HasCdc: Once("feed", fault, KillFeed); break;
            case FaultKind.LoseLog when _cluster.Settings.HasCdc && _troubled.Count == 0: Now(() => _cluster.RestartFeed(newBroker: true)); break;
            case FaultKind.PauseOrigin: Once("origin", fault, PauseOrigin); break;
            case FaultKind.FailDatabase: Once("database", fault, () => Switch(on => _cluster.Database.Fails = on)); break;
            case FaultKind.FailJournals: Once("journals", fault, () => Switch(_cluster.FailJournals)); break;
            case FaultKind.LoseMessages: Once("network", fault, () => Switch(on => _cluster.World.Network.Loss = on ? 0.1 : 0)); break;
            case FaultKind.RepeatMessages: Once("network", fault, () => Switch(on => _cluster.World.Network.Repeats = on ? 0.2 : 0)); break;
            case FaultKind.ReorderMessages: Once("network", fault, () => Switch(on => _cluster.World.Network.Overtaken = on ? 0.2 : 0)); break;
            case FaultKind.DelayMessages: Once("network", fault, () => Switch(on => _cluster.World.Network.Slowness = on ? fault.For / 2 : 0)); break;
            default: _open--; break;
        }
    }

    private void Now(Action strike)
    {
        Struck++;
        _open--;
        strike();
    }

    // A trouble that ends as it began, and leaves the members as they were.
    private void Once(string part, Fault fault, Func<Action> strike)
    {
        if (!_troubled.Add(part))
        {
            _open--;
            return;
        }

        Struck++;
        var end = strike();
        _cluster.World.After(fault.For, () =>
        {
            end();
            Over(part);
        });
    }

    private void OnNodes(IEnumerable<int> nodes, Fault fault, Action<int, Fault> strike)
    {
        var struck = nodes.Where(node => _troubled.Add("node-" + node)).ToList();
        _open += struck.Count - 1;
        Struck += struck.Count > 0 ? 1 : 0;
        foreach (var node in struck) strike(node, fault);
    }

    private void Over(string part)
    {
        _troubled.Remove(part);
        _open--;
    }

    private void KillNode(int node, Fault fault)
    {
        _cluster.KillNode(node);
        Replace(node, fault, () => { });
    }

    private void PauseNode(int node, Fault fault) => Trouble(node, fault, _cluster.PauseNode(node));

    private void CutNode(int node, Fault fault, bool mute, bool deaf)
    {
        var host = _cluster.World.HostOf(_cluster.Nodes[node].Self);
        var heal = Cut(host, mute, deaf);
        Trouble(node, fault, () =>
        {
            // One that finds itself removed ends.
            if (fault.Noticed) foreach (var machine in _cluster.World.MachinesAt(host)) _cluster.World.Kill(machine);
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

        _cluster.World.After(fault.For, () =>
        {
            end();
            Over("node-" + node);
        });
    }

    // Half-way the others notice; what is left of the old life ends at some time after that, maybe later than the next life begins.
    private void Replace(int node, Fault fault, Action end)
    {
        _cluster.World.After(fault.For / 2, () =>
        {
            _cluster.RemoveNode(node);
            _cluster.World.After(fault.For / 2, end);
            _cluster.World.After((fault.Target % 3) * fault.For / 3, () =>
            {
                _cluster.AddNode(node);
                Over("node-" + node);
            });
        });
    }

    private Action Cut(int host, bool mute, bool deaf)
    {
        var heal = _cluster.World.Network.Cut((from, to) => (mute && from == host) || (deaf && to == host));
        var hear = deaf ? _cluster.World.Unaware(host) : () => { };
        return () =>
        {
            heal();
            hear();
        };
    }

    private Action KillFeed()
    {
        _cluster.KillFeed();
        return () => _cluster.RestartFeed(newBroker: false);
    }

    private Action PauseOrigin()
    {
        var stopped = _cluster.World.MachinesAt(_cluster.World.HostOf(_cluster.Origin.Self));
        _cluster.World.Pause(stopped);
        return () => _cluster.World.Resume(stopped);
    }

    private static Action Switch(Action<bool> set)
    {
        set(true);
        return () => set(false);
    }
}
