using System.Globalization;

namespace AkkaCacheSim.Dashboard.Events;

/// <summary>What a process did, as people read it.</summary>
public static class WatchedText
{
    /// <summary>Puts it into words.</summary>
    /// <param name="line">What it did.</param>
    /// <returns>A line.</returns>
    public static string Of(WatchedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var took = string.Create(CultureInfo.InvariantCulture, $"{line.EndMs - line.StartMs:0.0} ms");
        return line.Kind switch
        {
            "read" => Join(line.Key, line.Outcome, Version(line), Of("stale for", line.StalenessMs), Of("via", line.By), Of("at", line.Node), took),
            "write" => Join(line.Key, line.Outcome, Version(line), Of("via", line.By), Of("at", line.Node), took),
            "load" => Join(line.Key, "read at the origin", Of("by", line.By), Of("after a", line.Cause), took),
            "copy" => Join(line.Key, "kept", Version(line), Of("at", line.Node)),
            "drop" => Join(line.Key ?? "everything", "dropped", Version(line), Of("at", line.Node), line.Cause),
            "commit" => Join(line.Key, "in the database", Version(line), took),
            _ => Join(line.Key, line.Outcome, line.Cause),
        };
    }

    private static string? Version(WatchedLine line) => line.Version is { } version ? string.Create(CultureInfo.InvariantCulture, $"version {version}") : null;

    private static string? Of(string word, string? what) => what is null ? null : $"{word} {what}";

    private static string? Of(string words, double? ms) => ms is { } value ? string.Create(CultureInfo.InvariantCulture, $"{words} {value:0} ms") : null;

    private static string Join(params IEnumerable<string?> parts) => string.Join(", ", parts.OfType<string>());
}
