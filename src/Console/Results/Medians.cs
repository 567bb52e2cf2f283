using System.Text.Json.Nodes;

namespace AkkaCacheSim.Console.Results;

/// <summary>Puts the rows of several runs together.</summary>
internal static class Medians
{
    /// <summary>The field that holds the least and the largest of each figure.</summary>
    public const string Spread = "spread";

    /// <summary>The median of every figure in its usual field, and its spread; lists have no median and go. One run is its own median and has no spread.</summary>
    /// <param name="runs">A variant's row of each run.</param>
    public static ResultRow Of(IReadOnlyList<ResultRow> runs)
    {
        if (runs.Count == 1) return runs[0];
        var row = runs[0].Fields.DeepClone().AsObject();
        foreach (var list in row.Where(field => field.Value is JsonArray).Select(field => field.Key).ToList()) row.Remove(list);
        var spread = new JsonObject();
        var values = runs.SelectMany(run => run.Figures).ToLookup(figure => figure.Path, figure => figure.Value);
        foreach (var (path, _) in runs[0].Figures)
        {
            // A run that had nothing to measure says nothing about what others measured.
            double[] measured = [.. values[path].OfType<double>().Order()];
            Set(row, path, Median(measured));
            spread[path] = new JsonObject { ["min"] = measured.Length == 0 ? null : measured[0], ["max"] = measured.Length == 0 ? null : measured[^1] };
        }

        row[Spread] = spread;
        return new ResultRow(runs[0].Variant, row);
    }

    /// <summary>The middle of sorted values, the mean of the two in the middle of an even number of them; null of none.</summary>
    public static double? Median(ReadOnlySpan<double> sorted) =>
        sorted.IsEmpty ? null : Math.Round((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, 6);

    private static void Set(JsonObject row, string path, double? value)
    {
        var names = path.Split('.');
        foreach (var name in names[..^1]) row = row[name]!.AsObject();
        row[names[^1]] = value;
    }
}
