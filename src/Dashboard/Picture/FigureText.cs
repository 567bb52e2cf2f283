using System.Globalization;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>Figures as people read them. What there is nothing to measure of is a dash.</summary>
public static class FigureText
{
    /// <summary>Where there is no figure.</summary>
    public const string None = "–";

    private const double MsPerSecond = 1_000;
    private const double SecondsPerMinute = 60;

    /// <summary>A number of things.</summary>
    /// <param name="count">How many.</param>
    /// <returns>Its text, thousands apart.</returns>
    public static string Count(double count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number of things each second.</summary>
    /// <param name="rate">How many.</param>
    /// <returns>Its text; below ten with one digit behind the point.</returns>
    public static string Rate(double rate) => rate is > 0 and < 9.95 ? rate.ToString("0.#", CultureInfo.InvariantCulture) : Count(rate);

    /// <summary>A share.</summary>
    /// <param name="share">0 to 1.</param>
    /// <returns>Percent.</returns>
    public static string Share(double? share) => share is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.#} %") : None;

    /// <summary>A duration without its unit, as precise as matters.</summary>
    /// <param name="ms">How long, ms.</param>
    /// <returns>Its text.</returns>
    public static string Ms(double? ms) => ms is { } value ? value.ToString(value switch { < 0.995 => "0.##", < 9.95 => "0.#", _ => "N0" }, CultureInfo.InvariantCulture) : None;

    /// <summary>A pair of percentiles.</summary>
    /// <param name="p50">The median, ms.</param>
    /// <param name="p99">The 99th percentile, ms.</param>
    /// <returns>Both, with their unit.</returns>
    public static string Pair(double? p50, double? p99) => p50 is null && p99 is null ? None : $"{Ms(p50)} / {Ms(p99)} ms";

    /// <summary>How long a copy lives on.</summary>
    /// <param name="ms">What is left, ms; below 0 once it has expired; null for ever.</param>
    /// <returns>A few words.</returns>
    public static string Ttl(double? ms) => ms switch
    {
        null => "no TTL",
        < 0 => "expired",
        < 10 * MsPerSecond => string.Create(CultureInfo.InvariantCulture, $"{ms / MsPerSecond:0.0} s"),
        < 10 * SecondsPerMinute * MsPerSecond => string.Create(CultureInfo.InvariantCulture, $"{ms / MsPerSecond:0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{ms / MsPerSecond / SecondsPerMinute:0} min"),
    };

    /// <summary>How many bytes.</summary>
    /// <param name="bytes">The number.</param>
    /// <returns>Its text in the unit that suits it.</returns>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
    };

    /// <summary>How long the origin works on a query.</summary>
    /// <param name="setting">The setting <c>service-time</c>.</param>
    /// <returns>A few words.</returns>
    public static string PerQuery(string setting)
    {
        if (!ServiceTime.TryParse(setting, out var time)) return $"{setting} per query";
        var (least, most) = (time.Least / (double)Durations.Millisecond, time.Most / (double)Durations.Millisecond);
        return most == 0 ? "no added time per query" : least == most ? $"{Ms(most)} ms per query" : $"{Ms(least)}–{Ms(most)} ms per query";
    }
}
