using AkkaCacheSim.Core.Placement;

namespace AkkaCacheSim.Console.Runs;

/// <summary>Something that happens while a workload runs.</summary>
/// <param name="At">When, counted from the moment at which the first request begins, ns.</param>
/// <param name="Action">What.</param>
/// <param name="Process">To whom; to several, with commas between them, where they are cut off. In virtual time nodes, coordinators where they are killed or restarted, invalidators where they are paused; of the origin the change feed and the broker die, its database does not.</param>
internal sealed record ScriptStep(long At, ScriptAction Action, string Process)
{
    /// <summary>Which slots move, where some do.</summary>
    public SlotRange Slots { get; init; }
}

/// <summary>What a step of a script does.</summary>
internal enum ScriptAction
{
    /// <summary>Kills a process, as SIGKILL does.</summary>
    Kill,

    /// <summary>Lets a process leave in good order.</summary>
    Stop,

    /// <summary>Starts a process anew; one that still lives is stopped first.</summary>
    Restart,

    /// <summary>Starts a node that the cluster did not have: the next number is its own.</summary>
    Add,

    /// <summary>Gives slots to a node.</summary>
    MoveSlots,

    /// <summary>Stops a process in its tracks, as a long collection of garbage does.</summary>
    Pause,

    /// <summary>Lets a paused process go on.</summary>
    Resume,

    /// <summary>Cuts processes off from all others.</summary>
    Partition,

    /// <summary>Mends every link.</summary>
    Heal,

    /// <summary>Waits until every process is a member again and serves, as whoever restarts one after the other does. In virtual time they are back by then.</summary>
    Await,
}
