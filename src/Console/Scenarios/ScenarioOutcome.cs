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
}

/// <summary>A claim and what became of it.</summary>
/// <param name="Text">What is claimed.</param>
/// <param name="Expected">What had to be measured.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Holds">Whether that is so.</param>
internal sealed record Claim(string Text, string Expected, string Measured, bool Holds)
{
    /// <summary>A claim that a figure is at least so large.</summary>
    public static Claim AtLeast(string text, double? measured, double bound, string unit = "") => Of(text, ">=", measured, bound, unit, measured >= bound);

    /// <summary>A claim that a figure is at most so large.</summary>
    public static Claim AtMost(string text, double? measured, double bound, string unit = "") => Of(text, "<=", measured, bound, unit, measured <= bound);

    /// <summary>A claim that a figure lies between two bounds, both included.</summary>
    public static Claim Within(string text, double? measured, double least, double most) =>
        least == most
            ? new(text, Show(least), Show(measured), measured == least)
            : new(text, $"{Show(least)} to {Show(most)}", Show(measured), measured >= least && measured <= most);

    /// <summary>A claim that a figure is so large, within a tolerance.</summary>
    public static Claim Near(string text, double? measured, double expected, double tolerance, string unit = "") =>
        new(text, $"{Show(expected)}{unit} +- {Show(tolerance)}", Show(measured) + unit, measured is { } value && Math.Abs(value - expected) <= tolerance);

    private static Claim Of(string text, string relation, double? measured, double bound, string unit, bool holds) =>
        new(text, $"{relation} {Show(bound)}{unit}", Show(measured) + unit, holds);

    private static string Show(double? value) => value is { } figure ? figure.ToString("#,##0.###", System.Globalization.CultureInfo.InvariantCulture) : "-";
}
