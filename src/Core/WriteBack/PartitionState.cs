using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Planting;

namespace AkkaCacheSim.Core.WriteBack;

/// <summary>What a dirty partition's journal amounts to. Built from a snapshot and the events behind it, kept up to date by the events that follow.</summary>
public sealed class PartitionState
{
    /// <summary>The dirty keys.</summary>
    public DirtyQueue Queue { get; } = new();

    /// <summary>The number of the last event.</summary>
    public long Sequence { get; private set; }

    /// <summary>The partition's last life; 0 before the first.</summary>
    public int Incarnation { get; private set; }

    /// <summary>What is added to sequence numbers to make stamps.</summary>
    public long StampBase { get; private set; }

    /// <summary>The stamp of the last event.</summary>
    public long Stamp => StampBase + Sequence;

    /// <summary>Takes over a snapshot, before any event.</summary>
    /// <param name="snapshot">The snapshot.</param>
    public void Apply(JournalSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (Sequence != 0) throw new InvalidOperationException("a snapshot came behind events");
        Sequence = snapshot.Sequence;
        Incarnation = snapshot.Incarnation;
        StampBase = snapshot.StampBase;
        foreach (var row in snapshot.Rows) Queue.Put(row);
    }

    /// <summary>Takes over the next event.</summary>
    /// <param name="item">The event.</param>
    public void Apply(JournalEvent item)
    {
        Sequence++;
        switch (item)
        {
            case PartitionStarted started:
                Incarnation = started.Incarnation;
                StampBase = Plants.Grows(Plant.StampsBeginAnew) ? -Sequence : started.StampBase;
                break;
            case WriteQueued write:
                Queue.Put(new FlushRow(write.Key, write.Value, Stamp, write.WriteId, write.At));
                break;
            case RowsFlushed flushed:
                foreach (var (key, stamp) in flushed.Rows) Queue.Clean(key, stamp);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(item), item, "a known event was expected");
        }
    }

    /// <summary>A snapshot of all this.</summary>
    /// <returns>The snapshot.</returns>
    public JournalSnapshot Snapshot() => new(Sequence, Incarnation, StampBase, Queue.Oldest(int.MaxValue, long.MaxValue));
}
