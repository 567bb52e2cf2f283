using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Simulation.Tests;

public sealed class StalenessTests
{
    [Fact]
    public void WhenTheWorldHasNoDelays_ThenTheCheckerCountsTheVeryReadsThatTheProbeSawStale()
    {
        using var recorded = new Recorded();
        var settings = new SimSettings { Nodes = 2, Slots = 50, Ttl = 100 * Durations.Millisecond, Write = "write-around", ServiceTime = default };
        var cluster = new VirtualCluster(settings, VirtualOptions.Instant, recorded.History);
        var probe = Probe.Run(cluster, new WorkloadSpec { Keys = 50, Rate = 5_000, Requests = 20_000, WriteShare = 0.1, BypassShare = 0.5, Preload = true });
        var report = recorded.Check();
        Assert.InRange(report.StaleReads, 1_000, 18_000);
        Assert.Equal(probe.StaleReads, report.StaleReads);
        Assert.InRange(report.Staleness!.Max, 50, 100);
    }
}
