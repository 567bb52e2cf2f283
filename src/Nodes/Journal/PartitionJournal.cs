using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Nodes.Journal;

/// <summary>
/// The journal of one dirty partition: a persistent actor that Cluster Sharding keeps alive somewhere among the nodes. Recovering, it tells the host
/// actor of its process what it holds, and the host makes the machine. A failed append stops it, and the machine with it; the next life reads
/// what the journal really holds.
/// </summary>
internal sealed class PartitionJournal : ReceivePersistentActor
{
    private readonly int _index;
    private readonly IActorRef _host;
    private readonly PartitionState _state = new();
    private int _left;

    /// <param name="index">Which partition.</param>
    /// <param name="folder">Where its file is; null where the journal is in a server.</param>
    /// <param name="host">The host actor of its process.</param>
    public PartitionJournal(int index, string? folder, IActorRef host)
    {
        _index = index;
        _host = host;
        PersistenceId = JournalHostingExtensions.NameOf(index);
        JournalPluginId = "akka.persistence.journal." + PersistenceId;
        SnapshotPluginId = "akka.persistence.snapshot-store." + PersistenceId;
        if (folder is not null) JournalFile.Create(JournalFile.PathOf(folder, PersistenceId));
        Recover<SnapshotOffer>(offer => _state.Apply((JournalSnapshot)offer.Snapshot));
        Recover<JournalEvent>(_state.Apply);
        Recover<RecoveryCompleted>(HandleRecovered);
        Command<AppendEvents>(HandleAppend);
        Command<LeavePartition>(_ => _host.Tell(new PartitionLeaves(_index, Self)));
        Command<KeepSnapshot>(HandleKeep);
        Command<SaveSnapshotSuccess>(HandleKept);
        Command<SaveSnapshotFailure>(failure => Context.System.Log.Warning("{0}: the snapshot was not kept: {1}", PersistenceId, failure.Cause.Message));
        Command<DeleteMessagesSuccess>(_ => { });
        Command<DeleteMessagesFailure>(failure => Context.System.Log.Warning("{0}: the journal was not trimmed: {1}", PersistenceId, failure.Cause.Message));
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteSnapshotsFailure>(_ => { });
    }

    public override string PersistenceId { get; }

    protected override void PostStop() => _host.Tell(new PartitionEnded(_index, Self));

    private void HandleRecovered(RecoveryCompleted _)
    {
        // A number given twice or left out would be an order that nobody can tell.
        if (_state.Sequence != LastSequenceNr) throw new InvalidOperationException($"{PersistenceId}: the journal holds {_state.Sequence} events, and says {LastSequenceNr}");
        _host.Tell(new PartitionRecovered(_index, _state, Self));
    }

    private void HandleAppend(AppendEvents append)
    {
        _left = append.Events.Count;
        PersistAll(append.Events, _ =>
        {
            if (--_left == 0) _host.Tell(new EventsPersisted(_index, Self));
        });
    }

    private void HandleKeep(KeepSnapshot keep)
    {
        if (keep.Snapshot.Sequence != LastSequenceNr) throw new InvalidOperationException($"{PersistenceId}: a snapshot of {keep.Snapshot.Sequence} came at {LastSequenceNr}");
        SaveSnapshot(keep.Snapshot);
    }

    private void HandleKept(SaveSnapshotSuccess kept)
    {
        DeleteMessages(kept.Metadata.SequenceNr);
        DeleteSnapshots(new SnapshotSelectionCriteria(kept.Metadata.SequenceNr - 1));
    }
}
