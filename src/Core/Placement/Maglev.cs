using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;

namespace AkkaCacheSim.Core.Placement;

/// <summary>
/// Maglev's look-up table (D. Eisenbud et al., 2016): members take turns to fill a table of prime size, each in an order of its own.
/// A look-up is one access and the shares are nearly equal; a few keys also move between members that stay.
/// </summary>
public sealed class Maglev : IPlacement
{
    /// <summary>The table's size, the paper's smaller one: a prime, and at least 100 times the members for shares within 1 %.</summary>
    public const int Size = 65_537;

    private readonly int[] _table;

    /// <summary>Makes the table.</summary>
    /// <param name="names">At least one member.</param>
    public Maglev(ImmutableArray<string> names)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(names.Length, 1, nameof(names));
        _table = Populate([.. names.Select(OrderOf)], Size);
    }

    /// <summary>Fills a table, as the paper's listing does.</summary>
    /// <param name="orders">Each member's order: where it begins, below the size, and its step, from 1 to size − 1.</param>
    /// <param name="size">A prime.</param>
    /// <returns>The member of each place.</returns>
    public static int[] Populate(ImmutableArray<(int Offset, int Skip)> orders, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(orders.Length, 1, nameof(orders));
        foreach (var (offset, skip) in orders)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)offset, (uint)size, nameof(orders));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)(skip - 1), (uint)(size - 1), nameof(orders));
        }

        var table = new int[size];
        Array.Fill(table, -1);
        var wanted = orders.Select(order => order.Offset).ToArray();
        for (var filled = 0; filled < size; filled++)
        {
            var member = filled % orders.Length;
            ref var place = ref wanted[member];
            while (table[place] >= 0) place = (place + orders[member].Skip) % size;
            table[place] = member;
        }

        return table;
    }

    /// <inheritdoc />
    public int Owner(string key) => _table[KeyHash.Of(key) % Size];

    /// <inheritdoc />
    public Int128 Hash(string key) => KeyHash.Of(key);

    // The paper asks for two hashes of the name: one hash with two seeds.
    private static (int Offset, int Skip) OrderOf(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        return ((int)(XxHash3.HashToUInt64(bytes, 1) % Size), (int)(XxHash3.HashToUInt64(bytes, 2) % (Size - 1)) + 1);
    }
}
