using Akka.Actor;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Nodes.Journal;

// Between a node's host actor, which has the partitions' machines, and the persistent actors that are their journals. They never leave the process.

/// <summary>Journal to host: a partition has come to live here, and this is what its journal holds.</summary>
/// <param name="Index">Which partition.</param>
/// <param name="State">What it holds.</param>
/// <param name="Journal">The persistent actor.</param>
internal sealed record PartitionRecovered(int Index, PartitionState State, IActorRef Journal);

/// <summary>Journal to host: the events of the last append are persisted.</summary>
/// <param name="Index">Which partition.</param>
/// <param name="Journal">The persistent actor.</param>
internal sealed record EventsPersisted(int Index, IActorRef Journal);

/// <summary>Journal to host: the partition is to live elsewhere, and everything appended so far is persisted. The host ends the journal when it is done.</summary>
/// <param name="Index">Which partition.</param>
/// <param name="Journal">The persistent actor.</param>
internal sealed record PartitionLeaves(int Index, IActorRef Journal);

/// <summary>Journal to host: the partition no longer lives here.</summary>
/// <param name="Index">Which partition.</param>
/// <param name="Journal">The persistent actor.</param>
internal sealed record PartitionEnded(int Index, IActorRef Journal);

/// <summary>Host to journal: append, in order.</summary>
/// <param name="Events">The events.</param>
internal sealed record AppendEvents(IReadOnlyList<JournalEvent> Events);

/// <summary>Host to journal: keep a snapshot, and trim what it makes superfluous.</summary>
/// <param name="Snapshot">The snapshot.</param>
internal sealed record KeepSnapshot(JournalSnapshot Snapshot);

/// <summary>Cluster Sharding to journal: leave this process in good order.</summary>
internal sealed class LeavePartition
{
    /// <summary>The one there is.</summary>
    public static readonly LeavePartition Instance = new();

    private LeavePartition()
    {
    }
}
