namespace AkkaCacheSim.Core.Feeds;

/// <summary>One event on its way to the log that invalidators consume.</summary>
/// <param name="Partition">The partition, chosen by the key so that a key's events keep their order.</param>
/// <param name="LogId">Which log: new for every new broker.</param>
/// <param name="Sequence">Number in the partition, from 1, without holes.</param>
/// <param name="Change">The change; null for the marker that opens a log: whatever came before it may be missing.</param>
public sealed record FeedEvent(int Partition, string LogId, long Sequence, LoggedChange? Change);
