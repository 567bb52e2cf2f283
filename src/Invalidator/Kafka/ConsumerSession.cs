using System.Collections.Concurrent;
using AkkaCacheSim.Core.Invalidators;
using Confluent.Kafka;

namespace AkkaCacheSim.Invalidator.Kafka;

/// <summary>One life of the Kafka client: its assignment, what is paused, what is consumed and committed. For one thread.</summary>
internal sealed class ConsumerSession : IDisposable
{
    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly string _topic;
    private readonly DeadLetters _deadLetters;
    private readonly LineLog _log;
    private readonly Dictionary<int, PartitionProgress> _assigned = [];
    // Records that came in the same poll as a new assignment, before it could be paused.
    private readonly Queue<ConsumeResult<byte[]?, byte[]?>> _held = new();
    private bool? _flowing;

    public ConsumerSession(ConsumerConfig config, string topic, Action<IConsumer<byte[]?, byte[]?>, Error> onError, DeadLetters deadLetters, LineLog log)
    {
        _topic = topic;
        _deadLetters = deadLetters;
        _log = log;
        _consumer = new ConsumerBuilder<byte[]?, byte[]?>(config)
            .SetErrorHandler(onError)
            .SetPartitionsAssignedHandler((_, partitions) => Assigned(partitions))
            .SetPartitionsRevokedHandler((_, partitions) => Gone(partitions))
            .SetPartitionsLostHandler((_, partitions) => Gone(partitions))
            .SetOffsetsCommittedHandler((_, committed) => HandleCommitted(committed))
            // Errors come to the handler above as well; the library's own lines would repeat them on stderr.
            .SetLogHandler((_, _) => { })
            .Build();
        _consumer.Subscribe(topic);
    }

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
        var partitions = _consumer.Assignment;
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
        while (deliver && records.Count < limit && _held.TryDequeue(out var held)) records.Add(Read(held));
        while (records.Count < limit)
        {
            var result = Next(records.Count == 0 ? wait : TimeSpan.Zero);
            if (result is null) break;
            if (!deliver || _flowing is null)
            {
                // A rebalance inside the poll: the new assignment must be paused before more is taken.
                _held.Enqueue(result);
                break;
            }
            records.Add(Read(result));
        }
        return records;
    }

    /// <summary>Carries stored offsets to the broker and leaves the group.</summary>
    public void Close() => _consumer.Close();

    public void Dispose() => _consumer.Dispose();

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

    private LogRecord Read(ConsumeResult<byte[]?, byte[]?> result)
    {
        var (partition, offset) = (result.Partition.Value, result.Offset.Value);
        if (_assigned.TryGetValue(partition, out var progress)) progress.Consumed(offset);
        var message = result.Message;
        if (DebeziumReader.TryRead(partition, offset, message.Key, message.Value, message.Headers, out var record, out var reason)) return record;
        _deadLetters.Send(result, reason!);
        _log.Say($"malformed {reason}", $"consumer: record {partition}/{offset} is malformed ({reason}); everything is invalidated");
        return record;
    }

    private void Assigned(List<TopicPartition> partitions)
    {
        foreach (var partition in partitions) _assigned[partition.Partition.Value] = new PartitionProgress();
        // Unknown: a new partition flows until it is paused.
        _flowing = null;
    }

    private void Gone(List<TopicPartitionOffset> partitions)
    {
        foreach (var partition in partitions) _assigned.Remove(partition.Partition.Value);
        // What is held was not delivered; the new owner, maybe this one again, starts before it.
        _held.Clear();
    }

    private void HandleCommitted(CommittedOffsets committed)
    {
        if (committed.Error.IsError && committed.Error.Code != ErrorCode.Local_NoOffset)
            _log.Say(committed.Error.Code.ToString(), $"consumer: commit failed: {committed.Error.Reason}");
    }
}
