namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>The names of what is in the diagram and is no process of the cluster.</summary>
public static class Stops
{
    /// <summary>Whoever asks: the page's visitor, and the load.</summary>
    public const string Client = "client";

    /// <summary>The origin.</summary>
    public const string Origin = "origin";

    /// <summary>The database's change log.</summary>
    public const string Log = "log";

    /// <summary>The Kafka topic of changes.</summary>
    public const string Kafka = "kafka";

    /// <summary>All nodes together, where it is not known which.</summary>
    public const string Nodes = "nodes";
}
