using Confluent.Kafka;

namespace AkkaCacheSim.Invalidator.Kafka;

/// <summary>Measures from time to time how far a consumer is behind the ends of its partitions. For the consumer's thread.</summary>
internal sealed class LagMeter
{
    private const long EveryMs = 500;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromMilliseconds(500);

    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly string _topic;
    private readonly Dictionary<int, long> _behindSince = [];
    private long _next;

    public LagMeter(IConsumer<byte[]?, byte[]?> consumer, string topic)
    {
        _consumer = consumer;
        _topic = topic;
    }

    /// <summary>Measures, if it is time to.</summary>
    /// <param name="partitions">The consumer's partitions.</param>
    /// <param name="flowing">Whether they are fetched, so that the client knows where they end; else the broker is asked.</param>
    /// <param name="lag">The lag.</param>
    /// <returns>Whether it was measured.</returns>
    public bool TryMeasure(IReadOnlyDictionary<int, PartitionProgress> partitions, bool flowing, out ConsumerLag lag)
    {
        lag = null!;
        if (Environment.TickCount64 < _next) return false;
        _next = Environment.TickCount64 + EveryMs;
        try
        {
            var (events, oldest) = (0L, 0L);
            foreach (var (number, partition) in partitions)
            {
                var behind = End(number, flowing) - partition.Committed;
                if (partition.Committed < 0 || behind <= 0)
                {
                    _behindSince.Remove(number);
                    continue;
                }

                events += behind;
                oldest = Math.Max(oldest, Age(number, partition));
            }

            lag = new ConsumerLag(events, oldest, partitions.Count);
            return true;
        }
        catch (KafkaException)
        {
            // The broker is away: what was measured last stands, and the client says so in the log.
            return false;
        }
    }

    private long End(int partition, bool flowing)
    {
        var at = new TopicPartition(_topic, partition);
        return (flowing ? _consumer.GetWatermarkOffsets(at) : _consumer.QueryWatermarkOffsets(at, AnswerWithin)).High.Value;
    }

    private long Age(int number, PartitionProgress partition)
    {
        if (partition.OldestOpen is { } producedAt) return Math.Max(0, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - producedAt);
        _behindSince.TryAdd(number, Environment.TickCount64);
        return Environment.TickCount64 - _behindSince[number];
    }
}
