namespace AkkaCacheSim.Core.Workloads;

/// <summary>What a workload does next.</summary>
public enum OperationKind : byte
{
    /// <summary>Reads a key through a coordinator.</summary>
    Read,

    /// <summary>Writes a key through a coordinator.</summary>
    Write,

    /// <summary>Deletes a key through a coordinator.</summary>
    Delete,

    /// <summary>Writes a key in the database, behind the cache's back.</summary>
    Bypass,
}
