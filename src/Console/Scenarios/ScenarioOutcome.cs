using System.Text.Json.Nodes;
using AkkaCacheSim.Console.Results;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>What a scenario has shown.</summary>
/// <param name="Rows">A row a variant.</param>
/// <param name="Claims">Its claims, held against the rows.</param>
internal sealed record ScenarioOutcome(IReadOnlyList<ScenarioRow> Rows, IReadOnlyList<Claim> Claims);

/// <summary>One variant's figures, in the order in which they are shown. All rows of a scenario have the same.</summary>
/// <param name="Variant">Its name.</param>
/// <param name="Figures">Names, as in the JSON, and values; null where there was nothing to measure.</param>
internal sealed record ScenarioRow(string Variant, IReadOnlyList<(string Name, double? Value)> Figures)
{
    /// <summary>A figure by its name.</summary>
    public double? this[string name] => Figures.First(figure => figure.Name == name).Value;

    /// <summary>The row with more figures, in the place of those that it has under the same names.</summary>
    public ScenarioRow With(IReadOnlyList<(string Name, double? Value)> more) => this with { Figures = [.. Figures.Where(figure => more.All(other => other.Name != figure.Name)), .. more] };

    /// <summary>The row as every command's results have it.</summary>
    public ResultRow Result() => new(Variant, new JsonObject([KeyValuePair.Create("variant", (JsonNode?)Variant), .. Figures.Select(figure => KeyValuePair.Create(figure.Name, (JsonNode?)figure.Value))]));
}

/// <summary>A claim and what became of it.</summary>
/// <param name="Text">What is claimed.</param>
/// <param name="Expected">What had to be measured.</param>
/// <param name="Values">What was measured in each run; null where there was nothing to measure.</param>
/// <param name="Unit">What it was measured in, with a space in front.</param>
/// <param name="Holds">Whether that is so.</param>
internal sealed record Claim(string Text, string Expected, IReadOnlyList<double?> Values, string Unit, bool Holds)
{
    /// <summary>What was measured, as people read it: the range, when runs differ.</summary>
    public string Measured => (Values.Min() == Values.Max() ? Show(Values.Min()) : $"{Show(Values.Min())}..{Show(Values.Max())}") + Unit;

    /// <summary>The claim and what became of it, as people read it.</summary>
    public string Line => $"{Text}: {Measured} (expected {Expected})";

    /// <summary>A claim that a figure is at least so large.</summary>
    public static Claim AtLeast(string text, double? measured, double bound, string unit = "") => Of(text, ">=", measured, bound, unit, measured >= bound);

    /// <summary>A claim that a figure is at most so large.</summary>
    public static Claim AtMost(string text, double? measured, double bound, string unit = "") => Of(text, "<=", measured, bound, unit, measured <= bound);

    /// <summary>A claim that a figure lies between two bounds, both included.</summary>
    public static Claim Within(string text, double? measured, double least, double most) =>
        new(text, least == most ? Show(least) : $"{Show(least)} to {Show(most)}", [measured], string.Empty, measured >= least && measured <= most);

    /// <summary>A claim that a figure is so large, within a tolerance.</summary>
    public static Claim Near(string text, double? measured, double expected, double tolerance, string unit = "") =>
        new(text, $"{Show(expected)}{unit} +- {Show(tolerance)}", [measured], unit, measured is { } value && Math.Abs(value - expected) <= tolerance);

    /// <summary>The same claim in several runs: it holds when it held in all.</summary>
    public static Claim InAll(IReadOnlyList<Claim> runs)
    {
        string[] expected = [.. runs.Select(claim => claim.Expected).Distinct()];
        return runs[0] with
        {
            Expected = expected.Length == 1 ? expected[0] : expected[0] + " in the first run",
            Values = [.. runs.SelectMany(claim => claim.Values)],
            Holds = runs.All(claim => claim.Holds),
        };
    }

    private static Claim Of(string text, string relation, double? measured, double bound, string unit, bool holds) =>
        new(text, $"{relation} {Show(bound)}{unit}", [measured], unit, holds);

    private static string Show(double? value) => value is { } figure ? figure.ToString("#,##0.###", System.Globalization.CultureInfo.InvariantCulture) : "-";
}
