using System.Globalization;

namespace AkkaCacheSim.Core.Settings;

/// <summary>Durations as people type them: <c>250ms</c>, <c>2s</c>, <c>5m</c>, <c>none</c>. Within the model they are whole nanoseconds.</summary>
public static class Durations
{
    /// <summary>One millisecond, ns.</summary>
    public const long Millisecond = 1_000_000;

    /// <summary>One second, ns.</summary>
    public const long Second = 1_000 * Millisecond;

    /// <summary>No limit.</summary>
    public const long None = long.MaxValue;

    private const decimal Longest = 365m * 24 * 3600 * Second;

    // Decimal numbers: a double holds no more than 104 days to the nanosecond, and takes "NaN" for a number.
    private static readonly (string Suffix, decimal Ns)[] Units =
        [("ns", 1), ("us", 1e3m), ("ms", 1e6m), ("s", 1e9m), ("m", 60e9m), ("h", 3600e9m)];

    /// <summary>Reads a duration.</summary>
    /// <param name="text">A number with a unit of ns, us, ms, s, m or h; <c>0</c>; or <c>none</c>.</param>
    /// <param name="ns">The duration, ns; <see cref="None"/> for <c>none</c>.</param>
    /// <returns>Whether the text was one, at most a year long.</returns>
    public static bool TryParse(string text, out long ns)
    {
        ArgumentNullException.ThrowIfNull(text);
        ns = 0;
        if (text == "0") return true;
        if (text == "none")
        {
            ns = None;
            return true;
        }

        foreach (var (suffix, unit) in Units)
        {
            if (!text.EndsWith(suffix, StringComparison.Ordinal)) continue;
            if (!decimal.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) continue;
            if (number > Longest / unit) return false;
            ns = (long)Math.Round(number * unit);
            return true;
        }

        return false;
    }

    /// <summary>Prints a duration in its largest whole unit.</summary>
    /// <param name="ns">The duration, ns.</param>
    /// <returns>Text that <see cref="TryParse"/> reads back to the same value.</returns>
    public static string Format(long ns)
    {
        if (ns == None) return "none";
        if (ns == 0) return "0";
        for (var i = Units.Length - 1; i > 0; i--)
        {
            var unit = (long)Units[i].Ns;
            if (ns % unit == 0) return (ns / unit).ToString(CultureInfo.InvariantCulture) + Units[i].Suffix;
        }

        return ns.ToString(CultureInfo.InvariantCulture) + "ns";
    }
}
