namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>A line of the diagram, from one of its zones to another.</summary>
/// <param name="From">The zone where it begins.</param>
/// <param name="To">The zone that it points to.</param>
/// <param name="Class">What it carries, for the style sheet: requests, or news of changes.</param>
/// <param name="Lane">How far outside it runs where it has to go round others.</param>
public sealed record Edge(string From, string To, string Class, int Lane = 1)
{
    /// <summary>All lines.</summary>
    public static IReadOnlyList<Edge> All { get; } =
    [
        new("client", "coordinators", "requests"),
        new("coordinators", "nodes", "requests"),
        new("coordinators", "origin", "requests", Lane: 2),
        new("nodes", "origin", "requests"),
        new("origin", "log", "changes"),
        new("log", "kafka", "changes"),
        new("kafka", "invalidators", "changes"),
        new("invalidators", "nodes", "changes"),
    ];
}
