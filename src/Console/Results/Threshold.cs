using System.Globalization;
using System.Text.RegularExpressions;
using AkkaCacheSim.Console.Commands;

namespace AkkaCacheSim.Console.Results;

/// <summary>A condition that must not come true: <c>[VARIANT.]FIGURE OP NUMBER</c>.</summary>
/// <param name="Expression">As it was typed.</param>
/// <param name="Left">The figure's path, of one variant or of all.</param>
/// <param name="Operator">How they compare.</param>
/// <param name="Bound">The number.</param>
internal sealed partial record Threshold(string Expression, string Left, string Operator, double Bound)
{
    /// <summary>Reads an expression.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static Threshold Parse(string text)
    {
        var match = Shape().Match(text);
        return match.Success && double.TryParse(match.Groups["bound"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) && double.IsFinite(bound)
            ? new Threshold(text.Trim(), match.Groups["left"].Value, match.Groups["operator"].Value, bound)
            : throw Values.Expected("--fail-if", text, "[VARIANT.]FIGURE, one of < <= > >= == !=, and a number, such as 'cdc.staleReads > 0',");
    }

    /// <summary>Makes sure that there is such a figure.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public void Check(IReadOnlyCollection<string> figures, IReadOnlyCollection<string> variants)
    {
        if (figures.Contains(Left) || variants.Any(variant => FigureOf(variant) is { } figure && figures.Contains(figure))) return;
        throw Values.Expected("--fail-if", Expression, $"a figure ({string.Join(", ", figures)}), of all or, with VARIANT. in front, of one of {string.Join(", ", variants)},");
    }

    /// <summary>Holds it against rows: it fails when its condition is true in one of them. What was not measured makes no condition true.</summary>
    /// <param name="rows">The rows of every run.</param>
    public ThresholdResult Judge(IReadOnlyList<ResultRow> rows)
    {
        double[] values = [.. rows.SelectMany(row => row.Figures.Where(figure => figure.Path == Left || figure.Path == FigureOf(row.Variant)).Select(figure => figure.Value)).OfType<double>()];
        return new ThresholdResult(Expression, values.Length == 0 ? null : Worst(values), !values.Any(IsTrue));
    }

    private string? FigureOf(string variant) => Left.StartsWith(variant + ".", StringComparison.Ordinal) ? Left[(variant.Length + 1)..] : null;

    // The one that comes closest to making the condition true, or makes it truest.
    private double Worst(double[] values) => Operator switch
    {
        ">" or ">=" => values.Max(),
        "<" or "<=" => values.Min(),
        _ => values.Where(IsTrue).DefaultIfEmpty(values[0]).First(),
    };

    private bool IsTrue(double value) => Operator switch
    {
        "<" => value < Bound,
        "<=" => value <= Bound,
        ">" => value > Bound,
        ">=" => value >= Bound,
        "==" => value == Bound,
        _ => value != Bound,
    };

    [GeneratedRegex(@"^\s*(?<left>[^<>=!]*[^<>=!\s])\s*(?<operator><=|>=|==|!=|<|>)\s*(?<bound>[^\s<>=!]+)\s*$")]
    private static partial Regex Shape();
}
