using System.CommandLine;
using System.Globalization;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Console.Results;
using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Console.Scenarios;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>scenario</c>: a scripted experiment, its table and its claims.</summary>
internal static class ScenarioCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "a scenario, or list", HelpName = "NAME" };
        name.CompletionSources.Add(["list", .. AllScenarios.All.Select(scenario => scenario.Name)]);
        var mode = new Option<string>("--mode") { Description = "live or virtual (live)", DefaultValueFactory = _ => "live" };
        var command = new Command("scenario", "Run a scripted experiment and hold its claims against what it measures; 'scenario list' lists them") { name, mode, CommonOptions.Bind }
            .WithSettings().WithWorkload().WithResults().WithRepeat();
        command.SetAction((parsed, cancel) => parsed.GetValue(name) == "list"
            ? Task.FromResult(List(parsed))
            : RunAsync(parsed, parsed.GetValue(name)!, Drivers.Get(parsed.GetValue(mode)!, parsed.GetValue(CommonOptions.Bind)!), cancel));
        return command;
    }

    private static int List(ParseResult parsed)
    {
        if (parsed.GetValue(CommonOptions.Json))
        {
            System.Console.Out.WriteLine(Json.Text(new { scenarios = AllScenarios.All.Select(scenario => new { name = scenario.Name, what = scenario.What }) }));
            return ExitCodes.Done;
        }

        var table = new TextTable("scenario", "what happens");
        foreach (var scenario in AllScenarios.All) table.Add(scenario.Name, scenario.What);
        table.Print();
        return ExitCodes.Done;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string name, IDriver driver, CancellationToken cancel)
    {
        var scenario = AllScenarios.Find(name)
            ?? throw new UsageException($"scenario {name}: one of list, {string.Join(", ", AllScenarios.All.Select(s => s.Name))} was expected");
        var settings = SettingOption.Read(parsed, scenario.Settings);
        var load = WorkloadOption.Read(parsed, scenario.Load);
        var experiment = ResultOptions.Read(parsed, $"scenario {name}", settings, load);
        var root = Path.Combine(Path.GetFullPath(parsed.GetValue(CommonOptions.Data)!), "scenario", name);
        using var folder = Live.DataFolder.Take(root);
        System.Console.Error.WriteLine($"{name}: {scenario.What}");
        var results = await experiment.RunAsync(settings.Seed, async repetition =>
        {
            var stage = new ScenarioStage(driver, settings with { Seed = repetition.Seed }, load, root, cancel) { Repetition = repetition };
            var outcome = await scenario.RunAsync(stage);
            return new RunOutcome([.. outcome.Rows.Select(row => row.Result())], outcome.Claims);
        });
        return ResultOutput.Show(results, parsed.GetValue(CommonOptions.Json), () => Print(results.Rows), name);
    }

    private static void Print(IReadOnlyList<ResultRow> rows)
    {
        var table = new TextTable(["variant", .. rows[0].Figures.Select(figure => figure.Path)]);
        foreach (var row in rows) table.Add([row.Variant, .. row.Figures.Select(figure => Show(figure.Value))]);
        table.Print();
    }

    private static string Show(double? value) => value is { } figure ? figure.ToString("#,##0.####", CultureInfo.InvariantCulture) : "-";
}
