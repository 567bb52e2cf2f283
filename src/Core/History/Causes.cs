namespace AkkaCacheSim.Core.History;

/// <summary>The reasons that histories give for drops and loads.</summary>
public static class Causes
{
    /// <summary>The TTL has run out.</summary>
    public const string Ttl = "ttl";

    /// <summary>Room was needed.</summary>
    public const string Evicted = "evicted";

    /// <summary>A coordinator's invalidation.</summary>
    public const string Explicit = "explicit";

    /// <summary>An invalidation from the log.</summary>
    public const string Cdc = "cdc";

    /// <summary>A write-through delete.</summary>
    public const string Deleted = "deleted";

    /// <summary>Events are missing from the log: everything went.</summary>
    public const string Gap = "gap";

    /// <summary>The node no longer owns the key.</summary>
    public const string Moved = "moved";

    /// <summary>The node has started, empty: whatever went with the process before it is gone.</summary>
    public const string Start = "start";

    /// <summary>A load after a miss.</summary>
    public const string Miss = "miss";

    /// <summary>A load because the owner gave no usable answer.</summary>
    public const string Failover = "failover";

    /// <summary>A load of a key that has a copy: the copy expires soon, has expired, or is loaded anew on a period.</summary>
    public const string Refresh = "refresh";
}
