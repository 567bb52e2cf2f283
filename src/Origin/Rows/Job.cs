using AkkaCacheSim.Core.Origin;

namespace AkkaCacheSim.Origin.Rows;

/// <summary>A statement that waits for its thread.</summary>
internal readonly record struct Job(Statement Statement, long Token);
