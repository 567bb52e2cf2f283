namespace AkkaCacheSim.Control;

/// <summary>Which node owns what, to be drawn: a circle or a bar from 0 to 1, cut into arcs.</summary>
/// <param name="Placement">The placement's name.</param>
/// <param name="Arcs">Who owns each stretch, in order, at most 1,024: of more, as many equal stretches, each as its middle. Empty for placements whose neighbouring hashes have nothing to do with each other.</param>
/// <param name="Key">Where a key lands; null when none was asked for.</param>
public sealed record PlacementView(string Placement, IReadOnlyList<PlacementArc> Arcs, PlacedKey? Key);
