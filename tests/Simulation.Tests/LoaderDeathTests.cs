using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Simulation.Tests;

public sealed class LoaderDeathTests
{
    private const long Load = 100 * Durations.Millisecond;

    // Whoever it is that loads: one of the four runs kills it.
    [Fact]
    public void WhenTheHolderOfALeaseIsKilled_ThenTheOthersWaitForItsLeaseAndOneMoreLoad()
    {
        var settings = new SimSettings { Coordinators = 4, Ttl = Durations.Second, ServiceTime = new ServiceTime(Load, Load), Pool = 1_000, Sigma = 0, Kappa = 0, Protect = ProtectionSet.Lock };
        var longest = Enumerable.Range(0, 4).Select(victim => Longest(settings, victim)).ToList();
        Assert.All(longest, wait => Assert.InRange(wait, Load, settings.LeaseFor + Load + (10 * Durations.Millisecond)));
        Assert.Contains(longest, wait => wait > settings.LeaseFor);
    }

    private static long Longest(SimSettings settings, int victim)
    {
        var cluster = new VirtualCluster(settings, new VirtualOptions(), null);
        var spec = new WorkloadSpec { Keys = 1, Preload = true, Warm = true, Rest = 1_500 * Durations.Millisecond, Concurrency = 1_000, Requests = 1_000 };
        var report = cluster.Run(spec, start => cluster.World.After(start - cluster.World.Now + (Load / 2), () => cluster.KillCoordinator(victim)));
        Assert.Equal((750, 0), (report.Reads, report.Errors));

        // Warming, the load, and another one where the first was the victim's.
        Assert.Equal(report.Miss.GetValueAtPercentile(100) > settings.LeaseFor ? 3 : 2, cluster.Origin.Counters.Reads);
        return report.Miss.GetValueAtPercentile(100);
    }
}
