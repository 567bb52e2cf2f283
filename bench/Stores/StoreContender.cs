using AkkaCacheSim.Core.Nodes;

namespace AkkaCacheSim.Bench.Stores;

/// <summary>The nodes' own store, as a node calls it.</summary>
internal sealed class StoreContender(int capacity, string eviction) : IContender
{
    private readonly Store<long> _store = new(capacity, eviction);

    public string Name => "Store + " + eviction;

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

            _store.Expect(key);
            for (var victim = _store.Victim(); victim >= 0; victim = _store.Victim()) _store.Remove(victim);
            _store.Add(hits);
        }

        return hits;
    }
}
