namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>The colours of nodes in drawings of the placement. They only help: each node has a lane of its own as well.</summary>
public static class NodeColours
{
    private const int Count = 8;

    /// <summary>A node's colour.</summary>
    /// <param name="node">Its place among those that are drawn.</param>
    /// <returns>A colour of the style sheet.</returns>
    public static string Of(int node) => $"var(--node-{node % Count})";
}
