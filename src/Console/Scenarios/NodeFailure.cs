using System.Collections.Immutable;
using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>One of four nodes is killed under load: which keys move, what readers and writers notice, and how long it takes to be as before.</summary>
internal sealed class NodeFailure : IScenario
{
    private const int Keys = 100_000;
    private const string StandIns = "ring, 2 replicas";
    private const long KilledAt = 5 * Durations.Second;

    // Writers wait for a partition that is on its way: what is left is the time until all have heard of the removal.
    private const double Settling = 500;

    public string Name => "node-failure";

    public string What => "the last of four nodes is killed under load: the keys that move, placement by placement, the dip in hit rate and the time to recover";

    public SimSettings Settings { get; } = new() { Slots = 512, Ttl = 600 * Durations.Second };

    public WorkloadSpec Load { get; } = new() { Keys = 500, Rate = 400, Duration = 32 * Durations.Second, WriteShare = 0.1, Preload = true, Warm = true };

    public async Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var nodes = stage.Settings.Nodes;
        var victim = Address.NameOf(Role.Node, nodes - 1);
        ImmutableArray<string> left = KeyMovement.NodeNames(Math.Max(1, nodes - 1));
        var rows = new List<ScenarioRow>();
        foreach (var row in KeyMovement.Rows(stage.Settings, left, Keys))
        {
            var runs = row.Variant is "modulo" or "ring";
            rows.Add(row.With(Disturbance.Figures(runs ? await PlayAsync(stage, row.Variant, stage.Settings with { Placement = row.Variant }, victim) : null)));
        }

        if (nodes > 1)
        {
            var replicas = stage.Settings with { Placement = "ring", Replicas = 2 };
            rows.Add((rows.For("ring") with { Variant = StandIns }).With(Disturbance.Figures(await PlayAsync(stage, StandIns, replicas, victim))));
        }

        var back = stage.Settings with { Placement = "ring", Write = "write-back", Durability = "durable" };
        rows.Add((rows.For("ring") with { Variant = "ring, write-back" }).With(Disturbance.Figures(await PlayAsync(stage, "ring, write-back", back, victim))));
        var share = 1.0 / nodes;
        return new ScenarioOutcome(rows,
        [
            Claim.Near("modulo: keys that move", rows.For("modulo")["moved"], 1 - share, 0.01),
            Claim.Near("ring: keys that move", rows.For("ring")["moved"], share, 0.05),
            Claim.Near("ketama: keys that move", rows.For("ketama")["moved"], share, 0.05),
            Claim.Near("rendezvous: keys that move", rows.For("rendezvous")["moved"], share, 0.01),
            Claim.Near("jump: keys that move", rows.For("jump")["moved"], share, 0.01),
            Claim.Near("slots: keys that move", rows.For("slots")["moved"], share, 0.01),
            KeyMovement.OnlyWhatMust(rows, "ring", "ketama", "slots", "rendezvous", "jump", "partitions"),
            .. rows.Where(row => row.Variant == StandIns).Select(row => Claim.AtMost($"{StandIns}: origin reads until the removal, against half of ring's", row["originReadsUntilRemoved"], Math.Round((rows.For("ring")["originReadsUntilRemoved"] ?? 0) / 2))),
            .. rows.Where(row => row["hitRateBefore"] is not null).SelectMany(Disturbance.Claims),
            Claim.AtMost("ring, write-back: the last write refused began, against the removal", rows[^1]["lastFailedWriteAfterMs"] ?? 0, (rows[^1]["removedAfterMs"] ?? 0) + Settling, " ms"),
        ]);
    }

    private static async Task<Disturbance> PlayAsync(ScenarioStage stage, string variant, SimSettings settings, string victim)
    {
        var run = await stage.PlayAsync(variant, settings, script: [new ScriptStep(KilledAt, ScriptAction.Kill, victim)], record: true);
        return new Disturbance(run, stage.HistoryOf(variant), KilledAt);
    }
}
