using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>A popular entry expires under steady load, again and again.</summary>
internal sealed class ExpirePopular : IScenario
{
    private static readonly ProtectionSet[] Variants =
    [
        ProtectionSet.None, ProtectionSet.SingleFlight, ProtectionSet.Lock, ProtectionSet.Swr, ProtectionSet.XFetch, ProtectionSet.Refresh,
    ];

    public string Name => "expire-popular";

    public string What => "a popular entry expires under steady load, with and without each protection";

    public SimSettings Settings { get; } = new()
    {
        Ttl = Durations.Second,
        ServiceTime = new ServiceTime(100 * Durations.Millisecond, 100 * Durations.Millisecond),
        Pool = 200,
        Sigma = 0,
        Kappa = 0,
        Coordinators = 2,
    };

    public WorkloadSpec Load { get; } = new() { Keys = 1, Rate = 1_000, Duration = 6 * Durations.Second, Preload = true, Warm = true };

    public async Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var rows = new List<ScenarioRow>();
        foreach (var protect in Variants)
        {
            var settings = stage.Settings with { Protect = protect, HotKeys = protect == ProtectionSet.Refresh ? "k0" : SimSettings.DetectHotKeys };
            var result = await stage.PlayAsync(ProtectionList.Format(protect), settings);
            rows.Add(new ScenarioRow(ProtectionList.Format(protect),
            [
                ("reads", result.Report.Reads),
                ("hitRate", result.Report.HitRate),
                ("originReads", result.CountedOriginReads),
                ("peakOriginReads", result.PeakOriginReads),
                ("stale", result.Report.ReadsEnding(Outcome.Stale)),
                ("coalesced", result.Report.ReadsEnding(Outcome.Coalesced)),
                ("errors", result.Report.Errors + result.Report.Shed),
                ("missP50Ms", Quantile.Ms(result.Report.Miss, 50)),
                ("missMaxMs", Quantile.Ms(result.Report.Miss, 100)),
            ]));
        }

        var none = rows[0]["peakOriginReads"];
        return new ScenarioOutcome(rows,
        [
            Claim.AtLeast("none: origin reads in the worst 100 ms", none, 30),
            .. rows.Skip(1).Select(row => Claim.AtMost($"{row.Variant}: origin reads in the worst 100 ms, against none's", row["peakOriginReads"] / none, 0.25)),
        ]);
    }
}
