namespace AkkaCacheSim.Checker;

/// <summary>Orders copies by version, those of one version by node.</summary>
internal sealed class OldestFirst : IComparer<(long Version, string Node)>
{
    public int Compare((long Version, string Node) x, (long Version, string Node) y)
    {
        var byVersion = x.Version.CompareTo(y.Version);
        return byVersion != 0 ? byVersion : string.CompareOrdinal(x.Node, y.Node);
    }
}
