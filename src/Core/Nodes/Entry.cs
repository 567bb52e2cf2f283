namespace AkkaCacheSim.Core.Nodes;

/// <summary>A copy of a row.</summary>
/// <param name="Value">The row's value.</param>
/// <param name="Version">Its committed version, at least 1.</param>
/// <param name="ExpiresAt">From when it is no longer served, ns.</param>
public readonly record struct Entry(string? Value, long Version, long ExpiresAt);
