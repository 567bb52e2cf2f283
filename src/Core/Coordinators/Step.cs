namespace AkkaCacheSim.Core.Coordinators;

/// <summary>What a flight waits for.</summary>
public enum Step : byte
{
    /// <summary>Nothing: the flight has landed.</summary>
    None,

    /// <summary>The owner's answer to a lookup.</summary>
    Lookup,

    /// <summary>The origin's answer.</summary>
    Origin,

    /// <summary>The owner's answer to an announcement; the commit is there already.</summary>
    Announced,

    /// <summary>The owner's answer to a store.</summary>
    Store,

    /// <summary>The owner's answer to an explicit invalidation.</summary>
    Explicit,

    /// <summary>The answer of the key's dirty partition to a look.</summary>
    Peek,

    /// <summary>The acknowledgement of a dirty partition, or of an owner in volatile write-back.</summary>
    Queue,

    /// <summary>Another flight's load of the same key.</summary>
    Joined,

    /// <summary>The owner's answer on whether it still has an expired copy, after a load that failed.</summary>
    Revive,

    /// <summary>The end of a change of settings that writers must wait for, or a dirty partition that is on its way.</summary>
    Parked,
}
