namespace AkkaCacheSim.Core.Eviction;

/// <summary>The eviction policies by name.</summary>
public static class Evictions
{
    private static readonly Dictionary<string, Func<long, IEviction>> ByName = new()
    {
        ["lru"] = _ => new Lru(),
        ["fifo"] = _ => new Fifo(),
        ["clock"] = _ => new Clock(),
        ["lfu"] = _ => new Lfu(),
        ["sieve"] = _ => new Sieve(),
        ["s3-fifo"] = capacity => new S3Fifo(capacity),
        ["arc"] = capacity => new Arc(capacity),
        ["slru"] = capacity => new Slru(capacity),
        ["2q"] = capacity => new TwoQ(capacity),
        ["w-tinylfu"] = capacity => new WTinyLfu(capacity),
    };

    /// <summary>The names that <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys];

    /// <summary>Makes a policy.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="capacity">The sum of sizes that its store has room for, at least 1.</param>
    /// <returns>The policy, for no slots yet.</returns>
    /// <exception cref="ArgumentException">The name is unknown.</exception>
    public static IEviction Create(string name, long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return ByName.TryGetValue(name, out var create)
            ? create(capacity)
            : throw new ArgumentException($"{name}: one of {string.Join(", ", Names)} was expected", nameof(name));
    }
}
