using AkkaCacheSim.Core.Nodes;

namespace AkkaCacheSim.Bench.Stores;

/// <summary>The nodes' own store, as a node calls it.</summary>
internal sealed class StoreContender(int capacity) : IContender
{
    private readonly Store<long> _store = new(capacity, "lru");

    public string Name => "Store + Lru";

    public long Run(ReadOnlySpan<string> requests)
    {
        var hits = 0L;
        foreach (var key in requests)
        {
            var slot = _store.Find(key);
            if (slot >= 0)
            {
                _store.Touch(slot);
                hits++;
                continue;
            }

            var victim = _store.Victim();
            if (victim >= 0) _store.Remove(victim);
            _store.Add(key, hits);
        }

        return hits;
    }
}
