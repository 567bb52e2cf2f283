using System.CommandLine;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Console.Results;
using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Core.Eviction;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;
using AkkaCacheSim.Traces;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>replay</c>: a trace through one store, or through a cluster of its own.</summary>
internal static class ReplayCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "the trace: plain, gzip or zstd" };
    private static readonly Option<string> Mode = new("--mode") { Description = "store, virtual or live (store)", DefaultValueFactory = _ => "store" };
    private static readonly Option<string?> Format = new("--format") { Description = $"{string.Join(", ", TraceFormats.Names)} (by the file's name)", HelpName = "FORMAT" };
    private static readonly Option<string?> Columns = new("--columns") { Description = "which column of a csv is what: time=ts,key=id,size=bytes,op=verb,ttl=life", HelpName = "LIST" };
    private static readonly Option<string?> Outcomes = new("--outcomes") { Description = "write each request's outcome to a file, one a line", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new Command("replay", "Replay a trace") { File, Mode, Format, Columns, Outcomes, CommonOptions.Bind }.WithSettings().WithWorkload().WithResults();
        command.SetAction(async (parsed, _) =>
        {
            using var stop = StopSignals.ForCommand();
            var results = Values.OneOf("--mode", parsed.GetValue(Mode)!, "store", "virtual", "live") == "store"
                ? await InStoreAsync(parsed)
                : await InClusterAsync(parsed, stop.Token);
            return ResultOutput.Show(results, parsed.GetValue(CommonOptions.Json), () => Print([.. results.Rows.Select(row => row.As<ReplayRow>())]));
        });
        return command;
    }

    private static Task<ExperimentResults> InStoreAsync(ParseResult parsed)
    {
        var policies = (SettingOption.Given(parsed, "--eviction") ?? "lru").Split(',');
        var capacities = (SettingOption.Given(parsed, "--capacity") ?? "1000").Split(',');
        foreach (var policy in policies) Values.OneOf("--eviction", policy, [.. Evictions.Names]);
        var caches = policies.SelectMany(policy => capacities.Select(capacity => (Variant: capacities.Length == 1 ? policy : $"{policy} {capacity}", Cache: Cache(policy, capacity)))).ToList();
        var trace = Trace(parsed);
        if (parsed.GetValue(ResultOptions.Hgrm) is { } folder) throw new UsageException($"--hgrm {folder}: --mode virtual or live was expected; a store takes no time that could be measured");
        var experiment = ResultOptions.Read(parsed, "replay").Expecting(ResultRow.PathsOf<ReplayRow>(), [.. caches.Select(cache => cache.Variant)]);
        return experiment.RunAsync(0, _ =>
        {
            var rows = StoreReplay.Run(trace, [.. caches.Select(cache => cache.Cache)]);
            return Task.FromResult(new RunOutcome([.. rows.Zip(caches, (row, cache) => ResultRow.Of(cache.Variant, row))], []));
        });
    }

    // Objects, or bytes: 1000, 64MB.
    private static ReplayCache Cache(string policy, string capacity) => Sizes.TryParse(capacity, out var bytes) && bytes > 0
        ? new ReplayCache(policy, bytes, ReplayRow.Bytes)
        : new ReplayCache(policy, Values.Whole("--capacity", capacity, 1, 100_000_000, "or a size such as 64MB"), ReplayRow.Objects);

    private static TraceInput Trace(ParseResult parsed)
    {
        var format = parsed.GetValue(Format);
        if (format is not null) Values.OneOf("--format", format, [.. TraceFormats.Names]);
        var columns = parsed.GetValue(Columns);
        if (columns is not null && format is not (null or "csv")) throw new UsageException($"--columns {columns}: only a csv has columns to name, and --format says {format}");
        return new TraceInput(parsed.GetValue(File)!, format, columns);
    }

    private static Task<ExperimentResults> InClusterAsync(ParseResult parsed, CancellationToken cancel)
    {
        var settings = SettingOption.Read(parsed, new SimSettings());
        var spec = WorkloadOption.Read(parsed, new WorkloadSpec { Preload = true }) with { Seed = settings.Seed, KeepOutcomes = true };
        var trace = Trace(parsed);
        _ = TraceFile.ReadAll(trace);
        var driver = Drivers.Get(parsed.GetValue(Mode)!, parsed.GetValue(CommonOptions.Bind)!);
        var experiment = ResultOptions.Read(parsed, "replay", settings).Expecting(ResultRow.PathsOf<ReplayRow>(), [settings.Eviction]);
        var path = DataFolder.Fresh(Path.Combine(Path.GetFullPath(parsed.GetValue(CommonOptions.Data)!), "replay"));
        return experiment.RunAsync(settings.Seed, async repetition =>
        {
            var result = await RunProgress.ShowAsync("replay", progress => driver.RunAsync(settings, new Workload(spec, trace, 0), path, record: false, progress, cancel));
            if (parsed.GetValue(Outcomes) is { } file) WriteOutcomes(file, result.Report);
            return new RunOutcome([ResultRow.Of(settings.Eviction, Row(settings, repetition.Keep(settings.Eviction, result)))], []);
        });
    }

    private static ReplayRow Row(SimSettings settings, RunResult result)
    {
        var report = result.Report;
        var misses = report.ReadsEnding(Outcome.Miss) + report.ReadsEnding(Outcome.Failover);
        var (capacity, unit) = settings.Capacity is { } bytes ? (settings.Nodes * bytes, ReplayRow.Bytes) : (settings.Nodes * (long)settings.Slots, ReplayRow.Objects);
        return ReplayRow.Of(settings.Eviction, capacity, unit, report.Reads, misses, result.Seconds) with
        {
            Failovers = report.ReadsEnding(Outcome.Failover),
            Errors = report.Errors + report.Shed,
            Coordinators = CoordinatorRow.Of(result.Coordinators),
        };
    }

    private static void WriteOutcomes(string file, WorkloadReport report) =>
        System.IO.File.WriteAllLines(file, report.Outcomes!.Select(outcome => outcome.ToString().ToLowerInvariant()));

    private static void Print(List<ReplayRow> rows)
    {
        var anyFailed = rows.Exists(row => row.Failovers + row.Errors > 0);
        string[] more = anyFailed ? ["failovers", "errors"] : [];
        var table = new TextTable(["eviction", "capacity", "requests", "misses", "miss ratio", "requests/s", .. more]);
        foreach (var row in rows)
        {
            var capacity = row.Unit == ReplayRow.Bytes ? Sizes.Format(row.Capacity) : Figures.Count(row.Capacity);
            string[] failed = anyFailed ? [Figures.Count(row.Failovers), Figures.Count(row.Errors)] : [];
            table.Add([row.Eviction, capacity, Figures.Count(row.Requests), Figures.Count(row.Misses), Figures.Share(row.MissRatio), Figures.Count((long)row.RequestsPerSecond), .. failed]);
        }

        table.Print();
    }
}
