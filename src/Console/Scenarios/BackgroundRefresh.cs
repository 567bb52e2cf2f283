using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>Hot keys are loaded anew on a period.</summary>
internal sealed class BackgroundRefresh : IScenario
{
    public string Name => "background-refresh";

    public string What => "hot keys are loaded anew on a period that is shorter than the TTL, with traffic and without";

    public SimSettings Settings { get; } = new() { Ttl = 1_500 * Durations.Millisecond, Coordinators = 2 };

    public WorkloadSpec Load { get; } = new() { Keys = 5, Rate = 50, Duration = 6 * Durations.Second, Preload = true, Warm = true };

    public async Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var none = stage.Settings with { Protect = ProtectionSet.None };
        var refresh = stage.Settings with { Protect = ProtectionSet.Refresh, HotKeys = string.Join(',', Enumerable.Range(0, stage.Load.Keys).Select(i => "k" + i)) };

        // Nobody reads for three TTLs.
        var quiet = stage.Load with { Rest = 3 * stage.Settings.Ttl, Duration = Durations.Second };
        (string Name, SimSettings Settings, WorkloadSpec Load)[] variants =
        [
            ("none", none, stage.Load),
            ("none, after silence", none, quiet),
            ("refresh", refresh, stage.Load),
            ("refresh, after silence", refresh, quiet),
        ];
        var rows = new List<ScenarioRow>();
        foreach (var (name, settings, load) in variants)
        {
            var result = await stage.PlayAsync(name, settings, load);
            rows.Add(new ScenarioRow(name,
            [
                ("reads", result.Report.Reads),
                ("misses", result.Report.Reads - result.Report.ReadsEnding(Outcome.Hit)),
                ("originReads", result.CountedOriginReads),
                ("hitP99Ms", Quantile.Ms(result.Report.Hit, 99)),
            ]));
        }

        return new ScenarioOutcome(rows,
        [
            Claim.AtLeast("none: misses", rows[0]["misses"], 1),
            Claim.AtLeast("none, after silence: misses", rows[1]["misses"], 1),
            Claim.AtMost("refresh: misses after the first load", rows[2]["misses"], 0),
            Claim.AtMost("refresh, after silence: misses", rows[3]["misses"], 0),
        ]);
    }
}
