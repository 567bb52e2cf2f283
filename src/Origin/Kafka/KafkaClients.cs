using Confluent.Kafka;

namespace AkkaCacheSim.Origin.Kafka;

/// <summary>Clients of a Kafka cluster with settings that its users give.</summary>
public static class KafkaClients
{
    /// <summary>Tries whether clients can be made with settings; nothing is connected to.</summary>
    /// <param name="settings">The settings.</param>
    /// <exception cref="FormatException">They can't; the message is one line.</exception>
    public static void Check(IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        try
        {
            var config = new ProducerConfig { BootstrapServers = "127.0.0.1:1" }.With(settings);
            new ProducerBuilder<Null, Null>(config).SetErrorHandler((_, _) => { }).SetLogHandler((_, _) => { }).Build().Dispose();
        }
        catch (Exception e) when (e is KafkaException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"settings of a Kafka client were expected: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    internal static T With<T>(this T config, IReadOnlyDictionary<string, string> settings)
        where T : ClientConfig
    {
        foreach (var (name, value) in settings) config.Set(name, value);
        return config;
    }
}
