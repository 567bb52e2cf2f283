using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Simulation;

namespace AkkaCacheSim.Fuzzing;

/// <summary>Lets faults strike a cluster, and ends each in its time.</summary>
internal sealed class Havoc
{
    // How often it is looked whether a change of settings has come to its end.
    private const long LookEvery = 5 * Durations.Millisecond;

    private readonly VirtualCluster _cluster;
    private readonly Troubles _troubles;
    private readonly NodeHavoc _nodes;

    /// <summary>Makes one that has done nothing yet.</summary>
    /// <param name="cluster">Whom it strikes.</param>
    public Havoc(VirtualCluster cluster)
    {
        _cluster = cluster;
        _troubles = new Troubles(cluster.World);
        _nodes = new NodeHavoc(cluster, _troubles);
    }

    /// <summary>How many faults have struck.</summary>
    public int Struck => _troubles.Begun;

    /// <summary>Whether nothing is broken at the moment, and nothing will be.</summary>
    public bool Healed => _troubles.Over;

    /// <summary>Lets faults strike in their time.</summary>
    /// <param name="faults">The faults.</param>
    public void Plan(IEnumerable<Fault> faults)
    {
        foreach (var fault in faults) _troubles.Expect(fault.At, () => Strike(fault));
    }

    private void Strike(Fault fault)
    {
        if (fault.OnNodes)
        {
            _nodes.Strike(fault);
            return;
        }

        var network = _cluster.World.Network;
        var invalidator = fault.Target % _cluster.Settings.Invalidators;
        switch (fault.Kind)
        {
            case FaultKind.CutInvalidator: Once("invalidator-" + invalidator, fault, () => _cluster.Cut(_cluster.HostOfInvalidator(invalidator), mute: true, deaf: true)); break;
            case FaultKind.PauseInvalidator: Once("invalidator-" + invalidator, fault, () => _cluster.PauseInvalidator(invalidator)); break;
            case FaultKind.KillInvalidator: _troubles.Pass(() => _cluster.RestartInvalidator(invalidator)); break;
            case FaultKind.KillFeed: Once("feed", fault, KillFeed); break;
            case FaultKind.LoseLog: _troubles.Pass(() => _cluster.RestartFeed(newBroker: true)); break;
            case FaultKind.FailLog: Once("log", fault, () => Switch(on => _cluster.Broker.Fails = on)); break;
            case FaultKind.PauseOrigin: Once("origin", fault, PauseOrigin); break;
            case FaultKind.FailDatabase: Once("database", fault, () => Switch(on => _cluster.Database.Fails = on)); break;
            case FaultKind.FailJournals: Once("journals", fault, () => Switch(_cluster.FailJournals)); break;
            case FaultKind.LoseMessages: Once("network", fault, () => Switch(on => network.Loss = on ? 0.1 : 0)); break;
            case FaultKind.RepeatMessages: Once("network", fault, () => Switch(on => network.Repeats = on ? 0.2 : 0)); break;
            case FaultKind.ReorderMessages: Once("network", fault, () => Switch(on => network.Overtaken = on ? 0.2 : 0)); break;
            case FaultKind.DelayMessages: Once("network", fault, () => Switch(on => network.Slowness = on ? fault.For / 2 : 0)); break;
            case FaultKind.Configure: _troubles.Begin("settings", () => Configure(fault.Settings!)); break;
            default: throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "a kind of fault was expected");
        }
    }

    // A trouble that ends as it began, and leaves the members as they were.
    private void Once(string part, Fault fault, Func<Action> strike) => _troubles.Begin(part, () =>
    {
        var end = strike();
        _cluster.World.After(fault.For, () =>
        {
            end();
            _troubles.End(part);
        });
    });

    private void Configure(SimSettings settings)
    {
        _cluster.BeginConfigure(settings);
        Await();
    }

    private void Await()
    {
        if (_cluster.Configuring) _cluster.World.After(LookEvery, Await);
        else _troubles.End("settings");
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
