using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>Some writers do not go through the cache, and half-way the others begin to name keys wrongly.</summary>
internal sealed class BypassWriter : IScenario
{
    public string Name => "bypass-writer";

    public string What => "a third of the writers bypass the cache, and half-way explicit invalidations name keys by an old prefix; explicit against cdc";

    // No TTL that would mend anything in time.
    public SimSettings Settings { get; } = new() { Slots = 256, Write = "write-around", Ttl = 600 * Durations.Second };

    public WorkloadSpec Load { get; } = new() { Keys = 200, Rate = 400, Duration = 8 * Durations.Second, WriteShare = 0.1, BypassShare = 0.33, Preload = true };

    public async Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var rows = new List<ScenarioRow>();
        foreach (var (name, invalidation) in ((string, InvalidationStrategies)[])[("explicit", InvalidationStrategies.Explicit), ("cdc", InvalidationStrategies.Cdc)])
        {
            var settings = stage.Settings with { Invalidation = invalidation, RenamePrefixAt = stage.Load.Duration / 2 };
            var result = await stage.PlayAsync(name, settings, record: true);
            var check = result.Check!;
            rows.Add(new ScenarioRow(name,
            [
                ("reads", result.Report.Reads),
                ("writes", result.Report.Writes),
                ("bypassWrites", result.Report.BypassWrites),
                ("hitRate", result.Report.HitRate),
                ("staleRate", Math.Round(check.StaleRate, 4)),
                ("stalenessP99Ms", check.Staleness?.P99),
                ("stuckStale", check.StuckStale),
                ("errors", result.Report.Errors + result.Report.Shed),
            ]));
        }

        return new ScenarioOutcome(rows,
        [
            Claim.AtLeast("explicit: copies stuck stale", rows[0]["stuckStale"], 1),
            Claim.AtMost("cdc: copies stuck stale", rows[1]["stuckStale"], 0),
            Claim.AtMost("cdc: stale share of the reads, against explicit's", rows[1]["staleRate"] / rows[0]["staleRate"], 0.25),
        ]);
    }
}
