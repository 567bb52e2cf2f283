namespace AkkaCacheSim.Invalidator.Kafka;

/// <summary>How far one assigned partition has been consumed and committed.</summary>
internal sealed class PartitionProgress
{
    /// <summary>The next offset to consume; −1 before the first record of this assignment.</summary>
    public long Next { get; private set; } = -1;

    /// <summary>The next offset to commit from.</summary>
    public long Committed { get; private set; } = -1;

    /// <summary>Consumed and not committed.</summary>
    public long Open => Next - Committed;

    /// <summary>A record was consumed.</summary>
    public void Consumed(long offset)
    {
        // Where the group stood when the partition came here is told by the first record only.
        if (Next < 0) Committed = offset;
        Next = offset + 1;
    }

    /// <summary>Takes a commit if it is of this assignment and leads forward.</summary>
    public bool TryCommit(long offset)
    {
        if (offset <= Committed || offset > Next) return false;
        Committed = offset;
        return true;
    }
}
