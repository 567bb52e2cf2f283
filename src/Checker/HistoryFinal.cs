namespace AkkaCacheSim.Checker;

/// <summary>The version that the origin held of a key when the run was over.</summary>
/// <param name="Key">The key.</param>
/// <param name="Version">Its version.</param>
public sealed record HistoryFinal(string Key, long Version) : HistoryLine;
