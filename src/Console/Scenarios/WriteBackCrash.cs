using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Randomness;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>Nodes are killed while they owe the origin acknowledged writes.</summary>
internal sealed class WriteBackCrash : IScenario
{
    private const long KillEvery = 3 * Durations.Second;
    private const long PauseFor = 18 * Durations.Second;

    public string Name => "write-back-crash";

    public string What => "nodes are killed one after the other, one is paused until it has been removed, with a backlog of acknowledged writes";

    // The origin is slow, so that there is always a backlog.
    public SimSettings Settings { get; } = new() { Slots = 256, Write = "write-back", ServiceTime = new ServiceTime(200 * Durations.Millisecond, 400 * Durations.Millisecond) };

    public WorkloadSpec Load { get; } = new() { Keys = 500, Rate = 300, Duration = 12 * Durations.Second, WriteShare = 0.5 };

    public async Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var rows = new List<ScenarioRow>();
        foreach (var durability in (string[])["durable", "volatile"])
        {
            var result = await stage.PlayAsync(durability, stage.Settings with { Durability = durability }, script: Script(stage.Settings, stage.Load.Duration), record: true);
            var check = stage.Check(durability);
            rows.Add(new ScenarioRow(durability,
            [
                ("writes", result.Report.Writes),
                ("acknowledged", result.Report.WritesEnding(Core.Messages.Outcome.Stored)),
                ("errors", result.Report.Errors + result.Report.Shed),
                ("lostWrites", check.LostWrites.Count),
                ("overwrites", check.Overwrites.Count),
            ]));
        }

        return new ScenarioOutcome(rows,
        [
            Claim.AtMost("durable: acknowledged writes lost", rows[0]["lostWrites"], 0),
            Claim.AtMost("durable: newer writes overwritten by older ones", rows[0]["overwrites"], 0),
            Claim.AtLeast("volatile: acknowledged writes lost", rows[1]["lostWrites"], 1),
        ]);
    }

    // A kill every few seconds, the killed node back a second later; and one node that is paused for longer than the cluster waits for it: its
    // dirty partitions are elsewhere when it goes on, and what it then appends to their journals must not be acknowledged.
    private static List<ScriptStep> Script(SimSettings settings, long duration)
    {
        var random = new SeededRandom(settings.Seed, 3_000);
        var steps = new List<ScriptStep>();
        for (var at = KillEvery; at + KillEvery <= duration; at += KillEvery)
        {
            // The last node is the one that is paused.
            var victim = Address.NameOf(Role.Node, (int)random.NextBelow(Math.Max(1, settings.Nodes - 1)));
            steps.Add(new ScriptStep(at, ScriptAction.Kill, victim));
            steps.Add(new ScriptStep(at + Durations.Second, ScriptAction.Restart, victim));
        }

        if (duration >= 3 * PauseFor)
        {
            var paused = Address.NameOf(Role.Node, settings.Nodes - 1);
            steps.Add(new ScriptStep(PauseFor, ScriptAction.Pause, paused));
            steps.Add(new ScriptStep(2 * PauseFor, ScriptAction.Resume, paused));
            steps.Add(new ScriptStep((2 * PauseFor) + (3 * Durations.Second), ScriptAction.Restart, paused));
        }

        return [.. steps.OrderBy(step => step.At)];
    }
}
