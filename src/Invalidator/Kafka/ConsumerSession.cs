using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using AkkaCacheSim.Core.Invalidators;
using AkkaCacheSim.Core.Messages;
using Confluent.Kafka;

namespace AkkaCacheSim.Invalidator.Kafka;

/// <summary>One life of the Kafka client: its assignment, what is paused, what is consumed and committed. For one thread.</summary>
internal sealed class ConsumerSession : IDisposable
{
    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly string _topic;
    private readonly DeadLetters _deadLetters;
    private readonly LineLog _log;
    private readonly LagMeter _lag;
    private readonly GroupPlaces _places;
    private readonly Dictionary<int, PartitionProgress> _assigned = [];
    // Records that came in the same poll as a new assignment, before it could be paused.
    private readonly Queue<ConsumeResult<byte[]?, byte[]?>> _held = new();
    // Partitions that came without a place in the log that the group could go on from.
    private readonly Queue<int> _lost = new();
    private bool? _flowing;

    public ConsumerSession(KafkaSource source, Action<IConsumer<byte[]?, byte[]?>, Error> onError, DeadLetters deadLetters, LineLog log)
    {
        _topic = source.Topic;
        _deadLetters = deadLetters;
        _log = log;
        _consumer = new ConsumerBuilder<byte[]?, byte[]?>(ConsumerSettings.For(source))
            .SetErrorHandler(onError)
            .SetPartitionsAssignedHandler((_, partitions) => Assigned(partitions))
            .SetPartitionsRevokedHandler((_, partitions) => Gone(partitions))
            .SetPartitionsLostHandler((_, partitions) => Gone(partitions))
            .SetOffsetsCommittedHandler((_, committed) => HandleCommitted(committed))
            // Errors come to the handler above as well; the library's own lines would repeat them on stderr.
            .SetLogHandler((_, _) => { })
            .Build();
        _lag = new LagMeter(_consumer, _topic);
        _places = new GroupPlaces(_consumer);

        // By pattern: a topic that nobody has made is no error then.
        if (source.Heartbeats is { } heartbeats) _consumer.Subscribe([_topic, $"^{Regex.Escape(heartbeats)}$"]);
        else _consumer.Subscribe(_topic);
    }

    /// <summary>When the connector last said that it lives, ms since 1970; 0 for never.</summary>
    public long HeartbeatAt { get; private set; }

    /// <summary>Records consumed and not committed.</summary>
    public long Open
    {
        get
        {
            var open = 0L;
            foreach (var progress in _assigned.Values) open += progress.Open;
            return open;
        }
    }

    /// <summary>Pauses or resumes every partition, where that is not so yet.</summary>
    public void Flow(bool flow)
    {
        if (_flowing == flow) return;
        var partitions = _consumer.Assignment.Where(IsChanges).ToList();
        if (flow) _consumer.Resume(partitions);
        else _consumer.Pause(partitions);
        _flowing = flow;
    }

    /// <summary>Stores offsets; the client carries them to the broker in the background.</summary>
    public void Commit(ConcurrentQueue<(int Partition, long Offset)> commits)
    {
        while (commits.TryDequeue(out var commit))
        {
            // Of a partition that went elsewhere, or of an earlier assignment: its new owner commits.
            if (!_assigned.TryGetValue(commit.Partition, out var progress) || !progress.TryCommit(commit.Offset)) continue;
            try
            {
                _consumer.StoreOffset(new TopicPartitionOffset(_topic, commit.Partition, commit.Offset));
            }
            catch (KafkaException e)
            {
                _log.Say(e.Error.Code.ToString(), $"consumer: offset of partition {commit.Partition} not stored: {e.Error.Reason}");
            }
        }
    }

