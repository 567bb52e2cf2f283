using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Planting;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Invalidators;

/// <summary>
/// Consumes the log and tells every node. Nothing is consumed before every member node has subscribed; each batch is repeated until every
/// one of them has acknowledged it, or has been removed; only then, and in order, is its offset committed.
/// </summary>
public sealed class InvalidatorMachine : IMachine
{
    private const long HeartbeatEvery = Durations.Second;
    private const long RepeatAfter = 500 * Durations.Millisecond;

    private readonly IEffects _effects;
    private readonly IConsumer _consumer;
    private readonly HashSet<Address> _subscribed = [];
    private readonly Dictionary<int, Queue<PendingBatch>> _partitions = [];
    private readonly Dictionary<long, PendingBatch> _byNumber = [];
    private View _view = View.Empty;
    private long _numbers, _heartbeatAt;

    /// <summary>Makes an invalidator.</summary>
    /// <param name="self">Who it is.</param>
    /// <param name="effects">What it can do to the world.</param>
    /// <param name="consumer">The consumer.</param>
    public InvalidatorMachine(Address self, IEffects effects, IConsumer consumer)
    {
        ArgumentNullException.ThrowIfNull(effects);
        ArgumentNullException.ThrowIfNull(consumer);
        Self = self;
        _effects = effects;
        _consumer = consumer;
    }

    /// <inheritdoc />
    public Address Self { get; }

    /// <summary>What it has counted.</summary>
    public InvalidatorCounters Counters { get; } = new();

    /// <summary>Whether records flow: there are member nodes and every one has subscribed.</summary>
    public bool Flowing { get; private set; }

    /// <summary>Batches that some node has not acknowledged.</summary>
    public int Pending => _byNumber.Count;

    /// <inheritdoc />
    public void Start(long now)
    {
        _heartbeatAt = now + HeartbeatEvery;
        _effects.SetTimer(now + RepeatAfter);
    }

    /// <inheritdoc />
    public void ViewChanged(long now, View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _view = view;
        foreach (var gone in _subscribed.Where(node => !view.Nodes.Contains(node)).ToList())
        {
            _subscribed.Remove(gone);
            foreach (var batch in _byNumber.Values) batch.Awaited.Remove(gone);
        }

        CommitAcknowledged();
        SetFlow();
    }

    /// <inheritdoc />
    public void Receive(long now, Address from, in Message message)
    {
        switch (message.Kind)
        {
            case MessageKind.Subscribe: Subscribe(from); break;
            case MessageKind.BatchDone: Done(from, message.Request); break;
            default: break;
        }
    }

    /// <summary>Records have come.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="records">Records, in order within each partition.</param>
    public void Consumed(long now, IReadOnlyList<LogRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        Counters.Consumed += records.Count;
        foreach (var partition in records.GroupBy(record => record.Partition))
        {
            var run = new List<LogRecord>();
            foreach (var record in partition)
            {
                if (run.Count > 0 && (record.LogId != run[^1].LogId || record.Sequence != run[^1].Sequence + 1)) SendRun(now, run);
                run.Add(record);
            }

            SendRun(now, run);
        }

        CommitAcknowledged();
    }

    /// <summary>The log is another one now: what came from the old one is neither repeated nor committed any more.</summary>
    public void LogReplaced()
    {
        _partitions.Clear();
        _byNumber.Clear();
    }

    /// <inheritdoc />
    public void Tick(long now)
    {
        foreach (var batch in _byNumber.Values)
        {
            if (now - batch.SentAt < RepeatAfter || Plants.Grows(Plant.BatchNotRepeated)) continue;
            Counters.Repeated++;
            Send(now, batch);
        }

        if (now >= _heartbeatAt)
        {
            _heartbeatAt = now + HeartbeatEvery;
            foreach (var node in _subscribed) _effects.Send(node, new Message { Kind = MessageKind.Heartbeat });
        }

        _effects.SetTimer(now + RepeatAfter);
    }

    // A node that is not a member here asks again soon; answering it now would promise news that only members get.
    private void Subscribe(Address from)
    {
        if (!_view.Nodes.Contains(from)) return;
        _subscribed.Add(from);
        _effects.Send(from, new Message { Kind = MessageKind.Subscribed });
        SetFlow();
    }

    private void Done(Address from, long number)
    {
        if (!_byNumber.TryGetValue(number, out var batch)) return;
        batch.Awaited.Remove(from);
        if (batch.Awaited.Count == 0) CommitAcknowledged();
    }

    private void SendRun(long now, List<LogRecord> run)
    {
        var changes = run.Where(record => record.Change is not null).Select(record => record.Change!.Value).ToList();
        var batch = new ChangeBatch(run[0].Partition, run[0].LogId, run[0].Sequence, run[^1].Sequence, changes);
        var pending = new PendingBatch(++_numbers, batch, run[^1].Offset + 1, _subscribed, now);
        if (!_partitions.TryGetValue(batch.Partition, out var queue)) _partitions[batch.Partition] = queue = new Queue<PendingBatch>();
        queue.Enqueue(pending);
        _byNumber.Add(pending.Number, pending);
        Counters.Batches++;
        if (Plants.Grows(Plant.OffsetBeforeAck)) _consumer.Commit(batch.Partition, pending.NextOffset);
        Send(now, pending);
        run.Clear();
    }

    private void Send(long now, PendingBatch batch)
    {
        batch.SentAt = now;
        foreach (var node in batch.Awaited)
        {
            _effects.Send(node, new Message { Kind = MessageKind.InvalidateBatch, Request = batch.Number, Changes = batch.Changes });
        }
    }

    private void CommitAcknowledged()
    {
        foreach (var (partition, queue) in _partitions)
        {
            long? offset = null;
            while (queue.TryPeek(out var batch) && batch.Awaited.Count == 0)
            {
                offset = batch.NextOffset;
                _byNumber.Remove(queue.Dequeue().Number);
            }

            if (offset is { } next) _consumer.Commit(partition, next);
        }
    }

    private void SetFlow()
    {
        var flow = !_view.Nodes.IsEmpty && _view.Nodes.All(_subscribed.Contains);
        if (flow == Flowing) return;
        Flowing = flow;
        _consumer.Flow(flow);
    }
}
