using System.CommandLine;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Console.Results;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Commands;

/// <summary>The options that say where results go and what must not come true in them.</summary>
internal static class ResultOptions
{
    public const int MostRuns = 100;

    private static readonly Option<string?> Report = new("--report") { Description = "write an HTML page with charts, complete in itself", HelpName = "FILE.html" };
    private static readonly Option<string?> Csv = new("--csv") { Description = "write the rows as comma-separated values", HelpName = "FILE.csv" };
    private static readonly Option<string?> Series = new("--series") { Description = "write what happened in each 100 ms, at the clients and at the origin, as comma-separated values", HelpName = "FILE.csv" };
    private static readonly Option<string?> Repeat = new("--repeat") { Description = "run it so often, each time with the next seed: medians and spread (1)", HelpName = "N" };
    public static Option<string[]> FailIf { get; } = new("--fail-if")
    {
        Description = "exit code 3 when this is true, such as 'cdc.staleReads > 0'; may be given several times",
        HelpName = "EXPR",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<string?> Hgrm { get; } = new("--hgrm") { Description = "write latencies as HdrHistogram's percentile distributions, ms", HelpName = "FOLDER" };

    /// <summary>Adds what every command with results takes.</summary>
    public static Command WithResults(this Command command)
    {
        foreach (var option in (Option[])[Report, Csv, Series, Hgrm, FailIf]) command.Add(option);
        return command;
    }

    /// <summary>Adds <c>--repeat</c>.</summary>
    public static Command WithRepeat(this Command command)
    {
        command.Add(Repeat);
        return command;
    }

    /// <summary>The thresholds of a command line.</summary>
    /// <exception cref="UsageException">One of them is none.</exception>
    public static IReadOnlyList<Threshold> Thresholds(ParseResult parsed) => [.. (parsed.GetValue(FailIf) ?? []).Select(Threshold.Parse)];

    /// <summary>What a command line asks for, checked.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="title">What is run.</param>
    /// <param name="settings">The cluster's settings; null without one.</param>
    /// <param name="load">The load; null where a trace is.</param>
    /// <exception cref="UsageException">Something about it is wrong.</exception>
    public static Experiment Read(ParseResult parsed, string title, SimSettings? settings = null, WorkloadSpec? load = null)
    {
        var repeat = parsed.CommandResult.Command.Options.Contains(Repeat) && parsed.GetValue(Repeat) is { } text ? (int)Values.Whole("--repeat", text, 1, MostRuns) : 1;
        var thresholds = Thresholds(parsed);
        var files = new ResultFiles(parsed.GetValue(Report), parsed.GetValue(Csv), parsed.GetValue(Series), parsed.GetValue(Hgrm)).Check();
        var named = new List<KeyValuePair<string, string>>();
        if (settings is not null) named.AddRange(StatusView.Named(settings));
        if (load is not null) named.AddRange(LoadView.Named(load));
        return new Experiment(title, TypedLine.Of(parsed), repeat, thresholds, files) { Settings = named };
    }
}
