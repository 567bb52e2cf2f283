using AkkaCacheSim.Checker;

namespace AkkaCacheSim.Bench.Lag;

/// <summary>What one round came to. When a commit happened its writer cannot know: between the two moments.</summary>
/// <param name="WritesPerSecond">Commits.</param>
/// <param name="Counted">Commits that found an older copy.</param>
/// <param name="FromStart">Times since the writer sent its statement.</param>
/// <param name="FromAnswer">Times since the writer heard that it was committed.</param>
internal sealed record LagFigures(double WritesPerSecond, int Counted, Percentiles FromStart, Percentiles FromAnswer);
