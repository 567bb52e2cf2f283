using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Origin;

/// <summary>What the database answered.</summary>
/// <param name="Error">Null, or one line on why the statement failed.</param>
/// <param name="Value">The value read.</param>
/// <param name="Version">The row's version: read, or given by the commit. 0: the key never existed.</param>
/// <param name="Deleted">The row was deleted; the version is the delete's.</param>
/// <param name="From">The last moment before the statement ran, ns.</param>
/// <param name="At">The first moment at which it was known to have run, ns.</param>
public readonly record struct StatementResult(string? Error, string? Value, long Version, bool Deleted, long From, long At)
{
    /// <summary>The stamp that the row keeps of the last write-back write in it; 0 for none.</summary>
    public long Stamp { get; init; }

    /// <summary>What became of the rows of a flush.</summary>
    public FlushReport? Report { get; init; }

    /// <summary>There was nothing to do: a delete of a row that isn't there. Nothing was committed.</summary>
    public bool Unchanged { get; init; }
}
