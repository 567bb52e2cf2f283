using Confluent.Kafka;

namespace AkkaCacheSim.Invalidator.Kafka;

/// <summary>Where a group goes on in partitions that have just come to one of its members.</summary>
internal sealed class GroupPlaces
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    private readonly IConsumer<byte[]?, byte[]?> _consumer;

    public GroupPlaces(IConsumer<byte[]?, byte[]?> consumer) => _consumer = consumer;

    /// <summary>Asks the broker.</summary>
    /// <param name="partitions">The partitions.</param>
    /// <returns>The next offset, by partition; none where the group has no place that is still in the log, or the broker does not say.</returns>
    public IReadOnlyDictionary<int, long> Find(IReadOnlyCollection<TopicPartition> partitions)
    {
        var places = new Dictionary<int, long>();
        if (partitions.Count == 0) return places;
        try
        {
            foreach (var committed in _consumer.Committed(partitions, AnswerWithin))
            {
                if (committed.Offset.IsSpecial) continue;
                var log = _consumer.QueryWatermarkOffsets(committed.TopicPartition, AnswerWithin);
                if (committed.Offset >= log.Low && committed.Offset <= log.High) places[committed.Partition.Value] = committed.Offset.Value;
            }
        }
        catch (KafkaException)
        {
            // Those that are not found count as lost, which is safe.
        }

        return places;
    }
}
