namespace AkkaCacheSim.Core.Machines;

/// <summary>What a machine is for. The names double as cluster roles and as the first part of a process's name.</summary>
public enum Role : byte
{
    /// <summary>Nobody: the address of a message that has no sender.</summary>
    None,

    /// <summary>Starts workloads, sends single commands, gathers and reports.</summary>
    Console,

    /// <summary>An application server: routes requests, applies read and write policies.</summary>
    Coordinator,

    /// <summary>A cache node: entries, TTL, eviction, fill tokens.</summary>
    Node,

    /// <summary>Admission and service time in front of the database.</summary>
    Origin,

    /// <summary>Tails the database's log and publishes it.</summary>
    Feed,

    /// <summary>Consumes the log and tells the nodes.</summary>
    Invalidator,

    /// <summary>Generates load; lives in a coordinator's process.</summary>
    Client,

    /// <summary>A dirty partition: orders, keeps and flushes write-back writes; lives in a node's process.</summary>
    Dirty,
}
