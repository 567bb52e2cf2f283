using System.Globalization;

namespace AkkaCacheSim.Core.Settings;

/// <summary>Sizes in bytes, and how people write them.</summary>
public static class Sizes
{
    // Powers of 1,000 and, with an i, of 1,024; the longer suffix before the one that it ends with.
    private static readonly (string Suffix, long Bytes)[] Units =
    [
        ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10),
        ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000), ("B", 1),
    ];

    /// <summary>Reads a size.</summary>
    /// <param name="text">A number with a unit of B, KB, MB, GB (powers of 1,000), KiB, MiB or GiB (powers of 1,024).</param>
    /// <param name="bytes">The size, bytes; a fraction of one is rounded.</param>
    /// <returns>Whether the text was one that fits 63 bits.</returns>
    public static bool TryParse(string text, out long bytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        bytes = 0;
        foreach (var (suffix, unit) in Units)
        {
            if (!text.EndsWith(suffix, StringComparison.Ordinal)) continue;
            if (!decimal.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
            if (number > long.MaxValue / unit) return false;
            bytes = (long)Math.Round(number * unit);
            return true;
        }

        return false;
    }

    /// <summary>Prints a size in the unit that gives the smallest whole number.</summary>
    /// <param name="bytes">The size, bytes, not negative.</param>
    /// <returns>Text that <see cref="TryParse"/> reads back to the same value.</returns>
    public static string Format(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        var (suffix, unit) = bytes == 0 ? Units[^1] : Units.Where(unit => bytes % unit.Bytes == 0).MaxBy(unit => unit.Bytes);
        return (bytes / unit).ToString(CultureInfo.InvariantCulture) + suffix;
    }
}
