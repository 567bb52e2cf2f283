namespace AkkaCacheSim.Core.Messages;

/// <summary>
/// Where a state of a key stands in the key's order. A write-back write has a stamp before it has a version, and the row it ends in keeps that stamp;
/// so stamps decide, and versions among equal stamps. Without write-back all stamps are 0, and versions decide.
/// </summary>
/// <param name="Stamp">The stamp of the last write-back write that the state includes; 0 for none.</param>
/// <param name="Version">The committed version; 0 while it is not committed.</param>
public readonly record struct Revision(long Stamp, long Version) : IComparable<Revision>
{
    /// <inheritdoc />
    public int CompareTo(Revision other)
    {
        var byStamp = Stamp.CompareTo(other.Stamp);
        return byStamp != 0 ? byStamp : Version.CompareTo(other.Version);
    }

    /// <summary>The later of two.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    /// <returns>The later one.</returns>
    public static Revision Later(Revision a, Revision b) => a < b ? b : a;

    /// <summary>Whether one state is older than another.</summary>
    public static bool operator <(Revision left, Revision right) => left.CompareTo(right) < 0;

    /// <summary>Whether one state is newer than another.</summary>
    public static bool operator >(Revision left, Revision right) => left.CompareTo(right) > 0;

    /// <summary>Whether one state is not newer than another.</summary>
    public static bool operator <=(Revision left, Revision right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one state is not older than another.</summary>
    public static bool operator >=(Revision left, Revision right) => left.CompareTo(right) >= 0;
}
