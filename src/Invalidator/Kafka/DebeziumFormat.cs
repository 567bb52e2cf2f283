namespace AkkaCacheSim.Invalidator.Kafka;

/// <summary>Names that the invalidator and the change feed agree on. They share a wire format, not code.</summary>
public static class DebeziumFormat
{
    /// <summary>The connector's name in events of the embedded feed: a delete's <c>before.version</c> is then the delete's own.</summary>
    public const string OwnConnector = "akkacachesim";

    /// <summary>Header with the log id, UTF-8.</summary>
    public const string LogIdHeader = "log-id";

    /// <summary>Header with the number in the partition, decimal text.</summary>
    public const string SequenceHeader = "sequence";
}
