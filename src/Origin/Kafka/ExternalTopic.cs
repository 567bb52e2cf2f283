using System.Diagnostics;
using AkkaCacheSim.Origin.Rows;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace AkkaCacheSim.Origin.Kafka;

/// <summary>A topic in a Kafka cluster, made where it is not there.</summary>
internal static class ExternalTopic
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ThereWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Looks for the topic, and makes it if need be.</summary>
    /// <param name="bootstrap">The brokers.</param>
    /// <param name="settings">Settings for the client.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="partitions">How many partitions it gets when it is made here.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>How many partitions it has.</returns>
    /// <exception cref="OriginUnavailableException">No broker answers, or it does not let us; one line says so.</exception>
    public static async Task<int> EnsureAsync(string bootstrap, IReadOnlyDictionary<string, string> settings, string topic, int partitions, CancellationToken cancel)
    {
        var config = new AdminClientConfig { BootstrapServers = bootstrap, ReconnectBackoffMs = 50, ReconnectBackoffMaxMs = 1_000 }.With(settings);
        var watch = Stopwatch.StartNew();
        try
        {
            using var admin = new AdminClientBuilder(config).SetErrorHandler((_, _) => { }).SetLogHandler((_, _) => { }).Build();
            while (true)
            {
                var error = await Task.Run(() => Find(admin, topic, out partitions, partitions), cancel);
                if (error == ErrorCode.NoError) return partitions;
                if (watch.Elapsed > ThereWithin) throw Unavailable(bootstrap, $"topic {topic} is not there after {ThereWithin.TotalSeconds:0} s ({error})", null);
                if (error == ErrorCode.UnknownTopicOrPart) await CreateAsync(admin, topic, partitions);
                await Task.Delay(LookEvery, cancel);
            }
        }
        catch (KafkaException e)
        {
            throw Unavailable(bootstrap, e.Error.Reason, e);
        }
    }

    private static ErrorCode Find(IAdminClient admin, string topic, out int partitions, int otherwise)
    {
        var found = admin.GetMetadata(topic, AnswerWithin).Topics.Single();
        partitions = found.Partitions.Count > 0 ? found.Partitions.Count : otherwise;
        return found.Error.Code != ErrorCode.NoError ? found.Error.Code : found.Partitions.Count > 0 ? ErrorCode.NoError : ErrorCode.LeaderNotAvailable;
    }

    private static async Task CreateAsync(IAdminClient admin, string topic, int partitions)
    {
        try
        {
            // As many replicas as the cluster holds right.
            await admin.CreateTopicsAsync([new TopicSpecification { Name = topic, NumPartitions = partitions, ReplicationFactor = -1 }], new CreateTopicsOptions { RequestTimeout = AnswerWithin });
        }
        catch (CreateTopicsException e) when (e.Results.All(result => result.Error.Code == ErrorCode.TopicAlreadyExists))
        {
            // Somebody else was first.
        }
    }

    private static OriginUnavailableException Unavailable(string bootstrap, string reason, Exception? inner) =>
        new($"--kafka {bootstrap}: a Kafka cluster that can be used was expected: {reason.ReplaceLineEndings(" ")}", inner);
}
