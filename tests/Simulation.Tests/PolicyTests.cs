using AkkaCacheSim.Core.Policies;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Simulation.Tests;

public sealed class PolicyTests
{
    private static readonly string[] Durabilities = ["durable", "volatile"];

    public static TheoryData<string, string, string> Combinations =>
        [.. from read in ReadPolicies.Names from write in WritePolicies.Names from durability in Durabilities select (read, write, durability)];

    [Theory]
    [MemberData(nameof(Combinations))]
    public void WhenReadAndWritePoliciesAreCombined_ThenEveryRequestEndsWellAndMostReadsHit(string read, string write, string durability)
    {
        using var recorded = new Recorded();
        var settings = new SimSettings { Nodes = 3, Slots = 100, Read = read, Write = write, Durability = durability, ServiceTime = new ServiceTime(1 * Durations.Millisecond, 5 * Durations.Millisecond) };
        var cluster = new VirtualCluster(settings, new VirtualOptions(), recorded.History);
        var report = cluster.Run(new WorkloadSpec { Keys = 200, Requests = 10_000, Rate = 5_000, WriteShare = 0.1, Preload = true });
        Assert.Equal((0, 0), (report.Errors, report.Shed));
        Assert.InRange(report.HitRate, 0.9, 1);
        Assert.Equal(0, cluster.Dirty);
        cluster.RecordFinal();
        var check = recorded.Check();
        Assert.Empty(check.LostWrites);
        Assert.Empty(check.Overwrites);
        Assert.Empty(check.NonMonotonicReads);
    }
}
