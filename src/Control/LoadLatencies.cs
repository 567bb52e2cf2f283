namespace AkkaCacheSim.Control;

/// <summary>Latencies of a load's requests, from the moment when each was meant to start.</summary>
/// <param name="Hit">Of reads that a copy answered.</param>
/// <param name="Miss">Of reads that the origin answered, or somebody else's load.</param>
/// <param name="Write">Of writes and deletes through the cache.</param>
public sealed record LoadLatencies(LatencyRow Hit, LatencyRow Miss, LatencyRow Write);
