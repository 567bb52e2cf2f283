using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Simulation.Tests;

/// <summary>What a backlog of durable write-back lives through.</summary>
public sealed class RecoveryTests : IDisposable
{
    private static readonly SimSettings Back = new() { Nodes = 3, Write = "write-back", ServiceTime = default, Ttl = Durations.None };
    private static readonly WorkloadSpec Writes = new() { Keys = 200, Requests = 400, Concurrency = 8, WriteShare = 1 };

    private readonly Recorded _recorded = new();

    public void Dispose() => _recorded.Dispose();

    [Theory]
    [InlineData("write-back", "durable")]
    [InlineData("write-back", "volatile")]
    [InlineData("write-through", "durable")]
    [InlineData("write-around", "durable")]
    public void WhenEveryProcessDiesWithABacklog_ThenTheNextClusterWritesItWhateverItsSettings(string write, string durability)
    {
        var first = new VirtualCluster(Back, new VirtualOptions(), _recorded.History);
        first.World.Pause([first.Origin.Self]);
        Finish(first, Writes);
        Assert.InRange(first.Dirty, 150, 200);
        Assert.Empty(first.Database.Versions());

        var next = new VirtualCluster(Back with { Write = write, Durability = durability, Nodes = 2, Invalidation = InvalidationStrategies.Cdc }, new VirtualOptions(), _recorded.History, first);
        Assert.Equal((write, false), (next.Settings.Write, next.Settings.Draining));
        Assert.Equal(next.Settings, next.Coordinator.Settings);

        // Under settings without write-back nobody could serve what is dirty: it is written before anyone is served.
        if (!next.Settings.HasDurableQueue) Assert.Equal(first.Dirty, next.Database.Versions().Count());
        Drain(next);
        Assert.Equal(first.Dirty, next.Database.Versions().Count());
        Finish(next, Writes with { Seed = 2, WriteShare = 0.5 });
        Drain(next);
        AssertNothingLost(next);
    }

    [Fact]
    public void WhenTheOriginIsStillSilent_ThenTheNextClusterServesWhatIsDirty()
    {
        var first = new VirtualCluster(Back, new VirtualOptions(), null);
        first.World.Pause([first.Origin.Self]);
        Finish(first, Writes);
        var next = new VirtualCluster(Back, new VirtualOptions(), _recorded.History, first);
        next.World.Pause([next.Origin.Self]);
        var client = next.Begin(new WorkloadSpec { Keys = 200, Requests = 200, Concurrency = 8 });
        next.World.Run(next.World.Now + (50 * Durations.Millisecond), () => false);
        Assert.InRange(client.Report.Reads, 40, 200);
    }

    [Fact]
    public void WhenNodesLeaveInGoodOrder_ThenNoWriteFailsOrWaitsForATimeOut()
    {
        var cluster = new VirtualCluster(Back, new VirtualOptions { PersistTime = Durations.Millisecond, NetworkMost = 5 * Durations.Millisecond }, _recorded.History);
        var client = cluster.Begin(Writes with { Rate = 10_000, Requests = 3_000 });
        for (var i = 0; i < 6; i++)
        {
            var node = i % 3;
            cluster.World.After((20 + (40 * i)) * Durations.Millisecond, () => cluster.StopNode(node, 15 * Durations.Millisecond));
            cluster.World.After((40 + (40 * i)) * Durations.Millisecond, () => cluster.AddNode(node));
        }

        Assert.True(cluster.World.Run(cluster.World.Now + (2 * Back.Timeout), () => client.Phase == WorkloadPhase.Done));
        Assert.Equal(3_000, client.Report.WritesEnding(Outcome.Stored));
        Assert.True(client.Report.Write.GetValueAtPercentile(100) < 50 * Durations.Millisecond, $"{client.Report.Write.GetValueAtPercentile(100)} ns");
        Drain(cluster);
        AssertNothingLost(cluster);
    }

    [Fact]
    public void WhenPartitionsMoveThereAndBack_ThenNothingIsLost()
    {
        var cluster = new VirtualCluster(Back with { Nodes = 2 }, new VirtualOptions(), _recorded.History);
        var client = cluster.Begin(Writes with { Rate = 10_000, Requests = 3_000 });
        var homes = new List<int>();
        for (var round = 0; round < 4; round++)
        {
            // All partitions go to the other node; the node that they left comes back, paused and then again itself.
            var resume = cluster.PauseNode(round % 2);
            cluster.World.Run(cluster.World.Now + (20 * Durations.Millisecond), () => false);
            cluster.RemoveNode(round % 2);
            cluster.AddNode(round % 2);
            resume();
            cluster.World.Run(cluster.World.Now + (30 * Durations.Millisecond), () => false);
            homes.Add(cluster.Partitions.Sum(partition => partition.Self.Incarnation));
        }

        Assert.True(homes.Zip(homes.Skip(1)).All(pair => pair.Second > pair.First), string.Join(", ", homes));
        cluster.World.Run(long.MaxValue, () => client.Phase == WorkloadPhase.Done);
        Drain(cluster);
        AssertNothingLost(cluster);
    }

    private static void Finish(VirtualCluster cluster, WorkloadSpec spec)
    {
        var client = cluster.Begin(spec);
        cluster.World.Run(long.MaxValue, () => client.Phase == WorkloadPhase.Done);
        Assert.Equal(0, client.Report.Errors);
    }

    private static void Drain(VirtualCluster cluster) =>
        Assert.True(cluster.World.Run(cluster.World.Now + (5 * Durations.Second), () => cluster.Drained));

    private void AssertNothingLost(VirtualCluster cluster)
    {
        cluster.RecordFinal();
        var report = _recorded.Check();
        Assert.True(report.Writes > 500, $"{report.Writes} writes");
        Assert.Empty(report.LostWrites);
        Assert.Empty(report.Overwrites);
    }
}
