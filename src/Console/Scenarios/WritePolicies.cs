using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>The six combinations of read and write policies under one load; the presets are three of them.</summary>
internal sealed class WritePolicies : IScenario
{
    private static readonly (string Read, string Write, string? Preset)[] Combinations =
    [
        ("cache-aside", "write-through", "redis-orm"),
        ("cache-aside", "write-around", null),
        ("cache-aside", "write-back", "analytics-ingest"),
        ("read-through", "write-through", null),
        ("read-through", "write-around", "cdn"),
        ("read-through", "write-back", null),
    ];

    public string Name => "write-policies";

    public string What => "the six combinations of read and write policies, the presets among them, under one load";

    public SimSettings Settings { get; } = new() { Slots = 64, Invalidation = InvalidationStrategies.Explicit };

    public WorkloadSpec Load { get; } = new() { Keys = 150, Rate = 400, Duration = 5 * Durations.Second, WriteShare = 0.3, Preload = true };

    public async Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var rows = new List<ScenarioRow>();
        foreach (var (read, write, preset) in Combinations)
        {
            var name = $"{read} {write}" + (preset is null ? "" : $" ({preset})");
            var result = await stage.PlayAsync($"{read} {write}", stage.Settings with { Read = read, Write = write });
            rows.Add(new ScenarioRow(name,
            [
                ("reads", result.Report.Reads),
                ("writes", result.Report.Writes),
                ("errors", result.Report.Errors + result.Report.Shed),
                ("hitRate", result.Report.HitRate),
                ("originReads", result.OriginReads),
                ("originWrites", result.OriginWrites),
                ("writeP50Ms", Quantile.Ms(result.Report.Write, 50)),
                ("writeP99Ms", Quantile.Ms(result.Report.Write, 99)),
                ("backlog", result.Dirty),
            ]));
        }

        return new ScenarioOutcome(rows, Claims(rows));
    }

    private static List<Claim> Claims(List<ScenarioRow> rows)
    {
        var (through, around, back) = (Mean(rows, "write-through", "writeP50Ms"), Mean(rows, "write-around", "writeP50Ms"), Mean(rows, "write-back", "writeP50Ms"));
        return
        [
            Claim.AtLeast("a write-through write takes at least as long as the origin's part of it (write-around's, less a tenth)", through, around * 0.9 ?? 0, " ms"),
            Claim.AtLeast("write-around leaves the first read after a write cold: its hit rate is lower than write-through's by", Mean(rows, "write-through", "hitRate") - Mean(rows, "write-around", "hitRate"), 0.05),
            Claim.AtMost("write-back has the fastest writes: its median over the faster of the others", back / Math.Min(through ?? 0, around ?? 0), 0.5),
            Claim.AtLeast("write-back has a backlog when the load ends", Mean(rows, "write-back", "backlog"), 1),
            Claim.AtMost("write-back's origin writes over write-through's, since writes of a key in the queue are coalesced and flushed together", Mean(rows, "write-back", "originWrites") / Mean(rows, "write-through", "originWrites"), 0.9),
        ];
    }

    private static double? Mean(List<ScenarioRow> rows, string write, string figure) =>
        rows.Where(row => row.Variant.Contains(write, StringComparison.Ordinal)).Average(row => row[figure]);
}
