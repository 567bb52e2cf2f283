using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>A fifth node joins four under load, and leaves again: which keys move, and what readers and writers notice.</summary>
internal sealed class AddNode : IScenario
{
    private const int Keys = 100_000;
    private const long AddedAt = 4 * Durations.Second;
    private const long SlotsAt = 9 * Durations.Second;
    private const long StoppedAt = 14 * Durations.Second;

    private static readonly string[] Played = ["modulo", "ring", "slots"];

    public string Name => "add-node";

    public string What => "a fifth node joins under load, and leaves in good order ten seconds later: the keys that move, placement by placement, and the dip in hit rate";

    public SimSettings Settings { get; } = new() { Slots = 512, Ttl = 600 * Durations.Second };

    public WorkloadSpec Load { get; } = new() { Keys = 500, Rate = 400, Duration = 26 * Durations.Second, WriteShare = 0.1, Preload = true, Warm = true };

    public async Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var nodes = stage.Settings.Nodes;
        var rows = new List<ScenarioRow>();
        foreach (var row in KeyMovement.Rows(stage.Settings, KeyMovement.NodeNames(nodes + 1), Keys))
        {
            rows.Add(row.With(Disturbance.Figures(Played.Contains(row.Variant) ? await PlayAsync(stage, row.Variant, stage.Settings with { Placement = row.Variant }) : null)));
        }

        var back = stage.Settings with { Placement = "ring", Write = "write-back", Durability = "durable" };
        rows.Add((rows.For("ring") with { Variant = "ring, write-back" }).With(Disturbance.Figures(await PlayAsync(stage, "ring, write-back", back))));
        var share = 1.0 / (nodes + 1);
        return new ScenarioOutcome(rows,
        [
            Claim.Near("modulo: keys that move", rows.For("modulo")["moved"], 1 - share, 0.01),
            Claim.Near("ring: keys that move", rows.For("ring")["moved"], share, 0.05),
            Claim.Near("ketama: keys that move", rows.For("ketama")["moved"], share, 0.05),
            Claim.Near("rendezvous: keys that move", rows.For("rendezvous")["moved"], share, 0.01),
            Claim.Near("jump: keys that move", rows.For("jump")["moved"], share, 0.01),
            Claim.AtMost("slots: keys that move before a slot is moved", rows.For("slots")["moved"], 0),
            KeyMovement.OnlyWhatMust(rows, "ring", "ketama", "slots", "rendezvous", "jump"),
            Claim.AtLeast("ring: the worst second's hit rate, against modulo's", rows.For("ring")["hitRateLeast"] - rows.For("modulo")["hitRateLeast"], 0.1),
            .. rows.Where(row => row["hitRateBefore"] is not null).SelectMany(Disturbance.Claims),
        ]);
    }

    private static async Task<Disturbance> PlayAsync(ScenarioStage stage, string variant, SimSettings settings)
    {
        var joiner = Address.NameOf(Role.Node, settings.Nodes);
        List<ScriptStep> script = [new(AddedAt, ScriptAction.Add, joiner), new(StoppedAt, ScriptAction.Stop, joiner)];

        // The share that everybody else would give it.
        if (settings.Placement == "slots") script.Insert(1, new(SlotsAt, ScriptAction.MoveSlots, joiner) { Slots = new SlotRange(0, (KeySlot.Count / (settings.Nodes + 1)) - 1) });
        var run = await stage.PlayAsync(variant, settings, script: script, record: true);
        return new Disturbance(run, stage.HistoryOf(variant), AddedAt);
    }
}
