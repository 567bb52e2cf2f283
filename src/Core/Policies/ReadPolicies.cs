namespace AkkaCacheSim.Core.Policies;

/// <summary>The read policies by name.</summary>
public static class ReadPolicies
{
    private static readonly Dictionary<string, IReadPolicy> ByName = new()
    {
        ["cache-aside"] = new CacheAside(),
        ["read-through"] = new ReadThrough(),
    };

    /// <summary>The names that <see cref="Get"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys];

    /// <summary>The policy of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The policy.</returns>
    public static IReadPolicy Get(string name) => ByName[name];
}
