using System.Text.Json;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>Counts the loads that a history tells of.</summary>
internal static class LoadLines
{
    /// <summary>The loads that began at or after a moment.</summary>
    /// <param name="folder">The history's folder.</param>
    /// <param name="from">The moment, ns.</param>
    public static long Count(string folder, long from) => Directory.EnumerateFiles(folder, "*.jsonl").SelectMany(File.ReadLines).Count(line => IsLoad(line, from));

    private static bool IsLoad(string line, long from)
    {
        if (!line.Contains("\"load\"", StringComparison.Ordinal)) return false;
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("t").GetString() == "load" && json.RootElement.GetProperty("start").GetInt64() >= from;
    }
}
