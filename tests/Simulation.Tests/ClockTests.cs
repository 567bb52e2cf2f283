using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Planting;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Simulation.Tests;

/// <summary>Processes whose clocks are far apart and drift: durations are all that any of them may go by.</summary>
public sealed class ClockTests
{
    private const long Ttl = 50 * Durations.Millisecond;
    private static readonly SimSettings Settings = new() { Slots = 40, Coordinators = 2, Ttl = Ttl, ServiceTime = new ServiceTime(0, 10 * Durations.Millisecond), Sigma = 0, Kappa = 0 };
    private static readonly VirtualOptions Apart = new() { ClockOffset = 1_000 * Durations.Second, ClockDrift = 1_000 };

    [Theory]
    [InlineData("cache-aside")]
    [InlineData("read-through")]
    public void WhenClocksAreApart_ThenReadsAreNoStalerThanCopiesLive(string read)
    {
        var staleness = Staleness(read, Plant.None, out var report);
        Assert.InRange(staleness, 0, 1.002 * Ttl / Durations.Millisecond);
        Assert.Equal(2_000, report.ReadsEnding(Outcome.Hit) + report.ReadsEnding(Outcome.Miss) + report.WritesEnding(Outcome.Stored));
        Assert.True(report.ReadsEnding(Outcome.Hit) > 500, $"{report.ReadsEnding(Outcome.Hit)} hits");
    }

    // Not with every seed: where the other's clock is ahead, copies live too shortly instead.
    [Fact]
    public void WhenALifeIsCountedByAnothersClock_ThenItShows() =>
        Assert.Contains(Enumerable.Range(1, 10), seed => Staleness("cache-aside", Plant.TtlWrongClock, out _, (ulong)seed) > 2.0 * Ttl / Durations.Millisecond);

    private static double Staleness(string read, Plant plant, out WorkloadReport report, ulong seed = 1)
    {
        using var planted = Plants.Grow(plant);
        using var recorded = new Recorded();
        var cluster = new VirtualCluster(Settings with { Read = read, Write = "write-around", Seed = seed }, Apart, recorded.History);
        report = cluster.Run(new WorkloadSpec { Keys = 40, Rate = 4_000, Requests = 2_000, WriteShare = 0.1 });
        cluster.RecordFinal();
        return recorded.Check().Staleness?.Max ?? 0;
    }
}
