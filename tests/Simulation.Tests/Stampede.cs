using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Simulation.Tests;

/// <summary>One key under steady reads, in a world without delays but the load's own: how many loads an expiry costs.</summary>
internal static class Stampede
{
    private const long Ttl = 200 * Durations.Millisecond;

    /// <summary>Loads an expiry.</summary>
    /// <param name="rate">Reads a second.</param>
    /// <param name="load">How long a load takes.</param>
    /// <param name="reads">Reads in all.</param>
    /// <param name="change">Other settings.</param>
    public static double LoadsPerExpiry(double rate, ServiceTime load, long reads, Func<SimSettings, SimSettings>? change = null)
    {
        var settings = new SimSettings { Nodes = 1, Ttl = Ttl, ServiceTime = load, Pool = 10_000, Sigma = 0, Kappa = 0 };
        var cluster = new VirtualCluster(change?.Invoke(settings) ?? settings, VirtualOptions.Instant, null);
        var client = cluster.Begin(new WorkloadSpec { Keys = 1, Rate = rate, Requests = reads, Preload = true });
        int held = 0, fills = 0;
        cluster.World.Run(long.MaxValue, () => Count() && client.Phase == WorkloadPhase.Done);

        // The last client has its answer; the fill is on its way.
        cluster.World.Run(cluster.World.Now, () => !Count());
        return (double)cluster.Origin.Counters.Reads / fills;

        bool Count()
        {
            if (cluster.Nodes[0].Entries > held) fills++;
            held = cluster.Nodes[0].Entries;
            return true;
        }
    }
}
