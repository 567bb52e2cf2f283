using System.CommandLine;
using AkkaCacheSim.Console.Control;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Console.Output;
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
    private static readonly Argument<string> File = new("FILE") { Description = "the trace: a key a line" };
    private static readonly Option<string> Mode = new("--mode") { Description = "store, virtual or live (store)", DefaultValueFactory = _ => "store" };
    private static readonly Option<string> Capacity = new("--capacity") { Description = "entries of the store; a list gives a table (1000)", DefaultValueFactory = _ => "1000" };
    private static readonly Option<bool> Preload = new("--preload") { Description = "write the trace's keys to the database first (true)", DefaultValueFactory = _ => true };
    private static readonly Option<string?> Outcomes = new("--outcomes") { Description = "write each request's outcome to a file, one a line", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new Command("replay", "Replay a trace") { File, Mode, Capacity, Preload, Outcomes, CommonOptions.Bind }.WithSettings().WithWorkload();
        command.SetAction(async (parsed, _) =>
        {
            using var stop = StopSignals.ForCommand();
            var rows = Values.OneOf("--mode", parsed.GetValue(Mode)!, "store", "virtual", "live") == "store"
                ? InStore(parsed)
                : [await InClusterAsync(parsed, stop.Token)];
            if (parsed.GetValue(CommonOptions.Json)) System.Console.Out.WriteLine(Json.Text(new { rows }));
            else Print(rows);
            return ExitCodes.Done;
        });
        return command;
    }

    private static List<ReplayRow> InStore(ParseResult parsed)
    {
        var eviction = SettingOption.All.First(setting => setting.Option.Name == "--eviction").Option;
        var policies = (parsed.GetValue(eviction) ?? "lru").Split(',');
        foreach (var policy in policies) Values.OneOf("--eviction", policy, [.. Evictions.Names]);
        var capacities = parsed.GetValue(Capacity)!.Split(',').Select(text => (int)Values.Whole("--capacity", text, 1, 100_000_000)).ToList();
        var trace = TraceFile.Keys(parsed.GetValue(File)!);
        return [.. policies.SelectMany(policy => capacities.Select(capacity => StoreReplay.Run(trace, policy, capacity)))];
    }

    private static async Task<ReplayRow> InClusterAsync(ParseResult parsed, CancellationToken cancel)
    {
        var settings = SettingOption.Read(parsed, new SimSettings());
        var spec = WorkloadOption.Read(parsed, new WorkloadSpec()) with { Preload = parsed.GetValue(Preload), Seed = settings.Seed, KeepOutcomes = true };
        var trace = parsed.GetValue(File)!;
        _ = TraceFile.Keys(trace);
        var driver = Drivers.Get(parsed.GetValue(Mode)!, parsed.GetValue(CommonOptions.Bind)!);
        var path = DataFolder.Fresh(Path.Combine(Path.GetFullPath(parsed.GetValue(CommonOptions.Data)!), "replay"));
        var result = await RunProgress.ShowAsync("replay", progress => driver.RunAsync(settings, new Workload(spec, trace, 0), path, record: false, progress, cancel));
        var report = result.Report;
        if (parsed.GetValue(Outcomes) is { } file) WriteOutcomes(file, report);
        var misses = report.ReadsEnding(Outcome.Miss) + report.ReadsEnding(Outcome.Failover);
        return ReplayRow.Of(settings.Eviction, settings.Nodes * settings.Slots, report.Reads, misses, result.Seconds, report.ReadsEnding(Outcome.Failover), report.Errors + report.Shed);
    }

    private static void WriteOutcomes(string file, WorkloadReport report) =>
        System.IO.File.WriteAllLines(file, report.Outcomes!.Select(outcome => outcome.ToString().ToLowerInvariant()));

    private static void Print(List<ReplayRow> rows)
    {
        var table = new TextTable("eviction", "capacity", "requests", "misses", "miss ratio", "requests/s", "failovers", "errors");
        foreach (var row in rows)
        {
            table.Add(row.Eviction, Figures.Count(row.Capacity), Figures.Count(row.Requests), Figures.Count(row.Misses), Figures.Share(row.MissRatio), Figures.Count((long)row.RequestsPerSecond), Figures.Count(row.Failovers), Figures.Count(row.Errors));
        }

        table.Print();
    }
}
