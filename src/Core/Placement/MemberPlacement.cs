using System.Collections.Immutable;

namespace AkkaCacheSim.Core.Placement;

/// <summary>A placement together with its members: addresses in a cluster, names where only keys are counted.</summary>
/// <typeparam name="TMember">What stands for a member.</typeparam>
public sealed class MemberPlacement<TMember>
{
    private readonly IPlacement _placement;

    /// <summary>Joins the two.</summary>
    /// <param name="placement">The placement, made of as many members.</param>
    /// <param name="members">The members, at least one, in the placement's order.</param>
    public MemberPlacement(IPlacement placement, ImmutableArray<TMember> members)
    {
        ArgumentNullException.ThrowIfNull(placement);
        ArgumentOutOfRangeException.ThrowIfLessThan(members.Length, 1, nameof(members));
        _placement = placement;
        Members = members;
    }

    /// <summary>The members, in the placement's order.</summary>
    public ImmutableArray<TMember> Members { get; }

    /// <summary>The owner of a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>One of the members.</returns>
    public TMember Owner(string key) => Members[_placement.Owner(key)];

    /// <summary>Where a copy of a hot key lives: as many members after its owner.</summary>
    /// <param name="key">The key.</param>
    /// <param name="copy">Which copy, from 0.</param>
    /// <returns>One of the members; another one for each of as many copies as there are members.</returns>
    public TMember Owner(string key, int copy) => Members[(_placement.Owner(key) + copy) % Members.Length];

    /// <summary>The owner's place among the members.</summary>
    /// <param name="key">The key.</param>
    /// <returns>From 0.</returns>
    public int OwnerIndex(string key) => _placement.Owner(key);

    /// <inheritdoc cref="IPlacement.Hash" />
    public Int128 Hash(string key) => _placement.Hash(key);

    /// <inheritdoc cref="IPlacement.Arcs" />
    public ImmutableArray<Arc> Arcs => _placement.Arcs;

    /// <inheritdoc cref="IPlacement.At" />
    public double? At(string key) => _placement.At(key);
}
