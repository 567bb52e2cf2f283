using BitFaster.Caching.Lru;

namespace AkkaCacheSim.Bench.Stores;

/// <summary>BitFaster.Caching's ClassicLru: exact LRU too, and unlike ours safe for concurrent use.</summary>
internal sealed class ClassicLruContender(int capacity) : IContender
{
    private readonly ClassicLru<string, long> _cache = new(1, capacity, StringComparer.Ordinal);

    public string Name => "ClassicLru";

    public long Run(ReadOnlySpan<string> requests)
    {
        var hits = 0L;
        foreach (var key in requests)
        {
            if (_cache.TryGet(key, out _)) hits++;
            else _cache.AddOrUpdate(key, hits);
        }

        return hits;
    }
}
