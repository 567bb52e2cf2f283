using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Randomness;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Simulation.Tests;

/// <summary>A TTL alone, Poisson reads and writes on every key, and no delays: the world that the closed forms speak of.</summary>
internal static class ClosedForm
{
    private const int Keys = 20;
    private const long Ttl = Durations.Second;

    /// <summary>Adds up runs with different seeds.</summary>
    /// <param name="readsPerTtl">Reads of a key in one TTL.</param>
    /// <param name="writesPerTtl">Writes of a key in one TTL.</param>
    /// <param name="reads">Reads in all.</param>
    /// <param name="firstSeed">The first seed.</param>
    /// <param name="seeds">How many seeds.</param>
    /// <returns>The shares of reads that missed and that were stale.</returns>
    public static (double MissRatio, double StaleShare) Measure(double readsPerTtl, double writesPerTtl, long reads, ulong firstSeed, int seeds)
    {
        double misses = 0, stale = 0, total = 0;
        for (var i = 0; i < seeds; i++)
        {
            var probe = Run(readsPerTtl, writesPerTtl, reads / seeds, firstSeed + (ulong)i);
            misses += probe.Report.Reads * (1 - probe.Report.HitRate);
            stale += probe.StaleReads;
            total += probe.Report.Reads;
        }

        return (misses / total, stale / total);
    }

    private static Probe Run(double readsPerTtl, double writesPerTtl, long reads, ulong seed)
    {
        var settings = new SimSettings { Nodes = 1, Slots = Keys, Ttl = Ttl, ServiceTime = default, Seed = seed };
        var cluster = new VirtualCluster(settings, VirtualOptions.Instant, null);
        var probe = Probe.Begin(cluster, new WorkloadSpec { Keys = Keys, Rate = Keys * readsPerTtl, Requests = reads, Preload = true, Seed = seed });
        Write(cluster, probe, 1.0 / (Keys * writesPerTtl), new SeededRandom(seed, 9_000));
        Assert.True(cluster.World.Run(long.MaxValue, () => probe.Done));
        return probe;
    }

    // A writer that never heard of the cache, straight at the database.
    private static void Write(VirtualCluster cluster, Probe probe, double meanGap, SeededRandom random)
    {
        string[] keys = [.. Enumerable.Range(0, Keys).Select(i => "k" + i)];
        Action next = null!;
        next = () =>
        {
            if (probe.Done) return;
            cluster.Database.Run(new Statement(StatementKind.Write, keys[random.NextBelow(Keys)], "w", -1));
            cluster.World.After(Gap(), next);
        };
        cluster.World.After(Gap(), next);

        long Gap() => (long)random.NextExponential(meanGap * Durations.Second);
    }
}
