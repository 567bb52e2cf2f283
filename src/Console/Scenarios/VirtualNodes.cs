using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>How evenly a ring deals keys out, by the number of points a node has.</summary>
internal sealed class VirtualNodes : IScenario
{
    private static readonly int[] Points = [1, 3, 10, 30, 100, 300, 1_000];

    public string Name => "virtual-nodes";

    public string What => "1 to 1,000 points a node on a ring: how evenly keys are dealt out";

    public SimSettings Settings { get; } = new() { Placement = "ring" };

    public WorkloadSpec Load { get; } = new() { Keys = 100_000 };

    public Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var rows = Points.Select(points => Row(stage, points)).ToList();
        return Task.FromResult(new ScenarioOutcome(rows,
        [
            Claim.AtLeast("with 1 point a node the fullest node has far more than its share", rows[0]["imbalance"], 1.3, " x the mean"),
            Claim.AtMost("with 1,000 points a node the fullest node has about its share", rows[^1]["imbalance"], 1.1, " x the mean"),
            Claim.AtMost("the keys that move to a fifth node, at 1,000 points: off one fifth", Math.Abs((rows[^1]["moved"] ?? 0) - 0.2), 0.02),
        ]));
    }

    private static ScenarioRow Row(ScenarioStage stage, int points)
    {
        var settings = stage.Settings with { Placement = "ring", Vnodes = points };
        var movement = KeyMovement.Of(settings, KeyMovement.NodeNames(settings.Nodes + 1), stage.Load.Keys);
        return new ScenarioRow(points == 1 ? "1 point" : $"{points} points", [("imbalance", Math.Round(movement.ImbalanceBefore, 4)), ("moved", Math.Round(movement.Share, 4))]);
    }
}
