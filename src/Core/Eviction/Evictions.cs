namespace AkkaCacheSim.Core.Eviction;

/// <summary>The eviction policies by name.</summary>
public static class Evictions
{
    private static readonly Dictionary<string, Func<int, IEviction>> ByName = new()
    {
        ["lru"] = capacity => new Lru(capacity),
    };

    /// <summary>The names that <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys];

    /// <summary>Makes a policy.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="capacity">How many slots it has to order, at least 1.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentException">The name is unknown.</exception>
    public static IEviction Create(string name, int capacity) => ByName.TryGetValue(name, out var create)
        ? create(capacity)
        : throw new ArgumentException($"{name}: one of {string.Join(", ", Names)} was expected", nameof(name));
}
