using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Simulation.Tests;

/// <summary>Settings change under load.</summary>
public sealed class ConfigureTests : IDisposable
{
    private static readonly SimSettings Start = new() { Nodes = 3, Slots = 20, ServiceTime = new ServiceTime(0, 10 * Durations.Millisecond), Sigma = 0, Kappa = 0, Timeout = 500 * Durations.Millisecond };
    private static readonly SimSettings Back = Start with { Write = "write-back" };
    private static readonly SimSettings Volatile = Back with { Durability = "volatile" };

    // Copies that expire all the time, under everything that there is against it.
    private static readonly SimSettings Protected = Start with { Ttl = 20 * Durations.Millisecond, Protect = (ProtectionSet)1023 & ~ProtectionSet.RetryBudget };

    private readonly Recorded _recorded = new();

    public static TheoryData<SimSettings, SimSettings> Changes => new()
    {
        { Back, Start },
        { Volatile, Start },
        { Back, Volatile },
        { Volatile, Back },
        { Start, Back },
        { Start, Volatile },
        { Back, Start with { Write = "write-around", Read = "read-through", Placement = "rendezvous" } },
        { Start, Start with { Write = "write-around" } },
        { Start with { Write = "write-around" }, Back },
        { Start, Start with { Read = "read-through" } },
        { Start with { Read = "read-through" }, Start },
        { Back, Back with { Read = "read-through" } },
        { Back, Back with { Placement = "ring" } },
        { Start, Protected },
        { Protected, Protected with { Read = "read-through" } },
        { Protected with { Protect = ProtectionSet.Lock }, Start },
        { Protected with { Protect = ProtectionSet.Lock, Read = "read-through" }, Protected with { Protect = ProtectionSet.SingleFlight } },
        { Back, Protected with { Write = "write-back" } },
        { Back, Back with { Ttl = 20 * Durations.Millisecond, TtlJitter = 5 * Durations.Millisecond, Expiry = "sliding" } },
    };

    public void Dispose() => _recorded.Dispose();

    [Theory]
    [MemberData(nameof(Changes))]
    public void WhenSettingsChangeUnderLoad_ThenNothingIsLostAndEveryRequestEndsWell(SimSettings before, SimSettings after)
    {
        var cluster = new VirtualCluster(before, new VirtualOptions(), _recorded.History);
        var client = cluster.Begin(new WorkloadSpec { Keys = 100, Rate = 5_000, Duration = 600 * Durations.Millisecond, WriteShare = 0.4 });
        for (var round = 0; round < 4; round++)
        {
            cluster.World.Run(cluster.World.Now + (100 * Durations.Millisecond), () => false);
            cluster.Configure(round % 2 == 0 ? after : before);
            Assert.False(cluster.Coordinator.Settings.Draining);
        }

        cluster.World.Run(long.MaxValue, () => client.Phase == WorkloadPhase.Done);
        Assert.True(cluster.World.Run(cluster.World.Now + (5 * Durations.Second), () => cluster.Drained));
        cluster.RecordFinal();
        var report = _recorded.Check();
        Assert.Empty(report.LostWrites);
        Assert.Empty(report.Overwrites);
        Assert.Equal(0, client.Report.WritesEnding(Outcome.Timeout) + client.Report.ReadsEnding(Outcome.Timeout));

        // When write-back begins, writes are refused until the journals know of the partitions; nothing else is.
        Assert.InRange(client.Report.WritesEnding(Outcome.Refused), 0, before.HasDurableQueue == after.HasDurableQueue ? 0 : 40);
        Assert.Equal(client.Report.Writes, client.Report.WritesEnding(Outcome.Stored) + client.Report.WritesEnding(Outcome.Refused));
        Assert.Equal(client.Report.Reads, Outcomes(client.Report, Outcome.Hit, Outcome.Miss, Outcome.Failover, Outcome.Stale, Outcome.Coalesced));

        // No flight has waited for an answer that its new policy would never get.
        Assert.InRange(client.Report.Write.GetValueAtPercentile(100), 1, before.LeavesWriteBack(after) || after.LeavesWriteBack(before) ? 300_000_000 : 100_000_000);
    }

    private static long Outcomes(WorkloadReport report, params Outcome[] outcomes) => outcomes.Sum(report.ReadsEnding);
}
