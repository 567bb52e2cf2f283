namespace AkkaCacheSim.Invalidator.Kafka;

/// <summary>How far one assigned partition has been consumed and committed.</summary>
internal sealed class PartitionProgress
{
    // Of the records that are consumed and not committed: offset, and when it was produced.
    private readonly Queue<(long Offset, long ProducedAt)> _open = new();

    /// <summary>The next offset to consume; −1 before the first record of this assignment.</summary>
    public long Next { get; private set; } = -1;

    /// <summary>The next offset to commit from; −1 while that is not known.</summary>
    public long Committed { get; private set; } = -1;

    /// <summary>Consumed and not committed.</summary>
    public long Open => _open.Count;

    /// <summary>When the oldest record that is consumed and not committed was produced, ms since 1970; null without any.</summary>
    public long? OldestOpen => _open.TryPeek(out var oldest) ? oldest.ProducedAt : null;

    /// <summary>Where the group stood when the partition came here.</summary>
    /// <param name="offset">The next offset to consume.</param>
    public void StartsAt(long offset)
    {
        if (Next < 0) Committed = offset;
    }

    /// <summary>Whether a record is the next one; if not, the log is another one than it was, or has lost some.</summary>
    /// <param name="offset">Its offset.</param>
    public bool Expects(long offset) => Next >= 0 ? offset == Next : Committed < 0 || offset == Committed;

    /// <summary>A record was consumed.</summary>
    /// <param name="offset">Its offset.</param>
    /// <param name="producedAt">When it was produced, ms since 1970.</param>
    public void Consumed(long offset, long producedAt)
    {
        var jumps = !Expects(offset);
        if (jumps) _open.Clear();
        if (jumps || Next < 0) Committed = offset;
        Next = offset + 1;
        _open.Enqueue((offset, producedAt));
    }

    /// <summary>Takes a commit if it is of this assignment and leads forward.</summary>
    /// <param name="offset">The next offset to consume.</param>
    public bool TryCommit(long offset)
    {
        if (offset <= Committed || offset > Next) return false;
        Committed = offset;
        while (_open.TryPeek(out var oldest) && oldest.Offset < offset) _open.Dequeue();
        return true;
    }
}
