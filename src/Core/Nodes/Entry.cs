using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Nodes;

/// <summary>A copy of a row, or of a value on its way into one.</summary>
/// <param name="Value">The value; null for a negative copy, which says that there is no row.</param>
/// <param name="Revision">Where it stands in the key's order; its version is 0 while it is not committed.</param>
/// <param name="ExpiresAt">From when it is no longer served, ns.</param>
public readonly record struct Entry(string? Value, Revision Revision, long ExpiresAt)
{
    /// <summary>The committed version; 0 while there is none.</summary>
    public long Version => Revision.Version;

    /// <summary>The id of the write that a value not yet committed comes from; 0 for a committed one.</summary>
    public long WriteId { get; init; }

    /// <summary>How long it took to get, ns: from the grant of the token that it was stored under.</summary>
    public long LoadTime { get; init; }

    /// <summary>Whether it has expired and is kept only to be served stale.</summary>
    public bool Lapsed { get; init; }
}
