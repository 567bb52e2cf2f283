namespace AkkaCacheSim.Control;

/// <summary>A stretch of hashes with one owner.</summary>
/// <param name="From">Where it begins, 0 to 1.</param>
/// <param name="To">Where it ends, 0 to 1.</param>
/// <param name="Node">Its owner.</param>
public sealed record PlacementArc(double From, double To, string Node);
