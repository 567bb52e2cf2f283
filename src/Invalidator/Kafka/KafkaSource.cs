using AkkaCacheSim.Cluster.Kafka;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Settings;
using Confluent.Kafka;

namespace AkkaCacheSim.Invalidator.Kafka;

/// <summary>Where an invalidator consumes changes, and as whom.</summary>
/// <param name="Bootstrap">The brokers.</param>
/// <param name="Topic">The topic of the changes.</param>
/// <param name="Group">The consumer group.</param>
public sealed record KafkaSource(string Bootstrap, string Topic, string Group)
{
    /// <summary>The broker is the embedded one, which must be polled.</summary>
    public bool Embedded { get; init; }

    /// <summary>The topic in which a connector says that it lives; null where none does.</summary>
    public string? Heartbeats { get; init; }

    /// <summary>Settings for the clients, in librdkafka's names.</summary>
    public IReadOnlyDictionary<string, string> Client { get; init; } = new Dictionary<string, string>();

    /// <summary>The source that settings name.</summary>
    /// <param name="settings">Valid settings.</param>
    /// <param name="bootstrap">Where the broker is; with a Kafka cluster, what the settings say.</param>
    /// <returns>The source.</returns>
    /// <exception cref="FormatException">The file with the client's settings can't be read.</exception>
    public static KafkaSource Of(SimSettings settings, string bootstrap)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new KafkaSource(bootstrap, LogNames.Topic(settings.Schema), LogNames.Group(settings.Schema))
        {
            Embedded = settings.Kafka == SimSettings.EmbeddedKafka,
            Heartbeats = settings.Cdc == SimSettings.DebeziumCdc ? LogNames.Heartbeats : null,
            Client = ClientSettings.Read(settings.KafkaConfig),
        };
    }

    /// <summary>Gives a client the settings that are for all.</summary>
    internal T Configured<T>(T config)
        where T : ClientConfig
    {
        foreach (var (name, value) in Client) config.Set(name, value);
        return config;
    }
}
