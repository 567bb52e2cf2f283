using AkkaCacheSim.Checker;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Simulation.Tests;

/// <summary>The workload of <c>compare</c>, small.</summary>
internal static class Compare
{
    private static readonly SimSettings Settings = new()
    {
        Slots = 60,
        Write = "write-around",
        Ttl = 500 * Durations.Millisecond,
        ServiceTime = new ServiceTime(1 * Durations.Millisecond, 5 * Durations.Millisecond),
    };

    private static readonly WorkloadSpec Load = new()
    {
        Keys = 200,
        Rate = 3_000,
        Duration = 6 * Durations.Second,
        WriteShare = 0.05,
        BypassShare = 0.2,
        Preload = true,
    };

    public static (CheckReport Checked, WorkloadReport Report) Run(InvalidationStrategies invalidation, ulong seed)
    {
        using var recorded = new Recorded();
        var report = Play(invalidation, seed, recorded);
        return (recorded.Check(), report);
    }

    public static byte[] Bytes(ulong seed)
    {
        using var recorded = new Recorded();
        Play(InvalidationStrategies.Cdc, seed, recorded);
        return recorded.Bytes();
    }

    private static WorkloadReport Play(InvalidationStrategies invalidation, ulong seed, Recorded recorded)
    {
        var cluster = new VirtualCluster(Settings with { Invalidation = invalidation, Seed = seed }, new VirtualOptions { Drain = 100 * Durations.Millisecond }, recorded.History);
        var report = cluster.Run(Load with { Seed = seed });
        cluster.RecordFinal();
        return report;
    }
}
