using System.Collections.Immutable;
using System.Globalization;

namespace AkkaCacheSim.Core.Placement;

/// <summary>
/// Consistent hashing on a ring (D. Karger et al., 1997): each member has a number of points, and a key belongs to the first point
/// at or after its hash. A joiner takes only what it now owns, a leaver gives away only what it owned. The points are those of
/// groupcache: the hash of a number from 0, followed by the member's name.
/// </summary>
public sealed class Ring : IPlacement
{
    private readonly PointRing _points;
    private readonly RingHash _hash;

    /// <summary>Makes the ring.</summary>
    /// <param name="names">At least one member.</param>
    /// <param name="vnodes">Points a member, at least 1.</param>
    /// <param name="hash">The hash of keys and points.</param>
    public Ring(ImmutableArray<string> names, int vnodes, RingHash hash)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(names.Length, 1, nameof(names));
        ArgumentOutOfRangeException.ThrowIfLessThan(vnodes, 1);
        ArgumentNullException.ThrowIfNull(hash);
        _hash = hash;
        _points = new PointRing(names.SelectMany((name, owner) => Enumerable.Range(0, vnodes).Select(i => (PointOf(name, i), owner))));
    }

    /// <inheritdoc />
    public int Owner(string key) => _points.OwnerOf(KeyHash.Of(key, _hash.Of));

    /// <inheritdoc />
    public Int128 Hash(string key)
    {
        var point = KeyHash.Of(key, _hash.Of);
        return _hash.Signed ? (long)point : point;
    }

    /// <inheritdoc />
    public ImmutableArray<Arc> Arcs => _points.Arcs(_hash.Bits);

    /// <inheritdoc />
    public double? At(string key) => PointRing.PlaceOf(KeyHash.Of(key, _hash.Of), _hash.Bits);

    private ulong PointOf(string name, int i) => KeyHash.Of(string.Create(CultureInfo.InvariantCulture, $"{i}{name}"), _hash.Of);
}
