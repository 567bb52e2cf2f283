using System.Collections.Immutable;

namespace AkkaCacheSim.Core.Feeds;

/// <summary>How far a change feed has got: everything up to here is in the log that consumers read, acknowledged by it.</summary>
/// <param name="LogId">Which log it was published to.</param>
/// <param name="Sequence">The last published row of the change log.</param>
/// <param name="Partitions">The last sequence number given out in each partition.</param>
public sealed record FeedPosition(string LogId, long Sequence, ImmutableArray<long> Partitions);
