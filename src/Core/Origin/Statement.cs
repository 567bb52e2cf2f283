using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Origin;

/// <summary>One statement against the database.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Key">The row's key.</param>
/// <param name="Value">The value of a write.</param>
/// <param name="WriteId">The id of a write or delete; negative for a writer that bypasses the cache.</param>
public readonly record struct Statement(StatementKind Kind, string Key, string? Value, long WriteId)
{
    /// <summary>The rows of a flush.</summary>
    public FlushBatch? Batch { get; init; }
}
