using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>Nodes are killed while they owe the origin acknowledged writes.</summary>
internal sealed class WriteBackCrash : IScenario
{
    public string Name => "write-back-crash";

    public string What => "two of four nodes are killed with a backlog of acknowledged writes, and come back";

    // The origin is slow, so that there is always a backlog.
    public SimSettings Settings { get; } = new() { Slots = 256, Write = "write-back", ServiceTime = new ServiceTime(200 * Durations.Millisecond, 400 * Durations.Millisecond) };

    public WorkloadSpec Load { get; } = new() { Keys = 500, Rate = 300, Duration = 8 * Durations.Second, WriteShare = 0.5 };

    public async Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var rows = new List<ScenarioRow>();
        foreach (var durability in (string[])["durable", "volatile"])
        {
            var result = await stage.PlayAsync(durability, stage.Settings with { Durability = durability }, script: Script(stage.Load.Duration), record: true);
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

    private static List<ScriptStep> Script(long duration) =>
    [
        new(duration / 4, ScriptAction.Kill, "node-1"),
        new(duration / 4, ScriptAction.Kill, "node-2"),
        new(duration / 2, ScriptAction.Restart, "node-1"),
        new(duration / 2, ScriptAction.Restart, "node-2"),
    ];
}
