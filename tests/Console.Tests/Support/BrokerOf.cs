using System.Globalization;
using AkkaCacheSim.Core.Feeds;
using Confluent.Kafka;

namespace AkkaCacheSim.Console.Tests.Support;

/// <summary>The embedded broker in an origin's process, found from outside.</summary>
internal static class BrokerOf
{
    private const string Listening = "0A";

    private static readonly TimeSpan Within = TimeSpan.FromSeconds(3);

    /// <summary>Where the invalidators will go on in each partition, and where it ends; nothing when no broker answers.</summary>
    /// <param name="origin">The origin's process id.</param>
    /// <param name="invalidators">How many the cluster has.</param>
    public static List<(long Committed, long End)> Offsets(int origin, int invalidators) => [.. Ports(origin).Select(port => OffsetsAt(port, invalidators)).FirstOrDefault(offsets => offsets.Count > 0) ?? []];

    private static List<(long Committed, long End)> OffsetsAt(int port, int invalidators)
    {
        try
        {
            var config = new ConsumerConfig { BootstrapServers = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), GroupId = LogNames.Group("public") };
            using var client = new ConsumerBuilder<Null, Null>(config).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
            // As many partitions as invalidators.
            var partitions = Enumerable.Range(0, invalidators).Select(i => new TopicPartition(LogNames.Topic("public"), i));
            return [.. client.Committed(partitions, Within).Select(at => (at.Offset.Value, client.QueryWatermarkOffsets(at.TopicPartition, Within).High.Value))];
        }
        catch (KafkaException)
        {
            // Somebody else's port, or the broker is on its way.
            return [];
        }
    }

    // Sockets are listed with their inodes, and a process's open files name them.
    private static IEnumerable<int> Ports(int pid)
    {
        var own = new DirectoryInfo($"/proc/{pid}/fd").EnumerateFiles().Select(file => file.LinkTarget).ToHashSet();
        return File.ReadLines($"/proc/{pid}/net/tcp").Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[3] == Listening && own.Contains($"socket:[{fields[9]}]"))
            .Select(fields => int.Parse(fields[1].AsSpan(fields[1].IndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
