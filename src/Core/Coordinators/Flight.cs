using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Policies;

namespace AkkaCacheSim.Core.Coordinators;

/// <summary>A request under way at a coordinator.</summary>
public struct Flight
{
    /// <summary>What the client asked: Get, Set or Delete.</summary>
    public MessageKind Kind { get; internal set; }

    /// <summary>What it waits for.</summary>
    public Step Step { get; internal set; }

    /// <summary>Whether the owner granted a fill token under this flight.</summary>
    public bool Token { get; set; }

    /// <summary>The token's number; 0 without one.</summary>
    public long TokenNumber { get; set; }

    /// <summary>The number of the key's oldest token that no news had overtaken when this one was granted.</summary>
    public long OldestCurrent { get; set; }

    /// <summary>Whether others may wait for this flight's load.</summary>
    internal bool Leads { get; set; }

    /// <summary>Whether nobody waits for it: a load in the background.</summary>
    public bool Refresh { get; internal set; }

    /// <summary>How often its load has been tried again.</summary>
    public int Retries { get; internal set; }

    /// <summary>How its load failed, while it asks for an expired copy.</summary>
    public Outcome Failure { get; set; }

    /// <summary>The nodes whose answers its present step still waits for, a bit for each by its number: one that answers twice is one.</summary>
    internal ulong Awaited { get; set; }

    /// <summary>Whether the key's other copies have been invalidated.</summary>
    internal bool OthersTold { get; set; }

    /// <summary>How many nodes did not answer it in time before others were asked in their place.</summary>
    internal int Silences { get; set; }

    /// <summary>Whether another node of the key's list was asked in the place of its owner.</summary>
    internal bool AtReplica { get; set; }

    /// <summary>Whether the owner gave no usable answer.</summary>
    public bool Failover { get; set; }

    /// <summary>The policy that a read began under.</summary>
    internal IReadPolicy Read { get; set; }

    /// <summary>The policy that a write began under.</summary>
    internal IWritePolicy Write { get; set; }

    /// <summary>The client.</summary>
    public Address Client { get; internal set; }

    /// <summary>The client's number for the request.</summary>
    public long ClientRequest { get; internal set; }

    /// <summary>The key.</summary>
    public string Key { get; internal set; }

    /// <summary>The name that the copy in question is stored under: the key, or a hot key's sub-key.</summary>
    public string CacheKey { get; internal set; }

    /// <summary>The value to write.</summary>
    public string? Value { get; internal set; }

    /// <summary>The id of a write.</summary>
    public long WriteId { get; internal set; }

    /// <summary>The version that a write was committed as.</summary>
    public long Version { get; set; }

    /// <summary>The stamp of a write-back write, or of the row that a write was committed into.</summary>
    public long Stamp { get; set; }

    /// <summary>Where a write stands in the key's order.</summary>
    public readonly Revision Revision => new(Stamp, Version);

    /// <summary>Whether a write is acknowledged out of the memory of one node.</summary>
    public bool Volatile { get; set; }

    /// <summary>When the owner's answer to the announcement came, ns; below 0 before.</summary>
    public long AnnouncedAt { get; internal set; }

    /// <summary>The earliest that the write can have been committed, ns.</summary>
    public long CommittedAfter { get; internal set; }

    /// <summary>Who stands for the cache: the key's owner when the flight began or, when it is silent, the one asked in its place.</summary>
    public Address Owner { get; internal set; }

    /// <summary>When the flight began, ns.</summary>
    public long StartedAt { get; internal set; }

    /// <summary>When the present step began, ns.</summary>
    public long StepAt { get; internal set; }
}
