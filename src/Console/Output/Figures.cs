using System.Globalization;

namespace AkkaCacheSim.Console.Output;

/// <summary>Figures as people read them.</summary>
internal static class Figures
{
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Share(double value) => (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    public static string Ratio(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    public static string Ms(double? value) => value is { } ms ? ms.ToString(ms < 10 ? "0.00" : "0", CultureInfo.InvariantCulture) : "-";

    /// <summary>A median and a 99th percentile.</summary>
    public static string Pair(double? p50, double? p99) => $"{Ms(p50)} / {Ms(p99)}";

    /// <summary>A figure of any kind, as it is.</summary>
    public static string Plain(double? value) => value is { } figure ? figure.ToString("#,##0.######", CultureInfo.InvariantCulture) : "-";
}
