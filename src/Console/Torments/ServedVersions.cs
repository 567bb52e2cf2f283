using System.Text.Json;
using AkkaCacheSim.Console.Scenarios;

namespace AkkaCacheSim.Console.Torments;

/// <summary>Whether a node, in one incarnation, has served an older version of a key after a newer one (I3).</summary>
internal static class ServedVersions
{
    /// <summary>Counts the reads that did.</summary>
    /// <param name="history">The folder of the histories.</param>
    /// <returns>How many.</returns>
    public static int WentBack(string history)
    {
        var reads = HistoryLines.Of(history, "read").Select(Parse).OfType<Served>();
        return reads.GroupBy(read => (read.Node, read.Incarnation, read.Key)).Sum(WentBack);
    }

    // Of reads that overlap either may be the earlier one.
    private static int WentBack(IEnumerable<Served> served)
    {
        var (count, highest, next) = (0, 0L, 0);
        List<Served> reads = [.. served.OrderBy(read => read.Start)], ended = [.. reads.OrderBy(read => read.End)];
        foreach (var read in reads)
        {
            while (ended[next].End < read.Start) highest = Math.Max(highest, ended[next++].Version);
            if (read.Version < highest) count++;
        }

        return count;
    }

    private static Served? Parse(JsonElement read) =>
        read.GetProperty("outcome").GetString() is "hit" or "stale" && read.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number
            ? new Served(read.GetProperty("node").GetString()!, read.GetProperty("incarnation").GetInt64(), read.GetProperty("key").GetString()!, version.GetInt64(), read.GetProperty("start").GetInt64(), read.GetProperty("end").GetInt64())
            : null;

    private sealed record Served(string Node, long Incarnation, string Key, long Version, long Start, long End);
}
