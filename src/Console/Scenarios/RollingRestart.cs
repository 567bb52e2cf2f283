using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>Every node, the origin and the invalidators are restarted under load, one after the other.</summary>
internal sealed class RollingRestart : IScenario
{
    // Two cores that do nothing else have a process away and back in 3 to 4 s. Where it takes longer the next one waits.
    private const long Every = 6 * Durations.Second;
    private const long First = 3 * Durations.Second;

    public string Name => "rolling-restart";

    public string What => "every node, the origin and the invalidator are restarted one after the other, under load";

    // Requests wait for an origin that is away as long as they wait for its answer.
    public SimSettings Settings { get; } = new()
    {
        Slots = 512,
        Ttl = 600 * Durations.Second,
        Placement = "ring",
        Invalidation = InvalidationStrategies.Cdc,
        Timeout = 10 * Durations.Second,
    };

    public WorkloadSpec Load { get; } = new() { Keys = 500, Rate = 300, WriteShare = 0.1, Preload = true, Warm = true, Duration = 0 };

    public async Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var variant = stage.Settings.Read;
        var script = Script(stage.Settings);
        var load = stage.Load.Duration > 0 ? stage.Load : stage.Load with { Duration = script[^1].At + Every };
        var run = await stage.PlayAsync(variant, stage.Settings, load, script, record: true);
        var row = new ScenarioRow(variant, [("restarts", script.Count(step => step.Action == ScriptAction.Restart)), ("reads", run.Report.Reads), ("writes", run.Report.Writes), .. Disturbance.Figures(new Disturbance(run, stage.HistoryOf(variant), First))]);
        return new ScenarioOutcome([row],
        [
            Claim.AtMost("failed reads", row["failedReads"], 0),
            Claim.AtMost("failed writes", row["failedWrites"], 0),
            Claim.AtMost("acknowledged writes lost", row["lostWrites"], 0),
        ]);
    }

    private static List<ScriptStep> Script(SimSettings settings)
    {
        List<string> names = [.. Enumerable.Range(0, settings.Nodes).Select(i => Address.NameOf(Role.Node, i)), "origin"];
        if (settings.HasCdc) names.AddRange(Enumerable.Range(0, settings.Invalidators).Select(i => Address.NameOf(Role.Invalidator, i)));
        return
        [
            .. names.SelectMany((name, i) => new ScriptStep[]
            {
                new(First + (i * Every), ScriptAction.Restart, name),
                new(First + ((i + 1) * Every), ScriptAction.Await, name),
            }),
        ];
    }
}
