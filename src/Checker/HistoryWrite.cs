namespace AkkaCacheSim.Checker;

/// <summary>A write through the cache as its client saw it.</summary>
/// <param name="Client">Who wrote; empty where the history does not say.</param>
/// <param name="Key">What was written.</param>
/// <param name="Id">The id that links the write to its commit; null where it has none.</param>
/// <param name="Start">When the write began.</param>
/// <param name="End">When it was acknowledged or given up.</param>
/// <param name="Acked">Whether it was acknowledged.</param>
/// <param name="Durable">Whether the acknowledgement promised to survive the kill of processes.</param>
public sealed record HistoryWrite(
    string Client, string Key, string? Id, long Start, long End, bool Acked, bool Durable) : HistoryLine;
