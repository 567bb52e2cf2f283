using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>Staleness against origin load, TTL by TTL: the curve to choose from.</summary>
internal sealed class TtlSweep : IScenario
{
    private static readonly long[] Ttls = [100, 300, 1_000, 3_000, Durations.None];

    public string Name => "ttl-sweep";

    public string What => "TTLs from 100 ms to none: staleness against origin load";

    // An origin that does not slow down under load: at 100 ms the misses would bring down one that does, and there would be no curve to read.
    public SimSettings Settings { get; } = new() { Slots = 64, Write = "write-around", Sigma = 0, Kappa = 0 };

    public WorkloadSpec Load { get; } = new() { Keys = 200, Rate = 800, Duration = 8 * Durations.Second, WriteShare = 0.05, BypassShare = 0.2, Preload = true };

    public async Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var rows = new List<ScenarioRow>();
        foreach (var ttl in Ttls.Select(ms => ms == Durations.None ? ms : ms * Durations.Millisecond))
        {
            var name = "ttl " + Durations.Format(ttl);
            var result = await stage.PlayAsync(name, stage.Settings with { Ttl = ttl }, record: true);
            var check = result.Check!;
            rows.Add(new ScenarioRow(name,
            [
                ("hitRate", Math.Round(result.Report.HitRate, 4)),
                ("originReads", result.OriginReads),
                ("staleRate", Math.Round(check.StaleRate, 4)),
                ("stalenessP50Ms", check.Staleness?.P50),
                ("stalenessP99Ms", check.Staleness?.P99),
                ("stuckStale", check.StuckStale),
            ]));
        }

        return new ScenarioOutcome(rows,
        [
            Claim.AtMost("origin reads without a TTL over those at 100 ms", rows[^1]["originReads"] / rows[0]["originReads"], 0.5),
            Claim.AtLeast("stale share without a TTL less that at 100 ms", rows[^1]["staleRate"] - rows[0]["staleRate"], 0.05),
            Claim.AtMost("the longest staleness at 100 ms (99th percentile)", rows[0]["stalenessP99Ms"] ?? 0, 100, " ms"),
        ]);
    }
}
