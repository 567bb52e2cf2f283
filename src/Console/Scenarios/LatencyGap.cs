using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>What a cache is for: hits against origin reads.</summary>
internal sealed class LatencyGap : IScenario
{
    public string Name => "latency-gap";

    public string What => "hits against reads of the origin";

    public SimSettings Settings { get; } = new() { Slots = 64, Ttl = Durations.Second };

    public WorkloadSpec Load { get; } = new() { Keys = 200, Rate = 500, Duration = 5 * Durations.Second, Preload = true };

    public async Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var result = await stage.PlayAsync("reads", stage.Settings);
        var hit = Quantile.Ms(result.Report.Hit, 50);
        var miss = Quantile.Ms(result.Report.Miss, 50);
        var row = new ScenarioRow("reads",
        [
            ("reads", result.Report.Reads),
            ("hitRate", result.Report.HitRate),
            ("hitP50Ms", hit),
            ("hitP99Ms", Quantile.Ms(result.Report.Hit, 99)),
            ("missP50Ms", miss),
            ("missP99Ms", Quantile.Ms(result.Report.Miss, 99)),
        ]);
        return new ScenarioOutcome([row], [Claim.AtLeast("a miss takes at least ten times as long as a hit, at the median", miss / hit, 10, " times")]);
    }
}
