namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Points">A point for each stretch of time, oldest first; null where there was nothing to measure.</param>
public sealed record ChartLine(string Name, IReadOnlyList<double?> Points);
