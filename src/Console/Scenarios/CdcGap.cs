using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>The log is lost, with events in it that nobody has consumed.</summary>
internal sealed class CdcGap : IScenario
{
    // Long enough for writes to be committed and not invalidated, short enough that nobody is removed.
    private const long Unread = 500 * Durations.Millisecond;

    public string Name => "cdc-gap";

    public string What => "the invalidator stands still, and the log is lost with what it has not read: every node drops all it has";

    public SimSettings Settings { get; } = new() { Slots = 256, Write = "write-around", Ttl = 600 * Durations.Second, Invalidation = InvalidationStrategies.Cdc };

    // A live cluster waits some seconds before it gives the origin's place to another.
    public WorkloadSpec Load { get; } = new() { Keys = 200, Rate = 400, Duration = 20 * Durations.Second, WriteShare = 0.1, Preload = true };

    public async Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        if (stage.Settings.Origin != SimSettings.EmbeddedOrigin) throw new UsageException($"--origin {stage.Settings.Origin}: the log that is lost is the embedded one; --origin {SimSettings.EmbeddedOrigin} was expected");
        var rows = new List<ScenarioRow>();
        foreach (var name in (string[])["kept", "lost"])
        {
            var result = await stage.PlayAsync(name, stage.Settings, script: name == "kept" ? [] : Script(stage.Load.Duration / 4), record: true);
            var check = result.Check!;
            rows.Add(new ScenarioRow(name,
            [
                ("reads", result.Report.Reads),
                ("writes", result.Report.Writes),
                ("hitRate", result.Report.HitRate),
                ("staleReads", check.StaleReads),
                ("stalenessMaxMs", check.Staleness?.Max),
                ("cleared", result.Cleared),
                ("stuckStale", check.StuckStale),
                ("errors", result.Report.Errors + result.Report.Shed),
            ]));
        }

        return new ScenarioOutcome(rows,
        [
            // A node is cleared by each partition of a log that it meets for the first time, too.
            Claim.AtLeast("lost: times that a node was cleared, beyond those of kept", rows[1]["cleared"] - rows[0]["cleared"], stage.Settings.Nodes),
            Claim.AtMost("lost: copies stuck stale", rows[1]["stuckStale"], 0),
        ]);
    }

    // The embedded log lives and dies with the origin's process.
    private static ScriptStep[] Script(long at) =>
    [
        new(at - Math.Min(at, Unread), ScriptAction.Pause, "invalidator-0"),
        new(at, ScriptAction.Kill, "origin"),
        new(at + 1, ScriptAction.Restart, "origin"),
        new(at + Unread, ScriptAction.Resume, "invalidator-0"),
    ];
}
