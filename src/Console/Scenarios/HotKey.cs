using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>One key takes most of the load.</summary>
internal sealed class HotKey : IScenario
{
    public string Name => "hot-key";

    public string What => "one key takes most of the load; with fan-out it has a copy on every node";

    public SimSettings Settings { get; } = new() { Slots = 256, Ttl = 30 * Durations.Second };

    public WorkloadSpec Load { get; } = new() { Keys = 100, Theta = 2, Rate = 1_000, Duration = 5 * Durations.Second, Preload = true, Warm = true };

    public async Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        (string Name, SimSettings Settings)[] variants =
        [
            ("none", stage.Settings with { Protect = ProtectionSet.None }),
            ("fan-out, random", stage.Settings with { Protect = ProtectionSet.FanOut }),
            ("fan-out, segment", stage.Settings with { Protect = ProtectionSet.FanOut, FanOutBy = "segment" }),
        ];
        var rows = new List<ScenarioRow>();
        foreach (var (name, settings) in variants)
        {
            var result = await stage.PlayAsync(name, settings);
            rows.Add(new ScenarioRow(name,
            [
                ("reads", result.Report.Reads),
                ("hitRate", result.Report.HitRate),
                ("originReads", result.CountedOriginReads),
                ("busiestShare", (double)result.Lookups.Max() / result.Lookups.Sum()),
                ("imbalance", result.Lookups.Max() / result.Lookups.Average()),
                ("hitP99Ms", Quantile.Ms(result.Report.Hit, 99)),
            ]));
        }

        var hot = 1 / Enumerable.Range(1, stage.Load.Keys).Sum(rank => Math.Pow(rank, -stage.Load.Theta));
        var copies = variants[1].Settings.CopiesOfHot;

        // Each copy takes its part of the hot key's reads, and the rest of the keys are where they are.
        var expected = (hot / copies) + ((1 - hot) / 2);
        return new ScenarioOutcome(rows,
        [
            Claim.AtLeast($"none: the busiest node's share of the reads; the hot key's is {hot:0.00}", rows[0]["busiestShare"], hot * 0.98),
            .. rows.Skip(1).Select(row => Claim.AtMost($"{row.Variant}: the busiest node's share, with {copies} copies", row["busiestShare"], expected)),
        ]);
    }
}
