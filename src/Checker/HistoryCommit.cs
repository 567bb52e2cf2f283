namespace AkkaCacheSim.Checker;

/// <summary>A change that the origin committed.</summary>
/// <param name="Key">The key changed.</param>
/// <param name="Version">The version that the origin gave the change.</param>
/// <param name="Id">The id of the cache write behind it; null for a writer that bypassed the cache.</param>
/// <param name="From">The last moment at which it was known not to have happened; null: <paramref name="At"/>.</param>
/// <param name="At">The first moment at which it was known to have happened.</param>
public sealed record HistoryCommit(string Key, long Version, string? Id, long? From, long At) : HistoryLine;
