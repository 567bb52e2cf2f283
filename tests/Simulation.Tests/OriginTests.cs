using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;
using HdrHistogram;

namespace AkkaCacheSim.Simulation.Tests;

public sealed class OriginTests
{
    // What the closed forms call a pool without a limit: the largest is more than any of them needs.
    [Fact]
    public void WhenThePoolIsLargeAndTheLawOff_ThenNobodyWaitsAtFiveThousandReadsASecond()
    {
        var settings = new SimSettings { Pool = 10_000, Queue = 0, Sigma = 0, Kappa = 0, ServiceTime = new ServiceTime(50 * Durations.Millisecond, 50 * Durations.Millisecond) };
        var (report, samples) = Run(settings, new WorkloadSpec { Rate = 5_000, Duration = 5 * Durations.Second });
        Assert.Equal(0, report.Shed + report.Errors);
        Assert.Equal(0, samples.Max(sample => sample.MaxWaiting));
        Assert.InRange(samples.Max(sample => sample.MaxBusy), 250, 350);
        Assert.InRange(report.Miss.GetMean() / Durations.Millisecond, 50, 51);
    }

    // Below the knee a read takes what it takes; beyond it everybody waits as long as the queue is, and the rest are shed.
    [Fact]
    public void WhenTheLoadIsBeyondTheKnee_ThenLatencyGoesVerticalAndTheRestAreShed()
    {
        var settings = new SimSettings { Queue = 500, Timeout = 5 * Durations.Second };
        var (steady, _) = Run(settings, new WorkloadSpec { Rate = 80, Duration = 60 * Durations.Second });
        var (surge, samples) = Run(settings, new WorkloadSpec { Rate = 800, Duration = 20 * Durations.Second });
        var law = new ScalabilityLaw(settings.Sigma, settings.Kappa);
        var floor = law.Throughput(settings.Pool, 27.5 * Durations.Millisecond);

        Assert.Equal(0, steady.Shed + steady.Errors);
        Assert.InRange(steady.Miss.GetMean() / Durations.Millisecond, 27, 30);
        Assert.Equal((64, 500), (samples.Max(sample => sample.MaxBusy), samples.Max(sample => sample.MaxWaiting)));
        Assert.Equal(0, surge.Errors);
        Assert.Equal(surge.Shed, samples.Sum(sample => sample.Shed));
        Assert.InRange(surge.Miss.GetValueAtPercentile(99) / (double)Durations.Second, 500 / floor, 700 / floor);

        // Full from the fifth second on: it does what the law says of the whole pool, and no more.
        var full = samples.Where(sample => sample.At >= 5 * Durations.Second && sample.At < 20 * Durations.Second).ToList();
        Assert.Equal(150, full.Count);
        Assert.InRange(full.Sum(sample => sample.Reads) / 15.0, 0.95 * floor, 1.05 * floor);
    }

    // So many keys for so few slots that every read reaches the origin.
    private static (WorkloadReport Report, IReadOnlyList<OriginSample> Samples) Run(SimSettings settings, WorkloadSpec spec)
    {
        var cluster = new VirtualCluster(settings, new VirtualOptions(), null);
        var report = cluster.Run(spec with { Keys = 100_000, WriteShare = 0, BypassShare = 0 });
        return (report, [.. cluster.Origin.Series.Since(cluster.World.Now, report.StartedAt).Select(sample => sample with { At = sample.At - report.StartedAt })]);
    }
}
