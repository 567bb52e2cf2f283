using System.Collections.Immutable;

namespace AkkaCacheSim.Core.Machines;

/// <summary>The members of the cluster as one process sees them at a moment.</summary>
public sealed class View
{
    /// <summary>A view without members.</summary>
    public static readonly View Empty = new([]);

    private readonly ImmutableArray<Address> _partitions;

    /// <summary>Makes a view.</summary>
    /// <param name="members">Every member, and every dirty partition that serves, in any order.</param>
    public View(IEnumerable<Address> members)
    {
        ILookup<bool, Address> byKind = members.OrderBy(m => m.Role).ThenBy(m => m.Index).ThenBy(m => m.Incarnation).ToLookup(m => m.Role == Role.Dirty);
        Members = [.. byKind[false]];
        Nodes = Of(Role.Node);
        Invalidators = Of(Role.Invalidator);
        Coordinators = Of(Role.Coordinator);
        _partitions = [.. byKind[true].GroupBy(p => p.Index).Select(lives => lives.Last())];
        Origin = Members.LastOrDefault(m => m.Role == Role.Origin);
    }

    /// <summary>All members, dirty partitions aside, ordered by role, number and incarnation.</summary>
    public ImmutableArray<Address> Members { get; }

    /// <summary>The cache nodes, ordered by number: the order that placement counts in.</summary>
    public ImmutableArray<Address> Nodes { get; }

    /// <summary>The invalidators.</summary>
    public ImmutableArray<Address> Invalidators { get; }

    /// <summary>The coordinators.</summary>
    public ImmutableArray<Address> Coordinators { get; }

    /// <summary>How many dirty partitions somebody serves.</summary>
    public int PartitionCount => _partitions.Length;

    /// <summary>A dirty partition. Of two lives that both seem to be there the later one counts: the earlier can acknowledge nothing any more.</summary>
    /// <param name="index">Which one.</param>
    /// <returns>Its address, or the default address while nobody knows where it is.</returns>
    public Address Partition(int index)
    {
        foreach (var partition in _partitions)
        {
            if (partition.Index == index) return partition;
        }

        return default;
    }

    /// <summary>The origin, or the default address when there is none.</summary>
    public Address Origin { get; }

    /// <summary>Whether this very incarnation is a member, or a dirty partition that serves.</summary>
    /// <param name="address">Whom to look for.</param>
    /// <returns>True when it is.</returns>
    public bool Has(Address address) => Members.Contains(address) || _partitions.Contains(address);

    private ImmutableArray<Address> Of(Role role) => [.. Members.Where(m => m.Role == role)];
}
