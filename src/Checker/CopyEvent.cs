namespace AkkaCacheSim.Checker;

/// <summary>A node began to hold a version of a key, or holds none from now on.</summary>
/// <param name="At">When.</param>
/// <param name="Order">The place in the history, which decides between events at the same time.</param>
/// <param name="Node">The node.</param>
/// <param name="Version">The version; the highest number for one not yet committed, which is older than nothing.</param>
/// <param name="Held">False when the node holds none from now on.</param>
internal readonly record struct CopyEvent(long At, long Order, string Node, long Version, bool Held)
{
    public static CopyEvent Of(HistoryCopy copy, long order) =>
        new(copy.At, order, copy.Node, copy.Version ?? long.MaxValue, Held: true);

    public static CopyEvent Gone(string node, long at, long order) => new(at, order, node, 0, Held: false);

    public static int ByTime(CopyEvent a, CopyEvent b) => (a.At, a.Order).CompareTo((b.At, b.Order));

    public static int ByNodeAndTime(CopyEvent a, CopyEvent b)
    {
        var byNode = string.CompareOrdinal(a.Node, b.Node);
        return byNode != 0 ? byNode : ByTime(a, b);
    }
}
