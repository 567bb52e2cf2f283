namespace AkkaCacheSim.Control;

/// <summary>Slots to give to another node.</summary>
/// <param name="Slots">A slot, or a range <c>A-B</c>.</param>
/// <param name="Node">The node that gets them.</param>
public sealed record SlotsBody(string Slots, string Node);
