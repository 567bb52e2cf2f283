namespace AkkaCacheSim.Core.WriteBack;

/// <summary>
/// A partition begins to live. A predecessor that was only paused finds the number of its next append taken by this event, and so never acknowledges it.
/// </summary>
/// <param name="Incarnation">Which life, from 1.</param>
/// <param name="StampBase">What is added to sequence numbers to make stamps: above every stamp of an earlier journal.</param>
public sealed record PartitionStarted(int Incarnation, long StampBase) : JournalEvent;
