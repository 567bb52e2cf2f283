namespace AkkaCacheSim.Core.Origin;

/// <summary>What a <see cref="Statement"/> does.</summary>
public enum StatementKind : byte
{
    /// <summary>Reads a row.</summary>
    Read,

    /// <summary>Inserts or updates a row.</summary>
    Write,

    /// <summary>Deletes a row.</summary>
    Delete,

    /// <summary>Writes and deletes several rows in one transaction.</summary>
    Flush,
}
