namespace AkkaCacheSim.Control;

/// <summary>What the processes have done lately: a sample, bounded, taken only while somebody watches.</summary>
/// <param name="Last">The number of the last line there is: what to ask for next time.</param>
/// <param name="Seen">How much the processes have done since somebody began to watch.</param>
/// <param name="Shown">How much of it was sampled.</param>
/// <param name="StaleReads">Stale reads among the sampled.</param>
/// <param name="StalenessP50Ms">Median staleness of the last of them, ms; null without any.</param>
/// <param name="StalenessP99Ms">99th percentile, ms; null without any.</param>
/// <param name="Lines">The lines after the number asked for, oldest first.</param>
public sealed record WatchView(long Last, long Seen, long Shown, long StaleReads, double? StalenessP50Ms, double? StalenessP99Ms, IReadOnlyList<WatchedLine> Lines);
