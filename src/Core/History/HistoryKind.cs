namespace AkkaCacheSim.Core.History;

/// <summary>The kinds of lines in a history.</summary>
public enum HistoryKind : byte
{
    /// <summary>A read and its answer.</summary>
    Read,

    /// <summary>A write and its acknowledgement.</summary>
    Write,

    /// <summary>A commit in the origin.</summary>
    Commit,

    /// <summary>A load from the origin on behalf of the cache.</summary>
    Load,

    /// <summary>A node took a copy.</summary>
    Copy,

    /// <summary>A node dropped a copy.</summary>
    Drop,

    /// <summary>The origin's version of a key at the end of the run.</summary>
    Final,
}
