using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Simulation.Tests;

public sealed class CapacityTests
{
    [Theory]
    [InlineData("write-through")]
    [InlineData("write-around")]
    public void WhenManyKeysCompeteForFewSlots_ThenEntriesNeverExceedThem(string write)
    {
        var settings = new SimSettings { Nodes = 3, Slots = 4, Write = write, Invalidation = InvalidationStrategies.Cdc, Ttl = 40 * Durations.Millisecond, Sigma = 0, Kappa = 0 };
        var cluster = new VirtualCluster(settings, new VirtualOptions(), null);
        var probe = Probe.Begin(cluster, new WorkloadSpec { Keys = 300, Theta = 0.8, Rate = 3_000, Requests = 4_000, WriteShare = 0.2, BypassShare = 0.3 });
        var most = 0;
        cluster.World.Run(long.MaxValue, () =>
        {
            most = Math.Max(most, cluster.Nodes.Max(node => node.Entries));
            return probe.Done;
        });
        Assert.Equal(4, most);
        Assert.InRange(cluster.Nodes.Sum(node => node.Counters.Evictions), 300, 4_000);
        Assert.Equal(4_000, probe.Report.Reads + probe.Report.Writes + probe.Report.BypassWrites);
    }

    [Theory]
    [InlineData("lru")]
    [InlineData("s3-fifo")]
    [InlineData("w-tinylfu")]
    public void Bytes_never_exceed_a_capacity_in_bytes_and_values_too_large_are_served_without_being_kept(string eviction)
    {
        var settings = new SimSettings { Nodes = 2, Capacity = 2_000, Eviction = eviction, Ttl = 200 * Durations.Millisecond, ServiceTime = default };
        var cluster = new VirtualCluster(settings, new VirtualOptions(), null);
        var random = new Random(3);
        TraceRequest[] trace = [.. Enumerable.Range(0, 4_000).Select(_ => new TraceRequest($"k{random.Next(60)}") { Kind = random.Next(5) == 0 ? OperationKind.Write : OperationKind.Read, Size = random.Next(30) == 0 ? 3_000 : random.Next(5, 400) })];
        var probe = Probe.Begin(cluster, new WorkloadSpec { Trace = trace, Concurrency = 8, Preload = true });
        var most = 0L;
        cluster.World.Run(long.MaxValue, () =>
        {
            most = Math.Max(most, cluster.Nodes.Max(node => node.Used));
            return probe.Done;
        });
        Assert.InRange(most, 1_800, 2_000);
        Assert.InRange(cluster.Nodes.Sum(node => node.Counters.Evictions), 300, 4_000);
        Assert.Equal((4_000, 0), (probe.Report.Reads + probe.Report.Writes, probe.Report.Errors));
    }

    [Fact]
    public void WhenNodesAndOriginAreOverrun_ThenEveryRequestEndsWithinItsDeadlines()
    {
        var settings = new SimSettings { Nodes = 2, Pool = 2, Queue = 5, Timeout = 100 * Durations.Millisecond };
        var cluster = new VirtualCluster(settings, new VirtualOptions(), null);
        var probe = Probe.Begin(cluster, new WorkloadSpec { Keys = 100, Rate = 1_000, Requests = 1_000, WriteShare = 0.3 });
        cluster.World.After(300 * Durations.Millisecond, () => cluster.World.Kill(cluster.Nodes[0].Self));
        cluster.World.Run(long.MaxValue, () => probe.Done);
        Assert.Equal(1_000, probe.Report.Reads + probe.Report.Writes);
        Assert.True(probe.Report.Shed > 100, "the origin sheds");
        Assert.True(cluster.World.Now < 2 * Durations.Second, $"the last request ended at {Durations.Format(cluster.World.Now)}");
        Assert.Equal(0, cluster.Origin.Waiting);
    }
}
