using System.Collections.Immutable;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>One of four nodes is gone: which keys move.</summary>
internal sealed class NodeFailure : IScenario
{
    public string Name => "node-failure";

    public string What => "the last of four nodes is gone: the keys that change their node, placement by placement";

    public SimSettings Settings { get; } = new();

    public WorkloadSpec Load { get; } = new() { Keys = 100_000 };

    public Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var nodes = stage.Settings.Nodes;
        ImmutableArray<string> left = KeyMovement.NodeNames(Math.Max(1, nodes - 1));
        var rows = KeyMovement.Rows(stage.Settings, left, stage.Load.Keys);
        var share = 1.0 / nodes;
        return Task.FromResult(new ScenarioOutcome(rows,
        [
            Claim.Near("modulo: keys that move", rows.For("modulo")["moved"], 1 - share, 0.01),
            Claim.Near("ring: keys that move", rows.For("ring")["moved"], share, 0.05),
            Claim.Near("ketama: keys that move", rows.For("ketama")["moved"], share, 0.05),
            Claim.Near("rendezvous: keys that move", rows.For("rendezvous")["moved"], share, 0.01),
            Claim.Near("jump: keys that move", rows.For("jump")["moved"], share, 0.01),
            Claim.Near("slots: keys that move", rows.For("slots")["moved"], share, 0.01),
            KeyMovement.OnlyWhatMust(rows, "ring", "ketama", "slots", "rendezvous", "jump", "partitions"),
        ]));
    }
}
