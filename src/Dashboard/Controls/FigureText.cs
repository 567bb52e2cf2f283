using System.Globalization;

namespace AkkaCacheSim.Dashboard.Controls;

/// <summary>Figures as the result tables of the command line show them.</summary>
internal static class FigureText
{
    /// <summary>A figure.</summary>
    /// <param name="value">Its value; null where there was nothing to measure.</param>
    /// <returns>Its text.</returns>
    public static string Of(double? value) => value is { } figure ? figure.ToString("#,##0.####", CultureInfo.InvariantCulture) : "-";
}
