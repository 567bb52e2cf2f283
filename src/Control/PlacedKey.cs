namespace AkkaCacheSim.Control;

/// <summary>Where a key lands.</summary>
/// <param name="Key">The key.</param>
/// <param name="Node">Its owner.</param>
/// <param name="Hash">The number that decides, as its field writes it.</param>
/// <param name="At">Where it is drawn, 0 to 1; null for placements whose hash has no place on a circle or bar.</param>
public sealed record PlacedKey(string Key, string Node, string Hash, double? At);
