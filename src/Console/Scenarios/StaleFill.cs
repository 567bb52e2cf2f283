using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>Fills race with invalidations.</summary>
internal sealed class StaleFill : IScenario
{
    public string Name => "stale-fill";

    public string What => "values read before an invalidation are filled after it, with the fill guard and without";

    // No TTL that would mend it in time.
    public SimSettings Settings { get; } = new() { Slots = 256, Write = "write-around", Invalidation = InvalidationStrategies.Explicit, Ttl = 600 * Durations.Second, Coordinators = 2 };

    public WorkloadSpec Load { get; } = new() { Keys = 100, Rate = 800, Duration = 5 * Durations.Second, WriteShare = 0.2, Preload = true };

    public async Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var rows = new List<ScenarioRow>();
        foreach (var guard in (bool[])[false, true])
        {
            var name = guard ? "fill guard on" : "fill guard none";
            var result = await stage.PlayAsync(name, stage.Settings with { FillGuard = guard }, record: true);
            var check = result.Check!;
            rows.Add(new ScenarioRow(name,
            [
                ("reads", result.Report.Reads),
                ("writes", result.Report.Writes),
                ("hitRate", result.Report.HitRate),
                ("staleReads", check.StaleReads),
                ("stuckStale", check.StuckStale),
                ("errors", result.Report.Errors + result.Report.Shed),
            ]));
        }

        return new ScenarioOutcome(rows,
        [
            Claim.AtLeast("fill guard none: copies stuck stale", rows[0]["stuckStale"], 1),
            Claim.AtMost("fill guard on: copies stuck stale", rows[1]["stuckStale"], 0),
        ]);
    }
}
