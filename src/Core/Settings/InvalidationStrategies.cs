namespace AkkaCacheSim.Core.Settings;

/// <summary>What brings news of changes to the copies. Combinable; a TTL, where there is one, always applies.</summary>
[Flags]
public enum InvalidationStrategies
{
    /// <summary>Nothing but the TTL.</summary>
    Ttl = 0,

    /// <summary>The coordinator that wrote tells the owner.</summary>
    Explicit = 1,

    /// <summary>The database's log, by way of Kafka and the invalidators.</summary>
    Cdc = 2,
}
