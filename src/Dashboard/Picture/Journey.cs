namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>The way of a mark through the diagram.</summary>
/// <param name="Kind">What the mark stands for.</param>
/// <param name="Stops">The names of what it passes, in order; what is not in the diagram is passed over.</param>
/// <param name="Leaves">Whether it falls out of the picture at the end: a copy that is gone.</param>
public sealed record Journey(MarkKind Kind, IReadOnlyList<string> Stops, bool Leaves = false);
