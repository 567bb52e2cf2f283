namespace AkkaCacheSim.Simulation.Tests;

/// <summary>A line of a history about a write.</summary>
internal sealed record RecordedWrite(string Key, long Id, long Start, long End, bool Acked);
