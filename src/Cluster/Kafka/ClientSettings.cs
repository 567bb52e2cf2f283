using System.Collections.Frozen;

namespace AkkaCacheSim.Cluster.Kafka;

/// <summary>Settings for Kafka clients from a file, in librdkafka's names: <c>name=value</c> a line, <c>#</c> before a remark.</summary>
public static class ClientSettings
{
    // Far more than there are settings.
    private const int MostLines = 1_000;

    // Delivery and what is committed when rest on these.
    private static readonly FrozenSet<string> Ours = FrozenSet.Create(
        "bootstrap.servers", "metadata.broker.list", "group.id", "enable.auto.commit", "enable.auto.offset.store", "auto.offset.reset",
        "enable.idempotence", "acks", "request.required.acks", "partition.assignment.strategy");

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path; empty for no file.</param>
    /// <returns>The settings; the later of two with one name.</returns>
    /// <exception cref="FormatException">It can't be read, or a line of it; the message is one line and has no value in it.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var settings = new Dictionary<string, string>();
        if (path.Length == 0) return settings;
        try
        {
            var number = 0;
            foreach (var line in File.ReadLines(path)) Add(settings, line.Trim(), ++number);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FormatException($"a file that can be read was expected: {e.Message.ReplaceLineEndings(" ")}", e);
        }

        return settings;
    }

    private static void Add(Dictionary<string, string> settings, string line, int number)
    {
        if (number > MostLines) throw new FormatException($"at most {MostLines} lines were expected");
        if (line.Length == 0 || line[0] == '#') return;
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1) throw new FormatException($"line {number}: name=value was expected");
        var name = line[..equals].Trim();
        if (Ours.Contains(name)) throw new FormatException($"line {number}: {name} is not for a file to say; another setting was expected");
        settings[name] = line[(equals + 1)..].Trim();
    }
}
