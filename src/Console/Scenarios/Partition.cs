using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>Half of the nodes are cut off from the rest and come back: what stays available, how stale it is, and what is lost.</summary>
internal sealed class Partition : IScenario
{
    private const long CutAt = 5 * Durations.Second;

    // Shorter than a cluster takes to give somebody up, and longer than it takes to have removed them.
    private const long Short = 4 * Durations.Second;
    private const long Long = 18 * Durations.Second;

    public string Name => "partition";

    public string What => "half of the nodes are cut off under load and come back: before the cluster has given them up, and after it has removed them";

    public SimSettings Settings { get; } = new() { Slots = 512, Ttl = 600 * Durations.Second, Write = "write-back", Invalidation = InvalidationStrategies.Cdc };

    public WorkloadSpec Load { get; } = new() { Keys = 500, Rate = 300, Duration = 40 * Durations.Second, WriteShare = 0.1, BypassShare = 0.2, Preload = true, Warm = true };

    public async Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var rows = new List<ScenarioRow>();
        foreach (var (variant, cut) in ((string, long)[])[("healed in time", Short), ("removed", Long)])
        {
            var run = await stage.PlayAsync(variant, stage.Settings, script: Script(stage.Settings.Nodes, cut), record: true);
            var check = run.Check!;
            rows.Add(new ScenarioRow(variant, [.. Disturbance.Figures(new Disturbance(run, stage.HistoryOf(variant), CutAt)), ("stalenessMaxMs", check.Staleness?.Max), ("overwrites", check.Overwrites.Count), ("stuckStale", check.StuckStale)]));
        }

        return new ScenarioOutcome(rows, [.. rows.SelectMany(Claims)]);
    }

    private static IEnumerable<Claim> Claims(ScenarioRow row) =>
    [
        .. Disturbance.Claims(row),
        Claim.AtMost($"{row.Variant}: later writes overwritten by earlier ones", row["overwrites"], 0),
        Claim.AtMost($"{row.Variant}: copies stuck stale", row["stuckStale"], 0),
    ];

    // Those that were removed have ended, and their supervisor starts them again where they can be reached.
    private static List<ScriptStep> Script(int nodes, long cut)
    {
        List<string> away = [.. Enumerable.Range(nodes - Math.Max(1, nodes / 2), Math.Max(1, nodes / 2)).Select(i => Address.NameOf(Role.Node, i))];
        var all = string.Join(',', away);
        List<ScriptStep> steps = [new(CutAt, ScriptAction.Partition, all), new(CutAt + cut, ScriptAction.Heal, all)];
        if (cut == Long) steps.AddRange(away.Select(name => new ScriptStep(CutAt + cut + 1, ScriptAction.Restart, name)));
        return steps;
    }
}
