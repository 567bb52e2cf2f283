namespace AkkaCacheSim.Core.Feeds;

/// <summary>What is called how in Kafka: topics as Debezium names them, by the schema that the table is in. One cluster has one schema.</summary>
public static class LogNames
{
    /// <summary>What stands before every name; Debezium's <c>topic.prefix</c>.</summary>
    public const string Prefix = "akkacachesim";

    /// <summary>Where Debezium says that it lives, whether anything changes or not.</summary>
    public const string Heartbeats = "__debezium-heartbeat." + Prefix;

    /// <summary>What a topic's dead-letter topic has behind its name.</summary>
    public const string DeadLetterSuffix = ".dead-letter";

    /// <summary>The topic of the changes.</summary>
    /// <param name="schema">The table's schema.</param>
    /// <returns>Its name.</returns>
    public static string Topic(string schema) => $"{Prefix}.{schema}.entries";

    /// <summary>The invalidators' consumer group.</summary>
    /// <param name="schema">The table's schema.</param>
    /// <returns>Its name.</returns>
    public static string Group(string schema) => $"{Prefix}.{schema}.invalidators";
}
