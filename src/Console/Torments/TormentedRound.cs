namespace AkkaCacheSim.Console.Torments;

/// <summary>A round that was played.</summary>
/// <param name="Round">What was done.</param>
/// <param name="ReadyMs">How long after its last fault had ended every process was there and did its part, ms; null when that did not come.</param>
internal sealed record TormentedRound(TormentRound Round, double? ReadyMs);
