namespace AkkaCacheSim.Core.Nodes;

/// <summary>What a node has counted since its start.</summary>
public sealed record NodeCounters
{
    /// <summary>Lookups answered from the store.</summary>
    public long Hits { get; set; }

    /// <summary>Lookups answered with a copy that had expired.</summary>
    public long Stale { get; set; }

    /// <summary>Misses answered with what somebody else's load brought.</summary>
    public long Coalesced { get; set; }

    /// <summary>Lookups without a copy to serve.</summary>
    public long Misses { get; set; }

    /// <summary>Lookups for keys of its own.</summary>
    public long Lookups => Hits + Stale + Misses;

    /// <summary>Lookups for keys of other nodes.</summary>
    public long Moved { get; set; }

    /// <summary>Entries that left because room was needed.</summary>
    public long Evictions { get; set; }

    /// <summary>Entries dropped by an invalidation.</summary>
    public long Invalidated { get; set; }

    /// <summary>Fills and stores turned away: no live token, below its floor, or older than the copy.</summary>
    public long Rejected { get; set; }

    /// <summary>Times that everything was dropped because events were missing.</summary>
    public long Cleared { get; set; }
}
