using System.Text.Json.Nodes;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Console.Scenarios;

namespace AkkaCacheSim.Console.Results;

/// <summary>Prints what an experiment has shown, and writes the files that were asked for.</summary>
internal static class ResultOutput
{
    /// <summary>Prints and writes everything.</summary>
    /// <param name="results">The results.</param>
    /// <param name="json">One JSON document in place of a table.</param>
    /// <param name="table">Prints the table of a single run.</param>
    /// <param name="scenario">The scenario's name, where it is one.</param>
    /// <returns>The exit code.</returns>
    public static int Show(ExperimentResults results, bool json, Action table, string? scenario = null)
    {
        if (json) System.Console.Out.WriteLine(Document(results, scenario).ToJsonString(Json.Options));
        else Print(results, table);
        results.Experiment.Files.Write(results);
        return results.Hold ? ExitCodes.Done : ExitCodes.NotHeld;
    }

    /// <summary>Thresholds as JSON shows them.</summary>
    public static JsonArray Document(IEnumerable<ThresholdResult> thresholds) => new([.. thresholds.Select(threshold => new JsonObject
    {
        ["expression"] = threshold.Expression,
        ["measured"] = threshold.Measured,
        ["holds"] = threshold.Holds,
    })]);

    /// <summary>Claims as <c>--json</c> prints them.</summary>
    public static JsonArray Document(IEnumerable<Claim> claims) => new([.. claims.Select(claim => new JsonObject
    {
        ["claim"] = claim.Text,
        ["expected"] = claim.Expected,
        ["measured"] = claim.Measured,
        ["holds"] = claim.Holds,
    })]);

    /// <summary>Thresholds as people read them.</summary>
    public static void Print(IEnumerable<ThresholdResult> thresholds) =>
        PrintMarked(thresholds.Select(threshold => (threshold.Holds, threshold.Line)));

    private static JsonObject Document(ExperimentResults results, string? scenario)
    {
        var document = new JsonObject();
        if (scenario is not null) document["scenario"] = scenario;
        document["rows"] = new JsonArray([.. results.Rows.Select(row => row.Fields.DeepClone())]);
        if (scenario is not null)
        {
            document["claims"] = Document(results.Claims);
        }

        if (scenario is not null) document["timeline"] = TimelineOutput.Document(results.Timelines);
        document["thresholds"] = Document(results.Thresholds);
        return document;
    }

    private static void Print(ExperimentResults results, Action table)
    {
        if (results.Experiment.Repeat == 1) table();
        else SpreadTable(results.Rows).Print();
        TimelineOutput.Print(results.Timelines);
        PrintMarked(results.Claims.Select(claim => (claim.Holds, claim.Line)));
        Print(results.Thresholds);
    }

    // A figure a line: with its spread, a row of them would be wider than any screen.
    private static TextTable SpreadTable(IReadOnlyList<ResultRow> rows)
    {
        var table = new TextTable(["median (min..max)", .. rows.Select(row => row.Variant)]);
        foreach (var (path, cells) in FigureTable.Of(rows)) table.Add([path, .. cells]);
        return table;
    }

    /// <summary>Lines with a mark each: held, or not.</summary>
    public static void PrintMarked(IEnumerable<(bool Holds, string Text)> lines)
    {
        var first = true;
        foreach (var (holds, text) in lines)
        {
            if (first) System.Console.Out.WriteLine();
            first = false;
            System.Console.Out.WriteLine($"{(holds ? "✓" : "✗")} {text}");
        }
    }
}
