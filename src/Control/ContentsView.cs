namespace AkkaCacheSim.Control;

/// <summary>What the nodes hold. Each is asked at its own moment, and the origin after them.</summary>
/// <param name="Nodes">Those that answered in time, by their number.</param>
public sealed record ContentsView(IReadOnlyList<NodeContents> Nodes);
