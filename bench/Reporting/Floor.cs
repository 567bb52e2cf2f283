using System.Globalization;

namespace AkkaCacheSim.Bench.Reporting;

/// <summary>A bound that a figure has to keep.</summary>
/// <param name="Name">Which figure.</param>
/// <param name="Measured">What it was.</param>
/// <param name="Least">The least it may be; null for no such bound.</param>
/// <param name="Most">The most it may be; null for no such bound.</param>
internal sealed record Floor(string Name, double Measured, double? Least, double? Most)
{
    public bool Holds => !(Measured < Least || Measured > Most) && !double.IsNaN(Measured);

    public override string ToString()
    {
        var bound = Least is { } least ? $"at least {Text(least)}" : $"at most {Text(Most!.Value)}";
        return $"{(Holds ? '✓' : '✗')} {Name}: {Text(Measured)} ({bound})";
    }

    private static string Text(double value) => value.ToString(Math.Abs(value) < 1000 ? "0.##" : "#,##0", CultureInfo.InvariantCulture);
}
