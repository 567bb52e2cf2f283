namespace AkkaCacheSim.Checker;

/// <summary>A read that returned what had certainly been replaced before it began.</summary>
/// <param name="Start">When it began, ns.</param>
/// <param name="Staleness">How long before that the first later effect had ended, ns.</param>
public readonly record struct StaleRead(long Start, long Staleness);
