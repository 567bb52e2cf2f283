using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.WriteBack;

/// <summary>All that the events up to a sequence number amount to: with it they can go, and recovery takes no longer as a partition ages.</summary>
/// <param name="Sequence">The number of the last event in it.</param>
/// <param name="Incarnation">The partition's life.</param>
/// <param name="StampBase">What is added to sequence numbers to make stamps.</param>
/// <param name="Rows">What is dirty, oldest first.</param>
public sealed record JournalSnapshot(long Sequence, int Incarnation, long StampBase, IReadOnlyList<FlushRow> Rows)
{
    /// <inheritdoc />
    public bool Equals(JournalSnapshot? other) => other is not null && Sequence == other.Sequence && Incarnation == other.Incarnation
        && StampBase == other.StampBase && Rows.SequenceEqual(other.Rows);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Sequence, Incarnation, StampBase, Rows.Count);
}
