namespace AkkaCacheSim.Control;

/// <summary>What a node holds.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Entries">How many entries.</param>
/// <param name="Capacity">How many, or how many bytes, it has room for.</param>
/// <param name="Slots">The first of them, bounded.</param>
public sealed record NodeContents(string Node, long Entries, long Capacity, IReadOnlyList<SlotView> Slots);
