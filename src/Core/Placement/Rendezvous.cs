using System.Collections.Immutable;

namespace AkkaCacheSim.Core.Placement;

/// <summary>
/// Rendezvous or highest-random-weight hashing (D. Thaler and C. Ravishankar, 1998): every member has a score for a key, the
/// highest owns it. A joiner takes only what it wins, a leaver's keys spread over all others. A look-up costs time linear in
/// the number of members. With weights the score is weight / −ln(u), u uniform (C. Schindelhauer and G. Schomaker, 2005).
/// </summary>
public sealed class Rendezvous : IPlacement
{
    private readonly ulong[] _seeds;
    private readonly ImmutableArray<int> _weights;

    /// <summary>Makes the placement.</summary>
    /// <param name="names">At least one member.</param>
    /// <param name="weights">A weight of at least 1 for each member, or none at all.</param>
    public Rendezvous(ImmutableArray<string> names, ImmutableArray<int> weights)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(names.Length, 1, nameof(names));
        if (!weights.IsEmpty) ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, names.Length, nameof(weights));
        _seeds = [.. names.Select(KeyHash.Of)];
        _weights = weights;
    }

    /// <inheritdoc />
    public int Owner(string key) => OwnerOf(KeyHash.Of(key));

    /// <inheritdoc />
    public Int128 Hash(string key) => KeyHash.Of(key);

    /// <summary>Who wins a hash.</summary>
    /// <param name="hash">A hash whose bits look random.</param>
    /// <returns>The member's place in the list.</returns>
    internal int OwnerOf(ulong hash) => _weights.IsEmpty ? Highest(hash) : HighestWeighted(hash);

    private int Highest(ulong hash)
    {
        var (owner, highest) = (0, KeyHash.Mix(hash ^ _seeds[0]));
        for (var i = 1; i < _seeds.Length; i++)
        {
            var score = KeyHash.Mix(hash ^ _seeds[i]);
            if (score > highest) (owner, highest) = (i, score);
        }

        return owner;
    }

    private int HighestWeighted(ulong hash)
    {
        var (owner, highest) = (0, double.NegativeInfinity);
        for (var i = 0; i < _seeds.Length; i++)
        {
            // Half a step above the 53 bits: neither 0 nor 1.
            var uniform = ((KeyHash.Mix(hash ^ _seeds[i]) >> 11) + 0.5) * (1.0 / (1UL << 53));
            var score = _weights[i] / -Math.Log(uniform);
            if (score > highest) (owner, highest) = (i, score);
        }

        return owner;
    }
}
