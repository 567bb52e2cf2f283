namespace AkkaCacheSim.Core.Feeds;

/// <summary>One row of the database's change log.</summary>
/// <param name="Sequence">Its place in the log: grows in commit order, without holes.</param>
/// <param name="Op">What was done.</param>
/// <param name="Key">The row's key.</param>
/// <param name="Value">The value after it; null after a delete.</param>
/// <param name="Version">The version it gave the key.</param>
/// <param name="WriteId">The id of the write; 0 when the writer never heard of the cache, negative when it bypassed it.</param>
/// <param name="From">The last moment at which the change was known not to be there, ns.</param>
/// <param name="At">The first moment at which it was seen, ns.</param>
public readonly record struct LoggedChange(long Sequence, ChangeOp Op, string Key, string? Value, long Version, long WriteId, long From, long At)
{
    /// <summary>The stamp that the row keeps; 0 for none.</summary>
    public long Stamp { get; init; }
}