    /// <summary>Waits for a record and takes what else is there.</summary>
    /// <param name="limit">How many at the most.</param>
    /// <param name="wait">How long to wait for the first.</param>
    /// <param name="deliver">Whether records may go out; those that slip in otherwise are held.</param>
    public List<LogRecord> Poll(int limit, TimeSpan wait, bool deliver)
    {
        var records = new List<LogRecord>();
        while (deliver && _lost.TryDequeue(out var partition)) records.Add(Gap(partition));
        while (deliver && records.Count < limit && _held.TryDequeue(out var held)) Read(held, records);
        while (records.Count < limit)
        {
            var result = Next(records.Count == 0 ? wait : TimeSpan.Zero);
            if (result is null) break;
            if (!IsChanges(result.TopicPartition))
            {
                HeartbeatAt = result.Message.Timestamp.UnixTimestampMs;
                continue;
            }

            if (!deliver || _flowing is null)
            {
                // A rebalance inside the poll: the new assignment must be paused before more is taken.
                _held.Enqueue(result);
                break;
            }

            Read(result, records);
        }

        return records;
    }

    /// <summary>Measures, from time to time, how far behind the log this is.</summary>
    public bool TryMeasure(bool flowing, out ConsumerLag lag) => _lag.TryMeasure(_assigned, flowing, out lag);

    /// <summary>Carries stored offsets to the broker and leaves the group.</summary>
    public void Close() => _consumer.Close();

    public void Dispose() => _consumer.Dispose();

    private bool IsChanges(TopicPartition partition) => partition.Topic == _topic;

    private ConsumeResult<byte[]?, byte[]?>? Next(TimeSpan wait)
    {
        try
        {
            return _consumer.Consume(wait);
        }
        catch (ConsumeException e) when (!e.Error.IsFatal)
        {
            // The client goes on by itself (a topic that is not there yet, a broker that is away).
            _log.Say(e.Error.Code.ToString(), $"consumer: {e.Error.Reason}");
            return null;
        }
    }

    private void Read(ConsumeResult<byte[]?, byte[]?> result, List<LogRecord> records)
    {
        var (partition, offset) = (result.Partition.Value, result.Offset.Value);
        if (_assigned.TryGetValue(partition, out var progress))
        {
            if (!progress.Expects(offset)) records.Add(Gap(partition));
            progress.Consumed(offset, result.Message.Timestamp.UnixTimestampMs);
        }

        var message = result.Message;
        var readable = DebeziumReader.TryRead(partition, offset, message.Key, message.Value, message.Headers, out var record, out var reason);
        records.Add(record);
        if (readable) return;
        _deadLetters.Send(result, reason!);
        _log.Say($"malformed {reason}", $"consumer: record {partition}/{offset} is malformed ({reason}); everything is invalidated");
    }

    // Something may have been lost here. It is in no log, so there is nothing of it to commit.
    private LogRecord Gap(int partition)
    {
        _log.Say($"gap {partition}", $"consumer: partition {partition} does not go on where this group was; everything is invalidated");
        return new LogRecord(partition, -1, string.Empty, 0, new Change(null, Message.NoVersion));
    }

    private void Assigned(List<TopicPartition> partitions)
    {
        var changes = partitions.Where(IsChanges).ToList();
        var places = _places.Find(changes);
        foreach (var partition in changes.Select(partition => partition.Partition.Value))
        {
            var progress = _assigned[partition] = new PartitionProgress();
            if (places.TryGetValue(partition, out var offset)) progress.StartsAt(offset);
            else _lost.Enqueue(partition);
        }

        // Unknown: a new partition flows until it is paused.
        _flowing = null;
    }

    private void Gone(List<TopicPartitionOffset> partitions)
    {
        foreach (var partition in partitions.Where(gone => gone.Topic == _topic)) _assigned.Remove(partition.Partition.Value);

        // What is held was not delivered; the new owner, maybe this one again, starts before it.
        for (var held = _held.Count; held > 0; held--)
        {
            if (_held.Dequeue() is var result && _assigned.ContainsKey(result.Partition.Value)) _held.Enqueue(result);
        }
    }

    private void HandleCommitted(CommittedOffsets committed)
    {
        if (committed.Error.IsError && committed.Error.Code != ErrorCode.Local_NoOffset)
            _log.Say(committed.Error.Code.ToString(), $"consumer: commit failed: {committed.Error.Reason}");
    }
}
