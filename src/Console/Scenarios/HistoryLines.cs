using System.Text.Json;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>What a variant's history says beside what the checker asks it.</summary>
internal static class HistoryLines
{
    /// <summary>The loads that began at or after a moment.</summary>
    /// <param name="folder">The history's folder.</param>
    /// <param name="from">The moment, ns.</param>
    public static long Loads(string folder, long from) => Of(folder, "load").Count(line => Start(line) >= from);

    /// <summary>When the last read began that the origin answered in place of a node which did not; null when there was none.</summary>
    /// <param name="folder">The history's folder.</param>
    /// <returns>ns.</returns>
    public static long? LastFailover(string folder) => Last(Of(folder, "read").Where(line => line.GetProperty("outcome").GetString() == "failover"));

    /// <summary>When the last write began that was not acknowledged; null when there was none.</summary>
    /// <param name="folder">The history's folder.</param>
    /// <returns>ns.</returns>
    public static long? LastFailedWrite(string folder) => Last(Of(folder, "write").Where(line => !line.GetProperty("acked").GetBoolean()));

    private static long? Last(IEnumerable<JsonElement> lines) => lines.Select(line => (long?)Start(line)).Max();

    private static long Start(JsonElement line) => line.GetProperty("start").GetInt64();

    /// <summary>The lines of a kind.</summary>
    /// <param name="folder">The history's folder.</param>
    /// <param name="kind">What its lines have as <c>t</c>.</param>
    public static IEnumerable<JsonElement> Of(string folder, string kind)
    {
        var mark = $"\"{kind}\"";
        foreach (var line in Directory.EnumerateFiles(folder, "*.jsonl").SelectMany(File.ReadLines).Where(line => line.Contains(mark, StringComparison.Ordinal)))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.GetProperty("t").GetString() == kind) yield return json.RootElement.Clone();
        }
    }
}
