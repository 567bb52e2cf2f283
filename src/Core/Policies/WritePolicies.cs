namespace AkkaCacheSim.Core.Policies;

/// <summary>The write policies by name.</summary>
public static class WritePolicies
{
    private static readonly Dictionary<string, IWritePolicy> ByName = new()
    {
        ["write-through"] = new WriteThrough(),
        ["write-around"] = new WriteAround(),
        ["write-back"] = new WriteBack(),
    };

    /// <summary>The names that <see cref="Get"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys];

    /// <summary>The policy of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The policy.</returns>
    public static IWritePolicy Get(string name) => ByName[name];
}
