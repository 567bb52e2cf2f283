using System.Collections.Immutable;
using AkkaCacheSim.Core.Machines;

namespace AkkaCacheSim.Core.Placement;

/// <summary>Hash modulo the number of nodes. Simple, and nearly every key moves when that number changes.</summary>
public sealed class Modulo : IPlacement
{
    private readonly ImmutableArray<Address> _nodes;

    /// <summary>Makes the placement.</summary>
    /// <param name="nodes">At least one node, in the order of their numbers.</param>
    public Modulo(ImmutableArray<Address> nodes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes.Length, 1, nameof(nodes));
        _nodes = nodes;
    }

    /// <inheritdoc />
    public Address Owner(string key) => _nodes[(int)(KeyHash.Of(key) % (ulong)_nodes.Length)];
}
