namespace AkkaCacheSim.Core.Settings;

/// <summary>Says what is wrong with the settings of the log of changes.</summary>
internal static class KafkaCheck
{
    /// <summary>Checks them.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>One line for each thing wrong.</returns>
    public static IEnumerable<string> Problems(SimSettings settings)
    {
        var external = settings.Kafka != SimSettings.EmbeddedKafka;
        if (external && !BrokerList.IsValid(settings.Kafka)) yield return $"--kafka {settings.Kafka}: {BrokerList.Expected} was expected";
        if (!external && settings.KafkaConfig.Length > 0) yield return $"--kafka-config {settings.KafkaConfig}: the embedded broker has no settings; --kafka HOST:PORT was expected";
        if (settings.Cdc is not (SimSettings.BuiltInCdc or SimSettings.DebeziumCdc)) yield return $"--cdc {settings.Cdc}: {SimSettings.BuiltInCdc} or {SimSettings.DebeziumCdc} was expected";
        if (settings.Cdc != SimSettings.DebeziumCdc) yield break;
        if (settings.Origin == SimSettings.EmbeddedOrigin) yield return "--cdc debezium: its connector reads PostgreSQL; --origin postgres://… was expected";
        if (!external) yield return "--cdc debezium: it publishes to a Kafka cluster; --kafka HOST:PORT was expected";
    }
}
