namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>What a travelling mark stands for.</summary>
public enum MarkKind
{
    /// <summary>A read that a copy answered.</summary>
    Hit,

    /// <summary>A read that an outdated or expired copy answered.</summary>
    Stale,

    /// <summary>A read that the origin answered.</summary>
    Miss,

    /// <summary>A read that somebody else's load answered.</summary>
    Coalesced,

    /// <summary>A write or delete.</summary>
    Write,

    /// <summary>A copy that a node took.</summary>
    Fill,

    /// <summary>A copy that had to make room.</summary>
    Eviction,

    /// <summary>A copy whose TTL has run out.</summary>
    Expiry,

    /// <summary>A copy that was dropped because of a change.</summary>
    Invalidation,

    /// <summary>A copy whose key belongs to another node now.</summary>
    Moved,

    /// <summary>A dirty value on its way into the database.</summary>
    Flush,

    /// <summary>A request that was not served.</summary>
    Failure,
}
