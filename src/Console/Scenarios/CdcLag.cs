using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>The invalidator stands still for a while.</summary>
internal sealed class CdcLag : IScenario
{
    // Shorter than a cluster waits before it removes a silent member.
    private const long LongestPause = 2 * Durations.Second;

    public string Name => "cdc-lag";

    public string What => "the invalidator is paused for a while: staleness follows the lag, and drains";

    public SimSettings Settings { get; } = new() { Slots = 256, Write = "write-around", Ttl = 600 * Durations.Second, Invalidation = InvalidationStrategies.Cdc };

    public WorkloadSpec Load { get; } = new() { Keys = 200, Rate = 400, Duration = 8 * Durations.Second, WriteShare = 0.1, Preload = true };

    public async Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var from = stage.Load.Duration / 4;
        var pause = Math.Min(from, LongestPause);
        var rows = new List<ScenarioRow>();
        foreach (var name in (string[])["steady", "paused"])
        {
            var script = name == "steady" ? [] : Enumerable.Range(0, stage.Settings.Invalidators).Select(i => Address.NameOf(Role.Invalidator, i)).SelectMany(process => Pause(process, from, pause));
            var result = await stage.PlayAsync(name, stage.Settings, script: [.. script.OrderBy(step => step.At)], record: true);
            var check = result.Check!;
            rows.Add(new ScenarioRow(name,
            [
                ("reads", result.Report.Reads),
                ("writes", result.Report.Writes),
                ("staleReads", check.StaleReads),
                ("stalenessP50Ms", check.Staleness?.P50),
                ("stalenessMaxMs", check.Staleness?.Max),
                ("propagationP50Ms", check.Propagation.P50),
                ("propagationMaxMs", check.Propagation.Max),
                ("stuckStale", check.StuckStale),
                ("cleared", result.Cleared),
            ]));
        }

        var lag = pause / (double)Durations.Millisecond;
        return new ScenarioOutcome(rows,
        [
            Claim.Near($"paused for {Durations.Format(pause)}: the longest staleness", rows[1]["stalenessMaxMs"], lag, lag / 4, " ms"),
            Claim.AtMost("paused: half the copies that changed were gone within", rows[1]["propagationP50Ms"], lag / 4, " ms"),
            Claim.AtMost("steady: the longest staleness", rows[0]["stalenessMaxMs"] ?? 0, lag / 4, " ms"),
            Claim.AtMost("paused: copies stuck stale", rows[1]["stuckStale"], 0),
            Claim.AtMost("paused: times that a node was cleared, beyond those of steady", rows[1]["cleared"] - rows[0]["cleared"], 0),
        ]);
    }

    private static ScriptStep[] Pause(string process, long from, long pause) => [new(from, ScriptAction.Pause, process), new(from + pause, ScriptAction.Resume, process)];
}
