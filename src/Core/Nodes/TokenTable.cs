using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Nodes;

/// <summary>
/// The live fill tokens of a node. A token is named by its holder and the holder's request number. They are bounded by
/// the loads in flight; when the table is full the oldest is voided, so that holders that died cost nothing but room. A voided one keeps its place, so
/// that a question that arrives twice is not granted what news has voided in between.
/// After the leases of R. Nishtala et al., "Scaling Memcache at Facebook" (2013), with version floors in place of voiding.
/// </summary>
public sealed class TokenTable
{
    private readonly Dictionary<(Address Holder, long Request), LinkedListNode<Live>> _byName = [];
    private readonly Dictionary<string, List<Live>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<Live> _byAge = new();
    private readonly int _bound;
    private long _granted;

    /// <summary>Makes an empty table.</summary>
    /// <param name="bound">How many tokens may live, at least 1.</param>
    public TokenTable(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        _bound = bound;
    }

    /// <summary>How many tokens live.</summary>
    public int Count { get; private set; }

    /// <summary>Grants a token.</summary>
    /// <param name="holder">Who holds it.</param>
    /// <param name="request">The holder's number for it. One that has been granted under it for the same key stays as it is.</param>
    /// <param name="key">The key.</param>
    /// <param name="now">Now, ns.</param>
    /// <param name="floor">The oldest revision it may store.</param>
    /// <returns>The token's number, one more than the last one's; 0 when the one of that name has been voided.</returns>
    public long Grant(Address holder, long request, string key, long now, Revision floor = default)
    {
        if (_byName.TryGetValue((holder, request), out var known) && known.Value.Key == key) return known.Value.Void ? 0 : known.Value.Number;
        Take(holder, request);
        if (_byAge.Count == _bound) Remove(_byAge.First!);
        var live = new Live(holder, request, key, now, ++_granted) { Floor = floor };
        _byName[(holder, request)] = _byAge.AddLast(live);
        if (!_byKey.TryGetValue(key, out var siblings)) _byKey[key] = siblings = [];
        siblings.Add(live);
        Count++;
        return live.Number;
    }

    /// <summary>The oldest token of a key that no news has overtaken since it was granted: who loads under it or a later one misses nothing.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Its number; one that was never granted when there is none.</returns>
    public long OldestCurrent(string key)
    {
        if (!_byKey.TryGetValue(key, out var siblings)) return long.MaxValue;
        foreach (var live in siblings)
        {
            if (!live.Overtaken) return live.Number;
        }

        return long.MaxValue;
    }

    /// <summary>Whether a token lives and no news has overtaken it.</summary>
    /// <param name="holder">Who holds it.</param>
    /// <param name="request">The holder's number for it.</param>
    /// <returns>True when what is read under it can be kept, as far as anybody knows.</returns>
    public bool IsCurrent(Address holder, long request) => _byName.TryGetValue((holder, request), out var node) && node.Value is { Overtaken: false, Void: false };

    /// <summary>Takes a token out of the table.</summary>
    /// <param name="holder">Who holds it.</param>
    /// <param name="request">The holder's number for it.</param>
    /// <returns>The token, or null when it does not live.</returns>
    public FillToken? Take(Address holder, long request)
    {
        if (!_byName.TryGetValue((holder, request), out var node)) return null;
        Remove(node);
        if (node.Value.Void) return null;
        return new FillToken(node.Value.Key, node.Value.Floor, node.Value.IssuedAt);
    }

    /// <summary>Raises the floor of every live token of a key: a store or an invalidation with that revision came by.</summary>
    /// <param name="key">The key.</param>
    /// <param name="revision">The revision.</param>
    public void RaiseFloors(string key, Revision revision)
    {
        if (!_byKey.TryGetValue(key, out var siblings)) return;
        foreach (var live in siblings)
        {
            live.Overtaken |= revision > live.Floor;
            live.Floor = Revision.Later(live.Floor, revision);
        }
    }

    /// <summary>Voids every token of a key.</summary>
    /// <param name="key">The key.</param>
    public void Void(string key)
    {
        if (!_byKey.Remove(key, out var siblings)) return;
        foreach (var live in siblings) live.Void = true;
        Count -= siblings.Count;
    }

    /// <summary>Voids every token.</summary>
    public void Clear()
    {
        foreach (var live in _byAge) live.Void = true;
        _byKey.Clear();
        Count = 0;
    }

    private void Remove(LinkedListNode<Live> node)
    {
        var live = node.Value;
        _byAge.Remove(node);
        _byName.Remove((live.Holder, live.Request));
        if (live.Void) return;
        Count--;
        var siblings = _byKey[live.Key];
        siblings.Remove(live);
        if (siblings.Count == 0) _byKey.Remove(live.Key);
    }

    private sealed class Live(Address holder, long request, string key, long issuedAt, long number)
    {
        public Address Holder { get; } = holder;

        public long Request { get; } = request;

        public string Key { get; } = key;

        public long IssuedAt { get; } = issuedAt;

        public long Number { get; } = number;

        public Revision Floor { get; set; }

        public bool Overtaken { get; set; }

        public bool Void { get; set; }
    }
}
