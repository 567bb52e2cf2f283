using System.Collections.Immutable;

namespace AkkaCacheSim.Core.Placement;

/// <summary>
/// Redis Cluster's slots: a key has one of 16,384 slots, and a table says who owns each. At first the founders have equal,
/// contiguous ranges, as redis-cli deals them; after that a slot only moves when it is told to. A member that joins later has
/// none until it is given some.
/// </summary>
/// <remarks>
/// Redis stops serving the slots of a member that is gone. A cache can do better: each of them goes to the remaining member that
/// wins <see cref="Rendezvous"/> for it, and comes back when its owner does. So nothing moves between members that stay.
/// </remarks>
public sealed class Slots : IPlacement
{
    private readonly int[] _owners = new int[KeySlot.Count];

    /// <summary>Makes the table.</summary>
    /// <param name="roster">The members.</param>
    /// <param name="moves">What was moved since the deal.</param>
    public Slots(Roster roster, SlotMoves moves)
    {
        ArgumentNullException.ThrowIfNull(roster);
        ArgumentNullException.ThrowIfNull(moves);
        var remaining = new Rendezvous(roster.Names, []);
        for (var slot = 0; slot < KeySlot.Count; slot++)
        {
            // The last of a name: while a member restarts, its new incarnation counts.
            var owner = roster.Names.LastIndexOf(moves.OwnerOf(slot) ?? roster.Founders[Dealt(slot, roster.Founders.Length)]);
            _owners[slot] = owner >= 0 ? owner : remaining.OwnerOf(KeyHash.Mix((ulong)slot));
        }
    }

    /// <inheritdoc />
    public int Owner(string key) => _owners[KeySlot.Of(key)];

    /// <inheritdoc />
    public Int128 Hash(string key) => KeySlot.Of(key);

    /// <inheritdoc />
    public ImmutableArray<Arc> Arcs => Arc.OfTable(_owners);

    /// <inheritdoc />
    public double? At(string key) => Arc.MiddleOf(KeySlot.Of(key), KeySlot.Count);

    // Founder i begins at i × 16,384 / founders, rounded: 0, 5461 and 10923 for three, as redis-cli has them.
    private static int Dealt(int slot, int founders) => ((((2 * slot) + 1) * founders) - 1) / (2 * KeySlot.Count);
}
