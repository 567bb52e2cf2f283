namespace AkkaCacheSim.Core.WriteBack;

/// <summary>The journal of one dirty partition, as its machine asks it. One append is on its way at a time.</summary>
public interface IJournal
{
    /// <summary>
    /// Appends events, in order. Never blocks; the answer is <see cref="DirtyPartition.Persisted"/>. A failed append ends the machine, in either
    /// driver: nobody knows what the journal holds, so the next life reads it.
    /// </summary>
    /// <param name="events">The events, at least one.</param>
    void Append(IReadOnlyList<JournalEvent> events);

    /// <summary>Keeps a snapshot, and then trims what it makes superfluous. Not answered; if it fails, the next one does its work.</summary>
    /// <param name="snapshot">The snapshot.</param>
    void Save(JournalSnapshot snapshot);
}
