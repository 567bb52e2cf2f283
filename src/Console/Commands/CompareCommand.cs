using System.CommandLine;
using AkkaCacheSim.Checker;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Console.Results;
using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>compare</c>: the same workload under TTL, explicit and CDC invalidation, each on a fresh cluster of its own.</summary>
internal static class CompareCommand
{
    private const int TtlsLong = 10;
    private const long LongestDrain = 500 * Durations.Millisecond;

    private static readonly SimSettings Defaults = new() { Write = "write-around", Ttl = 2 * Durations.Second, Slots = 64 };

    private static readonly WorkloadSpec DefaultLoad = new()
    {
        Keys = 200,
        Rate = 1_000,
        WriteShare = 0.05,
        BypassShare = 0.2,
        Preload = true,
        Duration = 0,
    };

    public static Command Create()
    {
        var mode = new Option<string>("--mode") { Description = "live or virtual (live)", DefaultValueFactory = _ => "live" };
        var command = new Command("compare", "Compare what TTL, explicit and CDC invalidation cost in staleness and load") { mode, CommonOptions.Bind }
            .WithSettings().WithWorkload().WithResults().WithRepeat();
        command.SetAction(async (parsed, _) =>
        {
            using var stop = StopSignals.ForCommand();
            var driver = Drivers.Get(parsed.GetValue(mode)!, parsed.GetValue(CommonOptions.Bind)!);
            return await RunAsync(parsed, driver, stop.Token);
        });
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, IDriver driver, CancellationToken cancel)
    {
        var settings = SettingOption.Read(parsed, Defaults);
        var spec = WorkloadOption.Read(parsed, DefaultLoad);
        var unit = settings.Ttl == Durations.None ? 2 * Durations.Second : settings.Ttl;
        if (spec.Duration == 0) spec = spec with { Duration = TtlsLong * unit };
        var variants = Variants(settings).ToList();
        var experiment = ResultOptions.Read(parsed, "compare", settings, spec).Expecting(ResultRow.PathsOf<CompareRow>(), [.. variants.Select(variant => variant.Name)]);
        var root = Path.Combine(Path.GetFullPath(parsed.GetValue(CommonOptions.Data)!), "compare");
        using var folder = DataFolder.Take(root);
        var results = await experiment.RunAsync(settings.Seed, async repetition =>
        {
            var workload = new Workload(spec with { Seed = repetition.Seed }, null, Math.Min(LongestDrain, unit / 2));
            var rows = new List<ResultRow>();
            foreach (var (name, strategy) in variants)
            {
                var path = DataFolder.Fresh(Path.Combine(root, name));
                var variant = settings with { Invalidation = strategy, Seed = repetition.Seed };
                var result = await repetition.PlayAsync(name, progress => driver.RunAsync(variant, workload, path, record: true, progress, cancel));
                var check = HistoryCheck.Run([Path.Combine(path, "history")]);
                rows.Add(ResultRow.Of(name, CompareRow.Of(name, result.Report, result.OriginReads, check) with { Coordinators = CoordinatorRow.Of(result.Coordinators) }));
            }

            return new RunOutcome(rows, []);
        });
        return ResultOutput.Show(results, parsed.GetValue(CommonOptions.Json), () => Print(results.Rows.Select(row => row.As<CompareRow>())));
    }

    // The three, or whichever one --invalidation names.
    private static IEnumerable<(string Name, InvalidationStrategies Strategy)> Variants(SimSettings settings) =>
        settings.Invalidation == InvalidationStrategies.Ttl
            ? [("ttl", InvalidationStrategies.Ttl), ("explicit", InvalidationStrategies.Explicit), ("cdc", InvalidationStrategies.Cdc)]
            : [(StatusView.Named(settings)["invalidation"], settings.Invalidation)];

    private static void Print(IEnumerable<CompareRow> rows)
    {
        var table = new TextTable("invalidation", "reads", "writes", "bypass", "errors", "hit rate", "origin reads", "stale reads", "stale", "staleness p50/p99 ms", "propagation p50/p99 ms", "stuck", "hit p50/p99 ms", "miss p50/p99 ms");
        foreach (var row in rows)
        {
            table.Add(
                row.Invalidation,
                Figures.Count(row.Reads),
                Figures.Count(row.Writes),
                Figures.Count(row.BypassWrites),
                Figures.Count(row.Errors + row.Shed),
                Figures.Share(row.HitRate),
                Figures.Count(row.OriginReads),
                Figures.Count(row.StaleReads),
                Figures.Share(row.StaleRate),
                Figures.Pair(row.StalenessMs.P50, row.StalenessMs.P99),
                Figures.Pair(row.PropagationMs.P50, row.PropagationMs.P99),
                Figures.Count(row.StuckStale),
                Figures.Pair(row.LatencyMs.Hit.P50, row.LatencyMs.Hit.P99),
                Figures.Pair(row.LatencyMs.Miss.P50, row.LatencyMs.Miss.P99));
        }

        table.Print();
    }
}
