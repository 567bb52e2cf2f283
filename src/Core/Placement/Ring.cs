using System.Collections.Immutable;
using System.Globalization;
using AkkaCacheSim.Core.Machines;

namespace AkkaCacheSim.Core.Placement;

/// <summary>
/// Consistent hashing on a ring (D. Karger et al., 1997): each node has a number of points, and a key belongs to the first point
/// at or after its hash. A joiner takes only what it now owns, a leaver gives away only what it owned.
/// </summary>
public sealed class Ring : IPlacement
{
    private readonly ulong[] _points;
    private readonly Address[] _owners;

    /// <summary>Makes the ring.</summary>
    /// <param name="nodes">At least one node.</param>
    /// <param name="vnodes">Points a node, at least 1.</param>
    public Ring(ImmutableArray<Address> nodes, int vnodes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes.Length, 1, nameof(nodes));
        ArgumentOutOfRangeException.ThrowIfLessThan(vnodes, 1);
        _points = new ulong[nodes.Length * vnodes];
        _owners = new Address[_points.Length];
        for (var i = 0; i < _points.Length; i++)
        {
            // Points follow the name, not the incarnation: a node that restarts owns what it owned.
            _owners[i] = nodes[i / vnodes];
            _points[i] = KeyHash.Of(string.Create(CultureInfo.InvariantCulture, $"{_owners[i].Name}-{i % vnodes}"));
        }

        Array.Sort(_points, _owners);
    }

    /// <inheritdoc />
    public Address Owner(string key)
    {
        var i = Array.BinarySearch(_points, KeyHash.Of(key));
        if (i < 0) i = ~i;
        return _owners[i == _points.Length ? 0 : i];
    }
}
