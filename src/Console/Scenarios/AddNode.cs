using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>A fifth node joins four: which keys move.</summary>
internal sealed class AddNode : IScenario
{
    public string Name => "add-node";

    public string What => "a fifth node joins: the keys that change their node, placement by placement";

    public SimSettings Settings { get; } = new();

    public WorkloadSpec Load { get; } = new() { Keys = 100_000 };

    public Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var nodes = stage.Settings.Nodes;
        var rows = KeyMovement.Rows(stage.Settings, KeyMovement.NodeNames(nodes + 1), stage.Load.Keys);
        var share = 1.0 / (nodes + 1);
        return Task.FromResult(new ScenarioOutcome(rows,
        [
            Claim.Near("modulo: keys that move", rows.For("modulo")["moved"], 1 - share, 0.01),
            Claim.Near("ring: keys that move", rows.For("ring")["moved"], share, 0.05),
            Claim.Near("ketama: keys that move", rows.For("ketama")["moved"], share, 0.05),
            Claim.Near("rendezvous: keys that move", rows.For("rendezvous")["moved"], share, 0.01),
            Claim.Near("jump: keys that move", rows.For("jump")["moved"], share, 0.01),
            Claim.AtMost("slots: keys that move before a slot is moved", rows.For("slots")["moved"], 0),
            KeyMovement.OnlyWhatMust(rows, "ring", "ketama", "slots", "rendezvous", "jump"),
        ]));
    }
}
