namespace AkkaCacheSim.Core.Messages;

/// <summary>Dirty values for the origin, one for each key, written in one transaction.</summary>
/// <param name="Stamped">
/// Whether stamps are kept with the rows, so that a row whose stamp is not lower is left alone and a batch can be repeated.
/// Without, every row is written: what the memory of one node holds has no order that outlives it.
/// </param>
/// <param name="Rows">The values.</param>
public sealed record FlushBatch(bool Stamped, IReadOnlyList<FlushRow> Rows) : IBatch
{
    /// <inheritdoc />
    public bool Equals(FlushBatch? other) => other is not null && Stamped == other.Stamped && Rows.SequenceEqual(other.Rows);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Stamped, Rows.Count);
}
