using Akka.Actor;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Nodes.Journal;

/// <summary>A machine's hand on its <see cref="PartitionJournal"/>.</summary>
internal sealed class ActorJournal(IActorRef journal) : IJournal
{
    // The machine uses its list again once the events are persisted.
    public void Append(IReadOnlyList<JournalEvent> events) => journal.Tell(new AppendEvents([.. events]));

    public void Save(JournalSnapshot snapshot) => journal.Tell(new KeepSnapshot(snapshot));
}
