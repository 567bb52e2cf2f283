using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Simulation.Tests;

/// <summary>Several coordinators, each with its client.</summary>
public sealed class CoordinatorsTests
{
    private static readonly SimSettings Four = new()
    {
        Coordinators = 4,
        Ttl = 2 * Durations.Second,
        Queue = 2_000,
        ServiceTime = new ServiceTime(100 * Durations.Millisecond, 100 * Durations.Millisecond),
        Timeout = 60 * Durations.Second,
    };

    private static readonly WorkloadSpec Burst = new() { Keys = 1, Preload = true, Warm = true, Rest = 3 * Durations.Second, Concurrency = 1_000, Requests = 1_000 };

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void WhenAKeyHasExpired_ThenABurstOfItsReadersBeginsAtOneMomentAndEveryOneGoesToTheOrigin(int coordinators)
    {
        var cluster = new VirtualCluster(Four with { Coordinators = coordinators }, new VirtualOptions(), null);
        var starting = 0L;
        var report = cluster.Run(Burst, at => starting = at);
        Assert.Equal((1_000, 0, 0), (report.Reads, report.Errors, report.Shed));

        // All but the one that warmed.
        Assert.InRange(cluster.Origin.Counters.Reads - 1, 900, 1_000);
        Assert.Equal(coordinators, cluster.Shares.Count);
        Assert.All(cluster.Shares, share => Assert.Equal((1_000 / coordinators, starting), (share.Report!.Reads, share.Report.StartedAt)));
        Assert.Equal(Enumerable.Range(0, coordinators).Select(i => $"coordinator-{i}"), cluster.Shares.Select(share => share.Coordinator));
    }

    [Fact]
    public void WhenTheRestIsShorterThanTheTtl_ThenEveryReaderHits()
    {
        var cluster = new VirtualCluster(Four, new VirtualOptions(), null);
        Assert.Equal(1, cluster.Run(Burst with { Rest = Durations.Second }).HitRate);
        Assert.Equal(1, cluster.Origin.Counters.Reads);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("explicit")]
    [InlineData("cdc")]
    public void WhenFourShareALoad_ThenItAddsUpAndTheSameSeedGivesTheSameRunByteForByte(string invalidation)
    {
        var once = Play(invalidation);
        Assert.Equal(4_001, once.Report.Reads + once.Report.Writes + once.Report.BypassWrites);
        Assert.Equal(0, once.Report.Errors + once.Report.Shed);
        Assert.True(once.History.Length > 50_000, "a run worth comparing");
        Assert.Equal(once.History, Play(invalidation).History);
    }

    [Fact]
    public void WhenThereAreSeveralInvalidators_ThenEachHasItsPartitionsAndNothingIsStuckStale()
    {
        using var recorded = new Recorded();
        var cluster = Mixed("cdc", recorded, out _, invalidators: 3);
        Assert.Equal(3, cluster.World.View.Invalidators.Length);
        for (var partition = 0; partition < cluster.Broker.Partitions; partition++) Assert.Equal(cluster.Broker.From(partition, 0).Count, cluster.Broker.Committed(partition));
        Assert.Equal(0, recorded.Check().StuckStale);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void WhenACoordinatorIsKilledInTheBurst_ThenTheOthersFinishAndItIsNamed(int victim)
    {
        var cluster = new VirtualCluster(Four, new VirtualOptions(), null);
        var report = cluster.Run(Burst, at => cluster.World.After(at - cluster.World.Now + (50 * Durations.Millisecond), () =>
        {
            cluster.KillCoordinator(victim);
            cluster.World.After(Durations.Second, () => cluster.RemoveCoordinator(victim));
        }));
        Assert.Equal([$"coordinator-{victim}"], cluster.Shares.Where(share => share.Report is null).Select(share => share.Coordinator));
        Assert.Equal((750, 0, 0), (report.Reads, report.Errors, report.Shed));
        Assert.Equal(3, cluster.World.View.Coordinators.Length);

        // Its next life has a share of the next load.
        cluster.AddCoordinator(victim);
        Assert.Equal(1_000, cluster.Run(Burst with { Seed = 2 }).Reads);
        Assert.All(cluster.Shares, share => Assert.NotNull(share.Report));
    }

    [Fact]
    public void WhenTheOnlyCoordinatorIsKilled_ThenTheRunEndsWithoutFigures()
    {
        var cluster = new VirtualCluster(Four with { Coordinators = 1 }, new VirtualOptions(), null);
        var report = cluster.Run(Burst, at => cluster.World.After(at - cluster.World.Now + 1, () => cluster.KillCoordinator(0)));
        Assert.Equal((0L, true), (report.Reads, Assert.Single(cluster.Shares).Report is null));
    }

    private static (WorkloadReport Report, byte[] History) Play(string invalidation)
    {
        using var recorded = new Recorded();
        Mixed(invalidation, recorded, out var report);
        return (report, recorded.Bytes());
    }

    private static VirtualCluster Mixed(string invalidation, Recorded recorded, out WorkloadReport report, int invalidators = 1)
    {
        var settings = new SimSettings
        {
            Coordinators = 4,
            Invalidators = invalidators,
            Slots = 60,
            Write = "write-around",
            Ttl = Durations.Second,
            Seed = 5,
            Invalidation = invalidation switch { "explicit" => InvalidationStrategies.Explicit, "cdc" => InvalidationStrategies.Cdc, _ => InvalidationStrategies.Ttl },
        };
        var cluster = new VirtualCluster(settings, new VirtualOptions { Drain = 200 * Durations.Millisecond }, recorded.History);
        report = cluster.Run(new WorkloadSpec { Keys = 100, Rate = 1_000, Requests = 4_001, WriteShare = 0.1, BypassShare = 0.3, Preload = true, Seed = 5 });
        cluster.RecordFinal();
        return cluster;
    }
}
