using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Invalidators;

/// <summary>One record as an invalidator consumes it.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">Its offset in the partition.</param>
/// <param name="LogId">The log id of its headers.</param>
/// <param name="Sequence">The sequence number of its headers.</param>
/// <param name="Change">The change; null for a record that carries none (a marker, a tombstone).</param>
public readonly record struct LogRecord(int Partition, long Offset, string LogId, long Sequence, Change? Change);
