using AkkaCacheSim.Cluster.Kafka;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Origin.Rows;

namespace AkkaCacheSim.Origin.Kafka;

/// <summary>The topic of the changes: in a broker of this process, or in a Kafka cluster.</summary>
public sealed class ChangeTopic : IDisposable
{
    /// <summary>Partitions of a topic that is made in a Kafka cluster: enough for several invalidators.</summary>
    public const int NewPartitions = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly MockBroker? _embedded;
    private readonly IReadOnlyDictionary<string, string> _client;
    private readonly string _schema;

    private ChangeTopic(MockBroker? embedded, string bootstrap, string schema, int partitions, IReadOnlyDictionary<string, string> client)
    {
        _embedded = embedded;
        _schema = schema;
        _client = client;
        Bootstrap = bootstrap;
        Partitions = partitions;
    }

    /// <summary>Where its brokers are.</summary>
    public string Bootstrap { get; }

    /// <summary>How many partitions it has.</summary>
    public int Partitions { get; }

    /// <summary>Checks that there is a topic, or can be one.</summary>
    /// <param name="settings">Valid settings.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="OriginUnavailableException">There can't be one; one line says why.</exception>
    public static async Task PrepareAsync(SimSettings settings, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.HasCdc && settings.Kafka != SimSettings.EmbeddedKafka) await EnsureAsync(settings, ReadClient(settings), cancel);
    }

    /// <summary>Opens it. A Kafka cluster that can't be reached is asked again and again.</summary>
    /// <param name="settings">Valid settings.</param>
    /// <param name="host">What the invalidators call this machine.</param>
    /// <param name="say">Told of troubles, a line each.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The topic.</returns>
    public static async Task<ChangeTopic> OpenAsync(SimSettings settings, string host, Action<string> say, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(say);
        if (settings.Kafka == SimSettings.EmbeddedKafka)
        {
            // At each fetch the broker looks through all that it keeps of a partition, so there are no more of them than consumers.
            var broker = new MockBroker(LogNames.Topic(settings.Schema), settings.Invalidators, host);
            return new ChangeTopic(broker, broker.Bootstrap, settings.Schema, settings.Invalidators, new Dictionary<string, string>());
        }

        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var client = ReadClient(settings);
                return new ChangeTopic(null, settings.Kafka, settings.Schema, await EnsureAsync(settings, client, cancel), client);
            }
            catch (OriginUnavailableException e)
            {
                say(e.Message);
                await Task.Delay(pause, cancel);
            }
        }
    }

    /// <summary>A way into it. The embedded broker keeps little, so that what goes there is paced.</summary>
    /// <param name="published">Told how a batch went, on another thread.</param>
    /// <param name="say">Told of troubles, a line each.</param>
    /// <returns>The way; to be disposed of.</returns>
    public IKafkaPublisher Publisher(Action<bool> published, Action<string> say)
    {
        var topic = LogNames.Topic(_schema);
        return _embedded is null
            ? new KafkaPublisher(Bootstrap, published, topic, say, _client)
            : new PacedPublisher(Bootstrap, LogNames.Group(_schema), published, topic, say);
    }

    /// <inheritdoc />
    public void Dispose() => _embedded?.Dispose();

    private static Task<int> EnsureAsync(SimSettings settings, IReadOnlyDictionary<string, string> client, CancellationToken cancel) =>
        ExternalTopic.EnsureAsync(settings.Kafka, client, LogNames.Topic(settings.Schema), NewPartitions, cancel);

    private static IReadOnlyDictionary<string, string> ReadClient(SimSettings settings)
    {
        try
        {
            return ClientSettings.Read(settings.KafkaConfig);
        }
        catch (FormatException e)
        {
            throw new OriginUnavailableException($"--kafka-config {settings.KafkaConfig}: {e.Message}", e);
        }
    }
}
