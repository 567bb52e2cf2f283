using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Policies;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Simulation.Tests;

public sealed class ProtectionTests
{
    private static readonly string[] Placements = ["modulo", "ring", "rendezvous", "slots"];

    // Whatever protects: nothing is lost, no request hangs or fails, and once the log has drained no copy is old.
    [Fact]
    public void WhenProtectionsAreCombinedAnyHow_ThenNothingIsLostAndNothingIsStuckStale()
    {
        for (ulong seed = 1; seed <= 60; seed++)
        {
            using var recorded = new Recorded();
            var settings = Draw(seed);
            var cluster = new VirtualCluster(settings, new VirtualOptions(), recorded.History);
            var report = cluster.Run(new WorkloadSpec { Keys = 40, Theta = 1.2, Rate = 2_000, Requests = 2_000, WriteShare = 0.15, BypassShare = 0.3, Preload = true, Seed = seed });
            cluster.RecordFinal();
            var check = recorded.Check();
            Assert.True(check is { StuckStale: 0, LostWrites.Count: 0, Overwrites.Count: 0 }, $"seed {seed}: {check.StuckStale} stuck, {check.LostWrites.Count} lost, {check.Overwrites.Count} overwritten; {settings}");
            Assert.True(report.Errors + report.Shed == 0, $"seed {seed}: {report.Errors} errors, {report.Shed} shed; {settings}");
            Assert.True(report.ReadsEnding(Outcome.Failover) == 0, $"seed {seed}: failovers; {settings}");
        }
    }

    private static SimSettings Draw(ulong seed)
    {
        var random = new Random((int)seed);
        var settings = new SimSettings
        {
            Seed = seed,
            Nodes = 3,
            Slots = random.Next(4, 40),
            Coordinators = random.Next(1, 4),
            Read = ReadPolicies.Names[random.Next(ReadPolicies.Names.Count)],
            Write = WritePolicies.Names[random.Next(WritePolicies.Names.Count)],
            Placement = Placements[random.Next(Placements.Length)],
            Ttl = random.Next(20, 400) * Durations.Millisecond,
            Invalidation = InvalidationStrategies.Cdc,
            Sigma = 0,
            Kappa = 0,
            Protect = (ProtectionSet)random.Next(1024) & ~ProtectionSet.RetryBudget,
        };
        return settings with { FanOutBy = settings.Has(ProtectionSet.FanOut) && random.Next(2) == 0 ? "segment" : "random" };
    }
}
