using System.Collections.Immutable;

namespace AkkaCacheSim.Core.Placement;

/// <summary>
/// Which member of a list owns a key. Immutable: other members make another placement. A placement follows the members' names,
/// never their incarnations, so a member that restarts owns what it owned.
/// </summary>
public interface IPlacement
{
    /// <summary>The owner of a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Its place in the list that the placement was made of, from 0.</returns>
    int Owner(string key);

    /// <summary>The number that decides: a ring's point, a slot, a partition, or the plain hash of the key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The number as its field writes it; only Murmur3 tokens can be negative.</returns>
    Int128 Hash(string key);

    /// <summary>Who owns which stretch of hashes, in order from 0 to 1; empty where neighbouring hashes have nothing to do with each other.</summary>
    ImmutableArray<Arc> Arcs => [];

    /// <summary>Where a key lands among the <see cref="Arcs"/>.</summary>
    /// <param name="key">The key.</param>
    /// <returns>From 0 to 1; null where there are no arcs.</returns>
    double? At(string key) => null;
}
