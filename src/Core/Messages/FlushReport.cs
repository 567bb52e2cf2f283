namespace AkkaCacheSim.Core.Messages;

/// <summary>What became of a <see cref="FlushBatch"/>, row by row, in its order.</summary>
/// <param name="Rows">The rows.</param>
public sealed record FlushReport(IReadOnlyList<FlushedRow> Rows) : IBatch
{
    /// <inheritdoc />
    public bool Equals(FlushReport? other) => other is not null && Rows.SequenceEqual(other.Rows);

    /// <inheritdoc />
    public override int GetHashCode() => Rows.Count;
}
