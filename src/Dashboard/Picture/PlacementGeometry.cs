using System.Globalization;
using System.Text;

namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>Where a placement's stretches and a key's place are on a circle or a bar. A place of 0 is at the top, or on the left; lengths are those of the drawing.</summary>
public static class PlacementGeometry
{
    // An arc from a point to itself is none.
    private const double NearlyAll = 0.9999;

    /// <summary>What a placement is drawn as.</summary>
    /// <param name="placement">The placement.</param>
    /// <returns>The shape.</returns>
    public static PlacementShape ShapeOf(PlacementView placement)
    {
        ArgumentNullException.ThrowIfNull(placement);
        return placement.Arcs.Count == 0 ? PlacementShape.Boxes : placement.Placement is "ring" or "ketama" ? PlacementShape.Circle : PlacementShape.Bar;
    }

    /// <summary>A point of a circle about the origin.</summary>
    /// <param name="at">The place, 0 to 1, clockwise from the top.</param>
    /// <param name="radius">The circle's radius.</param>
    /// <returns>The point; y grows downwards.</returns>
    public static (double X, double Y) OnCircle(double at, double radius) => (radius * Math.Sin(at * Math.Tau), -radius * Math.Cos(at * Math.Tau));

    /// <summary>A node's stretches of a circle.</summary>
    /// <param name="arcs">All stretches.</param>
    /// <param name="node">The node.</param>
    /// <param name="radius">The radius of the node's lane.</param>
    /// <returns>The data of an SVG path; empty for a node that owns nothing.</returns>
    public static string CirclePath(IEnumerable<PlacementArc> arcs, string node, double radius)
    {
        ArgumentNullException.ThrowIfNull(arcs);
        var path = new StringBuilder();
        foreach (var arc in arcs.Where(arc => arc.Node == node))
        {
            if (arc.To - arc.From < NearlyAll)
            {
                AppendArc(path, arc.From, arc.To, radius);
                continue;
            }

            AppendArc(path, arc.From, (arc.From + arc.To) / 2, radius);
            AppendArc(path, (arc.From + arc.To) / 2, arc.To, radius);
        }

        return path.ToString();
    }

    /// <summary>A node's stretches of a bar.</summary>
    /// <param name="arcs">All stretches.</param>
    /// <param name="node">The node.</param>
    /// <param name="width">The bar's width.</param>
    /// <param name="y">The height of the node's lane.</param>
    /// <returns>The data of an SVG path; empty for a node that owns nothing.</returns>
    public static string BarPath(IEnumerable<PlacementArc> arcs, string node, double width, double y)
    {
        ArgumentNullException.ThrowIfNull(arcs);
        var path = new StringBuilder();
        foreach (var arc in arcs.Where(arc => arc.Node == node)) path.Append(CultureInfo.InvariantCulture, $"M{arc.From * width:0.#} {y:0.#}H{arc.To * width:0.#}");
        return path.ToString();
    }

    /// <summary>How much of all hashes a node owns.</summary>
    /// <param name="arcs">All stretches.</param>
    /// <param name="node">The node.</param>
    /// <returns>0 to 1.</returns>
    public static double ShareOf(IEnumerable<PlacementArc> arcs, string node) => arcs.Where(arc => arc.Node == node).Sum(arc => arc.To - arc.From);

    private static void AppendArc(StringBuilder path, double from, double to, double radius)
    {
        var (start, end) = (OnCircle(from, radius), OnCircle(to, radius));
        var large = to - from > 0.5 ? 1 : 0;
        path.Append(CultureInfo.InvariantCulture, $"M{start.X:0.#} {start.Y:0.#}A{radius:0.#} {radius:0.#} 0 {large} 1 {end.X:0.#} {end.Y:0.#}");
    }
}
