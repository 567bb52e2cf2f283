using AkkaCacheSim.Console.Commands;
using AkkaCacheSim.Console.Scenarios;

namespace AkkaCacheSim.Console.Control;

/// <summary>The command line of a scenario that was asked for through the control API.</summary>
internal static class ScenarioArguments
{
    private const string Repeat = "repeat";

    // Databases and brokers that others run, and the files and passwords that lead to them, are for whoever types the command.
    private static readonly string[] Outside = ["origin", "schema", "journal", "kafka", "kafka-config", "cdc"];

    private static readonly IReadOnlyList<string> Names =
        [.. SettingOption.All.Select(option => option.Name).Except(Outside), .. WorkloadOption.All.Select(option => option.Name), Repeat];

    /// <summary>Checks what was asked for, as the command will, and puts it into words of a command line.</summary>
    /// <param name="body">What was asked for.</param>
    /// <param name="data">The data folder of the run.</param>
    /// <param name="report">Where the HTML report goes.</param>
    /// <returns>The arguments, a word each.</returns>
    /// <exception cref="UsageException">Something about it is wrong.</exception>
    public static IReadOnlyList<string> Of(ScenarioBody body, string data, string report)
    {
        var scenario = AllScenarios.Find(body.Name ?? "") ?? throw Values.Expected("scenario", body.Name ?? "", "one of " + string.Join(", ", AllScenarios.All.Select(known => known.Name)));
        var mode = Values.OneOf("--mode", body.Mode ?? "", "live", "virtual");
        var values = NamedValues.Read("scenario", body.Options ?? [], Names);
        _ = SettingOption.Read(values, scenario.Settings);
        _ = WorkloadOption.Read(values, scenario.Load);
        if (values.TryGetValue(Repeat, out var times)) Values.Whole("--repeat", times, 1, ResultOptions.MostRuns);

        // A name and its value are one word, so that no value can pass for an option.
        return ["scenario", scenario.Name, $"--mode={mode}", "--json", "--supervised", $"--data={data}", $"--report={report}", .. values.Select(value => $"--{value.Key}={value.Value}")];
    }
}
