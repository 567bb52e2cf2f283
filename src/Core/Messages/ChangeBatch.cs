namespace AkkaCacheSim.Core.Messages;

/// <summary>
/// A run of changes from one partition of the log. It carries its place in the log, so that each node sees for itself
/// when something is missing before it, whatever process told it the run before.
/// </summary>
/// <param name="Partition">The partition they come from.</param>
/// <param name="LogId">Which log: a new broker or a new database is a new log.</param>
/// <param name="First">Sequence number of the first event in the partition; events are numbered from 1 without holes.</param>
/// <param name="Last">Sequence number of the last event.</param>
/// <param name="Changes">The changes; fewer than <c>Last − First + 1</c> where events carry none (a marker).</param>
public sealed record ChangeBatch(int Partition, string LogId, long First, long Last, IReadOnlyList<Change> Changes) : IBatch
{
    /// <inheritdoc />
    public bool Equals(ChangeBatch? other) => other is not null && Partition == other.Partition && LogId == other.LogId
        && First == other.First && Last == other.Last && Changes.SequenceEqual(other.Changes);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Partition, LogId, First, Last, Changes.Count);
}
