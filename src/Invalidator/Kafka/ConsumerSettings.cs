using Confluent.Kafka;

namespace AkkaCacheSim.Invalidator.Kafka;

/// <summary>The consumer's settings.</summary>
internal static class ConsumerSettings
{
    public static ConsumerConfig For(KafkaSource source)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = source.Bootstrap,
            GroupId = source.Group,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            // Who stays in the group keeps its partitions while others come and go.
            PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
            // Offsets are stored by hand, once every node has acknowledged; the client only carries what is stored to
            // the broker, in the background and when it leaves. Its explicit commit would block the poll loop, for a
            // minute when the broker is gone.
            EnableAutoOffsetStore = false,
            EnableAutoCommit = true,
            AutoCommitIntervalMs = 100,
            // Short, so that another invalidator takes a dead one's partitions over before nodes stop serving hits.
            SessionTimeoutMs = 6_000,
            HeartbeatIntervalMs = 1_000,
            // A topic that is made after the consumer starts is found within this time.
            TopicMetadataRefreshIntervalMs = 5_000,
            ReconnectBackoffMs = 50,
            ReconnectBackoffMaxMs = 1_000,
        };
        if (source.Embedded) SuitEmbedded(config);
        return source.Configured(config);
    }

    private static void SuitEmbedded(ConsumerConfig config)
    {
        // The embedded broker has no long poll: this is its delay. A real one answers as soon as there is something.
        config.FetchWaitMaxMs = 2;
        // Its rebalances last a second less than the session time-out, whoever has joined already; commits fail meanwhile.
        config.SessionTimeoutMs = 3_000;
        config.HeartbeatIntervalMs = 500;
    }
}
