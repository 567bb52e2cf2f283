using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>Everybody reads one key that has just expired.</summary>
internal sealed class Stampede : IScenario
{
    private const int Readers = 1_000;
    private const int Several = 4;

    // Two waits for a lease and two loads, with what a busy machine adds.
    private const double LongestMs = 3_000;

    public string Name => "stampede";

    public string What => $"{Readers:#,##0} readers of one key that has just expired begin at the same moment, with each protection, at 1 and at {Several} coordinators";

    // The origin's capacity is not the matter here: it answers all of them within the time-out.
    public SimSettings Settings { get; } = new()
    {
        Ttl = Durations.Second,
        ServiceTime = new ServiceTime(100 * Durations.Millisecond, 100 * Durations.Millisecond),
        Pool = 100,
        Sigma = 0,
        Kappa = 0,
    };

    public WorkloadSpec Load { get; } = new()
    {
        Keys = 1,
        Preload = true,
        Warm = true,
        Rest = 1_200 * Durations.Millisecond,
        Concurrency = Readers,
        Requests = Readers,
    };

    public async Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var rows = new List<ScenarioRow>();
        var claims = new List<Claim>();
        foreach (var coordinators in (int[])[1, Several])
        {
            var settings = stage.Settings with { Coordinators = coordinators };
            foreach (var protect in (ProtectionSet[])[ProtectionSet.None, ProtectionSet.SingleFlight, ProtectionSet.Lock, ProtectionSet.Swr])
            {
                var row = await PlayAsync(stage, settings with { Protect = protect });
                rows.Add(row);
                claims.AddRange(Claims(row, protect, coordinators));
            }
        }

        var steady = stage.Load with { Rest = 0, Requests = 0, Rate = 1_000, Duration = 5 * Durations.Second };
        var cliff = await SteadyAsync(stage, "none, steady reads", stage.Settings with { Protect = ProtectionSet.None }, steady);
        var xfetch = await SteadyAsync(stage, "xfetch, steady reads", stage.Settings with { Protect = ProtectionSet.XFetch }, steady);
        rows.AddRange([cliff, xfetch]);
        claims.Add(Claim.AtMost("xfetch has no cliff: origin reads in the worst 100 ms, against none's", xfetch["peakOriginReads"] / cliff["peakOriginReads"], 0.25));
        return new ScenarioOutcome(rows, claims);
    }

    private static async Task<ScenarioRow> PlayAsync(ScenarioStage stage, SimSettings settings)
    {
        var name = $"{ProtectionList.Format(settings.Protect)}, {settings.Coordinators} coordinator{(settings.Coordinators == 1 ? string.Empty : "s")}";
        var result = await stage.PlayAsync(name, settings, record: true);
        return Row(name, result, stage.Loads(name, result.Report.StartedAt));
    }

    private static async Task<ScenarioRow> SteadyAsync(ScenarioStage stage, string name, SimSettings settings, WorkloadSpec load)
    {
        var result = await stage.PlayAsync(name, settings, load, record: true);
        return Row(name, result, stage.Loads(name, result.Report.StartedAt));
    }

    private static ScenarioRow Row(string name, RunResult result, long loads) => new(name,
    [
        ("reads", result.Report.Reads),
        ("originReads", result.CountedOriginReads),
        ("loads", loads),
        ("peakOriginReads", result.PeakOriginReads),
        ("hits", result.Report.ReadsEnding(Outcome.Hit)),
        ("stale", result.Report.ReadsEnding(Outcome.Stale)),
        ("coalesced", result.Report.ReadsEnding(Outcome.Coalesced)),
        ("errors", result.Report.Errors + result.Report.Shed),
        ("longestMs", Math.Round(result.Report.LongestRead / 1e6, 3)),
    ]);

    private static IEnumerable<Claim> Claims(ScenarioRow row, ProtectionSet protect, int coordinators)
    {
        foreach (var (counted, figure) in ((string, string)[])[("origin reads", "originReads"), ("loads in the history", "loads")])
        {
            var text = $"{row.Variant}: {counted}";
            yield return protect == ProtectionSet.None ? Claim.AtLeast(text, row[figure], 0.9 * Readers)
                : Claim.Within(text, row[figure], 1, protect == ProtectionSet.SingleFlight ? coordinators : 1);
        }

        if (protect == ProtectionSet.Swr) yield return Claim.AtLeast($"{row.Variant}: readers that got the expired copy", row["stale"], Readers);
        yield return Claim.AtMost($"{row.Variant}: the longest wait", row["longestMs"], LongestMs, " ms");
    }
}
