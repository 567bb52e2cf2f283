using System.CommandLine;
using AkkaCacheSim.Checker;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Console.Results;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>check</c>: the independent checker on histories.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var histories = new Argument<string[]>("HISTORY") { Description = "files, or folders of .jsonl files", Arity = ArgumentArity.OneOrMore };
        var command = new Command("check", "Check histories for stale reads and lost writes") { histories, ResultOptions.FailIf };
        command.SetAction((parsed, _) => Task.FromResult(Run(parsed.GetValue(histories)!, ResultOptions.Thresholds(parsed), parsed.GetValue(CommonOptions.Json))));
        return command;
    }

    private static int Run(string[] histories, IReadOnlyList<Threshold> thresholds, bool json)
    {
        if (histories.FirstOrDefault(path => !File.Exists(path) && !Directory.Exists(path)) is { } missing)
        {
            throw Values.Expected("check HISTORY", missing, "a file or folder that exists");
        }

        var report = HistoryCheck.Run(histories);
        var row = new ResultRow("check", report.ToJson());
        foreach (var threshold in thresholds) threshold.Check([.. row.Figures.Select(figure => figure.Path)], [row.Variant]);
        List<ThresholdResult> judged = [.. thresholds.Select(threshold => threshold.Judge([row]))];
        if (json)
        {
            row.Fields["thresholds"] = ResultOutput.Document(judged);
            System.Console.Out.WriteLine(row.Fields.ToJsonString(Json.Options));
        }
        else
        {
            Print(report);
            ResultOutput.Print(judged);
        }

        return report.Holds && judged.TrueForAll(threshold => threshold.Holds) ? ExitCodes.Done : ExitCodes.NotHeld;
    }

    private static void Print(CheckReport report)
    {
        var output = System.Console.Out;
        output.WriteLine($"reads          {Figures.Count(report.Reads)}");
        output.WriteLine($"stale reads    {Figures.Count(report.StaleReads)} ({Figures.Share(report.StaleRate)}), p50 {Figures.Ms(report.Staleness?.P50)} ms, p99 {Figures.Ms(report.Staleness?.P99)} ms, max {Figures.Ms(report.Staleness?.Max)} ms");
        output.WriteLine($"stuck stale    {Figures.Count(report.StuckStale)}");
        output.WriteLine($"{Mark(report.LostWrites.Count)} lost writes {report.LostWrites.Count}");
        foreach (var lost in report.LostWrites) output.WriteLine($"    {lost}");
        output.WriteLine($"{Mark(report.Overwrites.Count)} overwrites {report.Overwrites.Count}");
        foreach (var overwrite in report.Overwrites) output.WriteLine($"    {overwrite}");
        output.WriteLine($"{Mark(report.NonMonotonicReads.Count)} non-monotonic reads {report.NonMonotonicReads.Count}");
        foreach (var read in report.NonMonotonicReads) output.WriteLine($"    {read}");
    }

    private static string Mark(int count) => count == 0 ? "✓" : "✗";
}
