namespace AkkaCacheSim.Control;

/// <summary>What the nodes hold.</summary>
/// <param name="Nodes">Those that answered in time, by their number.</param>
public sealed record ContentsView(IReadOnlyList<NodeContents> Nodes);
