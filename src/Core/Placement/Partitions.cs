using System.Collections.Immutable;

namespace AkkaCacheSim.Core.Placement;

/// <summary>
/// Dynamo's fixed equal partitions (G. DeCandia et al., 2007, strategy 3): the hashes fall into Q equal partitions, and each of S
/// members has Q/S of them, one more or less.
/// </summary>
/// <remarks>
/// The table follows from the roster alone: the founders join one after the other, then those who came later, then those who are
/// gone leave, in the same order. A joiner takes partitions one by one from whoever has the most; a leaver's go one by one to
/// whoever has the fewest. So a member that joins at the end takes only what it now owns, and one that leaves a full
/// cluster gives away only what it owned. When several are gone and one of them comes back, partitions may also move
/// between members that stayed, so that all have Q/S again.
/// </remarks>
public sealed class Partitions : IPlacement
{
    /// <summary>How many partitions there are.</summary>
    public const int Count = 4_096;

    private const int HashBits = 64;
    private const int PartitionBits = 12;

    private readonly int[] _owners = new int[Count];

    /// <summary>Makes the table.</summary>
    /// <param name="roster">The members, at most as many as there are partitions.</param>
    public Partitions(Roster roster)
    {
        ArgumentNullException.ThrowIfNull(roster);
        List<string> everyone = [.. roster.Founders.Concat(roster.Names).Distinct()];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(everyone.Count, Count, nameof(roster));
        var owned = new Dictionary<string, Stack<int>>();
        foreach (var joiner in everyone) Join(owned, joiner);
        foreach (var leaver in everyone.Except(roster.Names)) Leave(owned, leaver);
        foreach (var (name, partitions) in owned)
        {
            foreach (var partition in partitions) _owners[partition] = roster.Names.LastIndexOf(name);
        }
    }

    /// <inheritdoc />
    public int Owner(string key) => _owners[PartitionOf(key)];

    /// <inheritdoc />
    public Int128 Hash(string key) => PartitionOf(key);

    /// <inheritdoc />
    public ImmutableArray<Arc> Arcs => Arc.OfTable(_owners);

    /// <inheritdoc />
    public double? At(string key) => Arc.MiddleOf(PartitionOf(key), Count);

    private static int PartitionOf(string key) => (int)(KeyHash.Of(key) >> (HashBits - PartitionBits));

    private static void Join(Dictionary<string, Stack<int>> owned, string joiner)
    {
        var taken = new Stack<int>();
        if (owned.Count == 0) taken = new Stack<int>(Enumerable.Range(0, Count));
        else for (var share = Count / (owned.Count + 1); share > 0; share--) taken.Push(owned.Values.MaxBy(partitions => partitions.Count)!.Pop());
        owned.Add(joiner, taken);
    }

    private static void Leave(Dictionary<string, Stack<int>> owned, string leaver)
    {
        owned.Remove(leaver, out var left);
        foreach (var partition in left!) owned.Values.MinBy(partitions => partitions.Count)!.Push(partition);
    }
}
