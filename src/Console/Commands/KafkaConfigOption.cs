using AkkaCacheSim.Cluster.Kafka;
using AkkaCacheSim.Origin.Kafka;

namespace AkkaCacheSim.Console.Commands;

/// <summary>Reads <c>--kafka-config</c>. Only the file's place is a setting: what is in it may be secret.</summary>
internal static class KafkaConfigOption
{
    /// <summary>Reads a value.</summary>
    /// <param name="text">The value.</param>
    /// <returns>The setting: the file's full path, or nothing for none.</returns>
    /// <exception cref="UsageException">The file can't be used.</exception>
    public static string Read(string text)
    {
        if (text == "none") return string.Empty;
        try
        {
            var path = Path.GetFullPath(text);
            KafkaClients.Check(ClientSettings.Read(path));
            return path;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or PathTooLongException)
        {
            throw new UsageException($"--kafka-config {text}: {e.Message}");
        }
    }
}
