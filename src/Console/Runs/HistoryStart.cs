using System.Text.Json;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Runs;

/// <summary>The line that a history begins with: settings, and how exact the clock is.</summary>
internal static class HistoryStart
{
    public static void Write(string folder, SimSettings settings)
    {
        var history = Path.Combine(folder, "history");
        if (Directory.Exists(history)) Directory.Delete(history, recursive: true);
        Directory.CreateDirectory(history);

        // All processes read the one monotonic clock of this host, so their times compare without uncertainty.
        var line = new { t = "begin", settings = StatusView.Named(settings), clockUncertainty = 0 };
        File.WriteAllText(Path.Combine(history, "begin.jsonl"), JsonSerializer.Serialize(line, Json.OneLine) + "\n");
    }
}
