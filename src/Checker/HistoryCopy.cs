namespace AkkaCacheSim.Checker;

/// <summary>A node began to hold a copy of a key, in the place of the one it held, if any.</summary>
/// <param name="Node">The node.</param>
/// <param name="Key">The key.</param>
/// <param name="Version">The version of the copy; null for a write-back value not yet committed.</param>
/// <param name="At">When.</param>
public sealed record HistoryCopy(string Node, string Key, long? Version, long At) : HistoryLine;
