using AkkaCacheSim.Core.Coordinators;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Origin;

namespace AkkaCacheSim.Simulation;

/// <content>What can befall its processes, and who takes their places.</content>
public sealed partial class VirtualCluster
{
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
        if (newBroker) Broker = new VirtualBroker(LogPartitions, _options.UnversionedEvery) { Fails = Broker.Fails };
        if (newBroker) _logs++;
        StartFeed(_feed.Incarnation + 1);
        for (var i = 0; newBroker && i < _consumers.Count; i++) RestartInvalidator(i);
    }

    /// <summary>Lets the origin's process leave: it is a member no longer, and dies when what is under way there has had its time. Its database stays.</summary>
    /// <param name="within">How long that is, ns.</param>
    public void StopOrigin(long within)
    {
        var leaving = Origin.Self;
        _members.Remove(leaving);
        ShowView();
        World.After(within, () =>
        {
            if (Settings.HasCdc) KillFeed();
            World.Kill(leaving);
        });
    }

    /// <summary>Starts the origin's next life on the same database, and with cdc a feed and an empty broker.</summary>
    public void StartOrigin()
    {
        var next = Origin.Self with { Incarnation = Origin.Self.Incarnation + 1 };
        _members.Add(next);
        _origins.Add(World.Add(0, effects => new OriginMachine(next, Settings, effects, Database)));
        Database.Origin = Origin;
        if (Settings.HasCdc) RestartFeed(newBroker: true);
        ShowView();
    }

    /// <summary>Kills an invalidator and starts its next life at the committed offsets of its partitions.</summary>
    /// <param name="index">Which invalidator.</param>
    public void RestartInvalidator(int index = 0)
    {
        var killed = EndInvalidator(index);
        _consumers[index] = StartInvalidator(index, killed.Incarnation + 1);
        ShowView();
    }

    /// <summary>Lets an invalidator leave: it ends and is a member no longer.</summary>
    /// <param name="index">Which invalidator.</param>
    /// <returns>Starts its next life at the committed offsets of its partitions.</returns>
    public Action StopInvalidator(int index)
    {
        var stopped = EndInvalidator(index);
        ShowView();
        return () =>
        {
            _consumers[index] = StartInvalidator(index, stopped.Incarnation + 1);
            ShowView();
        };
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

    /// <summary>Cuts a process off from all others.</summary>
    /// <param name="host">The process.</param>
    /// <param name="mute">Whether nothing that it says arrives.</param>
    /// <param name="deaf">Whether nothing that is said to it arrives, news of members and settings included.</param>
    /// <returns>Heals it.</returns>
    public Action Cut(int host, bool mute, bool deaf)
    {
        var heal = World.Network.Cut((from, to) => (mute && from == host) || (deaf && to == host));
        var hear = deaf ? World.Unaware(host) : () => { };
        return () =>
        {
            heal();
            hear();
        };
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
        var host = Dismiss(index);
        _partitions.Move(host, PartitionHosts);
        ShowView();
    }

    /// <summary>Lets a node leave: it is a member no longer, and dies when what is under way there has had its time.</summary>
    /// <param name="index">Which node.</param>
    /// <param name="within">How long that is, ns.</param>
    public void StopNode(int index, long within)
    {
        var host = Dismiss(index);
        _partitions.Leave(host, () => PartitionHosts);
        ShowView();
        World.After(within, () =>
        {
            KillAt(host);
            _partitions.Move(host, PartitionHosts);
        });
    }

    private IReadOnlyList<int> PartitionHosts => Settings.HasDurableQueue ? MemberHosts : [];

    // Its process is left to whoever called.
    private int Dismiss(int index)
    {
        var host = _nodeHosts[index];
        _members.Remove(_nodes[index].Self);
        _nodeHosts[index] = -1;
        return host;
    }

    /// <summary>Starts a node that was removed, or the next one more, in a new process.</summary>
    /// <param name="index">Which node; <c>Nodes.Count</c> for one more.</param>
    public void AddNode(int index)
    {
        var (first, host) = (index == _nodes.Count, _hosts++);
        var next = first ? new Address(Role.Node, index, _life) : _nodes[index].Self with { Incarnation = _nodes[index].Self.Incarnation + 1 };
        _members.Add(next);
        var node = World.Add(host, effects => new CacheNode(next, Settings, effects));
        if (first)
        {
            _nodeHosts.Add(host);
            _nodes.Add(node);
        }
        else
        {
            (_nodeHosts[index], _nodes[index]) = (host, node);
        }

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

    /// <summary>Lets every append to a journal fail, or succeed again.</summary>
    /// <param name="fails">Whether they fail.</param>
    public void FailJournals(bool fails) => _partitions.Fail(fails);

    private Address EndInvalidator(int index)
    {
        var ended = _consumers[index].Invalidator!.Self;
        _consumers[index].Invalidator = null;
        World.Kill(ended);
        _members.Remove(ended);
        return ended;
    }

    private void KillAt(int host)
    {
        foreach (var address in World.MachinesAt(host)) World.Kill(address);
    }
}
