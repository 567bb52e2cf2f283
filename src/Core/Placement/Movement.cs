namespace AkkaCacheSim.Core.Placement;

/// <summary>Counts, key by key, what a change of members or of settings moves, and how even the load is before and after it.</summary>
public sealed class Movement
{
    private readonly MemberPlacement<string> _before;
    private readonly MemberPlacement<string> _after;
    private readonly long[,] _keys;

    /// <summary>Begins to count.</summary>
    /// <param name="before">The placement before the change.</param>
    /// <param name="after">The placement after it.</param>
    public Movement(MemberPlacement<string> before, MemberPlacement<string> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        _before = before;
        _after = after;
        _keys = new long[before.Members.Length, after.Members.Length];
    }

    /// <summary>Keys counted.</summary>
    public long Keys { get; private set; }

    /// <summary>Keys that change their owner.</summary>
    public long Moved => FromTo.Sum(flow => flow.Keys);

    /// <summary>Keys that move although their old and their new owner are there before and after: what consistent hashing avoids.</summary>
    public long BetweenStayers => FromTo.Where(flow => _after.Members.Contains(flow.From) && _before.Members.Contains(flow.To)).Sum(flow => flow.Keys);

    /// <summary>The share of the keys that moves, from 0 to 1; 0 without keys.</summary>
    public double Share => Keys == 0 ? 0 : (double)Moved / Keys;

    /// <summary>Who gives keys to whom, in the members' order; nothing for pairs without any.</summary>
    public IReadOnlyList<Flow> FromTo =>
    [
        .. from before in Enumerable.Range(0, _before.Members.Length)
           from after in Enumerable.Range(0, _after.Members.Length)
           where _keys[before, after] > 0 && _before.Members[before] != _after.Members[after]
           select new Flow(_before.Members[before], _after.Members[after], _keys[before, after]),
    ];

    /// <summary>The busiest member's keys over the mean, before the change: 1 is perfectly even; 0 without keys.</summary>
    public double ImbalanceBefore => Imbalance(_before.Members.Length, i => Enumerable.Range(0, _after.Members.Length).Sum(j => _keys[i, j]));

    /// <summary>The same after the change.</summary>
    public double ImbalanceAfter => Imbalance(_after.Members.Length, j => Enumerable.Range(0, _before.Members.Length).Sum(i => _keys[i, j]));

    /// <summary>Counts a key.</summary>
    /// <param name="key">The key.</param>
    public void Add(string key)
    {
        _keys[_before.OwnerIndex(key), _after.OwnerIndex(key)]++;
        Keys++;
    }

    private double Imbalance(int members, Func<int, long> keysOf) => Keys == 0 ? 0 : Enumerable.Range(0, members).Max(keysOf) * (double)members / Keys;
}
