namespace AkkaCacheSim.Core.Messages;

/// <summary>How a request ended. The names are those of the command line and of histories.</summary>
public enum Outcome : byte
{
    /// <summary>Not ended yet.</summary>
    None,

    /// <summary>Answered by the cache.</summary>
    Hit,

    /// <summary>Answered by the origin after the owner had no copy.</summary>
    Miss,

    /// <summary>Answered by the origin because the owner gave no usable answer; nothing was filled.</summary>
    Failover,

    /// <summary>A write that is done.</summary>
    Stored,

    /// <summary>A delete that is done.</summary>
    Deleted,

    /// <summary>The origin failed the statement.</summary>
    Error,

    /// <summary>The origin's queue was full.</summary>
    Shed,

    /// <summary>No answer within the deadline.</summary>
    Timeout,

    /// <summary>Refused before anything was done.</summary>
    Refused,

    /// <summary>Answered by the cache with a copy that had expired.</summary>
    Stale,

    /// <summary>Answered with what somebody else's load brought.</summary>
    Coalesced,
}
