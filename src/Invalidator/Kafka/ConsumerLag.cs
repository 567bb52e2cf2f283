namespace AkkaCacheSim.Invalidator.Kafka;

/// <summary>How far behind the log an invalidator is, in the partitions that it has.</summary>
/// <param name="Events">Records in the log that some node has not acknowledged.</param>
/// <param name="Milliseconds">How old the oldest of them is; where it has not been consumed yet, how long it is known to wait.</param>
/// <param name="Partitions">How many partitions these are.</param>
public sealed record ConsumerLag(long Events, long Milliseconds, int Partitions);
