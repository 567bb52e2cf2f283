using System.Collections.Immutable;

namespace AkkaCacheSim.Core.Placement;

/// <summary>Points on a ring and their owners: a hash belongs to the first point at or after it, past the last one to the first.</summary>
internal sealed class PointRing
{
    private readonly ulong[] _points;
    private readonly int[] _owners;

    /// <summary>Makes the ring.</summary>
    /// <param name="points">At least one point with its owner. Where two have the same point, the one added later has it, as in groupcache and spymemcached.</param>
    public PointRing(IEnumerable<(ulong Point, int Owner)> points)
    {
        var owners = new Dictionary<ulong, int>();
        foreach (var (point, owner) in points) owners[point] = owner;
        ArgumentOutOfRangeException.ThrowIfZero(owners.Count, nameof(points));
        _points = [.. owners.Keys];
        _owners = [.. owners.Values];
        Array.Sort(_points, _owners);
    }

    public int Count => _points.Length;

    public int OwnerOf(ulong hash) => _owners[At(hash)];

    public ulong PointOf(ulong hash) => _points[At(hash)];

    /// <summary>The ring drawn: each point owns what lies between the point before it and itself, the first what lies behind the last one too.</summary>
    /// <param name="bits">How many bits a hash has.</param>
    public ImmutableArray<Arc> Arcs(int bits) => Arc.Joined(_points.Select((point, i) => (PlaceOf(point, bits), _owners[i])).Append((1, _owners[0])));

    /// <summary>Where a hash is drawn, 0 to 1.</summary>
    public static double PlaceOf(ulong hash, int bits) => hash / Math.Pow(2, bits);

    private int At(ulong hash)
    {
        var i = Array.BinarySearch(_points, hash);
        if (i < 0) i = ~i;
        return i == _points.Length ? 0 : i;
    }
}
