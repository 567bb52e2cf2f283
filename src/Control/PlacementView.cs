namespace AkkaCacheSim.Control;

/// <summary>Which node owns what, to be drawn: a circle or a bar from 0 to 1, cut into arcs.</summary>
/// <param name="Placement">The placement's name.</param>
/// <param name="Arcs">Who owns each stretch, in order; a sample of equal stretches for placements without any.</param>
/// <param name="Key">Where a key lands; null when none was asked for.</param>
public sealed record PlacementView(string Placement, IReadOnlyList<PlacementArc> Arcs, PlacedKey? Key);
