namespace AkkaCacheSim.Bench.Stores;

/// <summary>A dictionary that nothing ever leaves: what the lookups alone cost.</summary>
internal sealed class DictionaryContender : IContender
{
    private readonly Dictionary<string, long> _map = new(StringComparer.Ordinal);

    public string Name => "Dictionary (unbounded)";

    public long Run(ReadOnlySpan<string> requests)
    {
        var hits = 0L;
        foreach (var key in requests)
        {
            if (_map.TryGetValue(key, out _)) hits++;
            else _map.Add(key, hits);
        }

        return hits;
    }
}
