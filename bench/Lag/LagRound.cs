namespace AkkaCacheSim.Bench.Lag;

/// <summary>A stretch of a cluster's life.</summary>
/// <param name="From">When it began, ns.</param>
/// <param name="To">When it ended.</param>
/// <param name="Writes">What a writer did that never heard of the cache, in order; null where the origin did it itself, and kept the times.</param>
internal sealed record LagRound(long From, long To, IReadOnlyList<ShellWrite>? Writes);
