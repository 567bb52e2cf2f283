namespace AkkaCacheSim.Fuzzing;

/// <summary>What can happen to a cluster.</summary>
public enum FaultKind
{
    /// <summary>A node's process is killed, removed and started anew.</summary>
    KillNode,

    /// <summary>Every node's process is killed at once.</summary>
    KillAllNodes,

    /// <summary>A node's process stops in its tracks, and goes on.</summary>
    PauseNode,

    /// <summary>A node is cut off from all others, both ways.</summary>
    CutNode,

    /// <summary>Nothing that a node says arrives.</summary>
    MuteNode,

    /// <summary>Nothing that is said to a node arrives.</summary>
    DeafenNode,

    /// <summary>An invalidator is cut off from all others.</summary>
    CutInvalidator,

    /// <summary>An invalidator stops in its tracks, and goes on.</summary>
    PauseInvalidator,

    /// <summary>An invalidator is killed and started anew.</summary>
    KillInvalidator,

    /// <summary>The change feed is killed and started anew.</summary>
    KillFeed,

    /// <summary>The log of changes is lost with its broker, and begins anew.</summary>
    LoseLog,

    /// <summary>The log acknowledges nothing; half of what is published is in it all the same.</summary>
    FailLog,

    /// <summary>The origin's process stops in its tracks, and goes on.</summary>
    PauseOrigin,

    /// <summary>Every statement fails.</summary>
    FailDatabase,

    /// <summary>Every append to a journal fails.</summary>
    FailJournals,

    /// <summary>Messages are lost.</summary>
    LoseMessages,

    /// <summary>Messages arrive twice.</summary>
    RepeatMessages,

    /// <summary>Messages overtake each other, also those of one process to another.</summary>
    ReorderMessages,

    /// <summary>Messages take far longer than usual.</summary>
    DelayMessages,

    /// <summary>Other settings are put in force.</summary>
    Configure,
}
