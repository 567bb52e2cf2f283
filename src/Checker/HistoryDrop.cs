namespace AkkaCacheSim.Checker;

/// <summary>A node dropped its copy of a key, or all its copies.</summary>
/// <param name="Node">The node.</param>
/// <param name="Key">The key; null when the node dropped everything.</param>
/// <param name="At">When.</param>
public sealed record HistoryDrop(string Node, string? Key, long At) : HistoryLine;
