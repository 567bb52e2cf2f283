using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Simulation.Tests;

/// <summary>One of four nodes is killed under reads of keys that are all warm, and removed a second later.</summary>
public sealed class ReplicaTests
{
    private const int Victim = 3;
    private static readonly SimSettings Settings = new() { Slots = 64, Placement = "ring", Ttl = Durations.None, Protect = ProtectionSet.SingleFlight, Sigma = 0, Kappa = 0, Timeout = 100 * Durations.Millisecond };
    private static readonly WorkloadSpec Load = new() { Keys = 40, Rate = 2_000, Duration = 3 * Durations.Second, WriteShare = 0, Preload = true, Warm = true };

    public static TheoryData<string> AllPlacements => [.. Placements.Names];

    [Theory]
    [MemberData(nameof(AllPlacements))]
    public void WhenANodeIsKilled_ThenItsKeysAreLoadedOnceByWhoStandsInAndAreInTheirPlaceWhenItIsRemoved(string placement)
    {
        var cluster = Play(Settings with { Placement = placement, Replicas = 2 }, out var keys, out var loads, out var loadsAfter);

        // Where nodes that stay exchange keys, a lookup on its way is for a node that is no longer the key's.
        var exchanges = placement is "modulo" or "maglev";
        Assert.InRange(cluster.Coordinator.Counters.Reads(Outcome.Failover), 0, exchanges ? 3 : 0);
        Assert.InRange(cluster.Coordinator.Counters.ReplicaReads, keys * 20, long.MaxValue);

        // A reader who missed while the fill was on its way loads once more.
        Assert.InRange(loads, keys, keys + 2);
        if (!exchanges) Assert.Equal(0, loadsAfter);
    }

    [Fact]
    public void WhenThereAreNoReplicas_ThenEveryReadOfItsKeysIsOneOfTheOrigin()
    {
        var cluster = Play(Settings, out var keys, out var loads, out var loadsAfter);
        Assert.Equal(0, cluster.Coordinator.Counters.ReplicaReads);
        Assert.InRange(loads, keys * 10, long.MaxValue);
        Assert.InRange(loadsAfter, keys, long.MaxValue);
    }

    [Fact]
    public void WhenTheKilledNodeIsBack_ThenItsKeysAreReadThereOnly()
    {
        var cluster = Play(Settings with { Replicas = 2 }, out _, out _, out _);
        cluster.AddNode(Victim);
        var (before, hits) = (cluster.Coordinator.Counters.ReplicaReads, cluster.Nodes[Victim].Counters.Hits);
        var client = cluster.Begin(Load with { Preload = false, Warm = false, Duration = Durations.Second });
        Assert.True(cluster.World.Run(long.MaxValue, () => client.Phase == WorkloadPhase.Done));
        Assert.Equal((before, 0), (cluster.Coordinator.Counters.ReplicaReads, hits));
        Assert.InRange(cluster.Nodes[Victim].Counters.Hits, 100, long.MaxValue);
    }

    // The victim's keys; what the origin was read from the kill to the removal, and after it.
    private static VirtualCluster Play(SimSettings settings, out int keys, out long loads, out long loadsAfter)
    {
        var cluster = new VirtualCluster(settings, new VirtualOptions(), null);
        var client = cluster.Begin(Load);
        cluster.World.Run(long.MaxValue, () => client.Phase == WorkloadPhase.Running);
        keys = cluster.Nodes[Victim].Entries;
        Assert.InRange(keys, 3, 20);
        var before = cluster.Origin.Counters.Reads;
        cluster.KillNode(Victim);
        cluster.World.Run(cluster.World.Now + Durations.Second, () => false);
        loads = cluster.Origin.Counters.Reads - before;
        cluster.RemoveNode(Victim);
        Assert.True(cluster.World.Run(long.MaxValue, () => client.Phase == WorkloadPhase.Done));
        loadsAfter = cluster.Origin.Counters.Reads - before - loads;
        Assert.Equal(0, client.Report.Errors);
        return cluster;
    }
}
