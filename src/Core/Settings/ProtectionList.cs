namespace AkkaCacheSim.Core.Settings;

/// <summary>Protections as people type them: <c>none</c>, or names with commas between them.</summary>
public static class ProtectionList
{
    private const string None = "none";

    private static readonly (string Name, ProtectionSet Protection)[] Known =
    [
        ("single-flight", ProtectionSet.SingleFlight),
        ("lock", ProtectionSet.Lock),
        ("swr", ProtectionSet.Swr),
        ("stale-if-error", ProtectionSet.StaleIfError),
        ("xfetch", ProtectionSet.XFetch),
        ("fan-out", ProtectionSet.FanOut),
        ("refresh", ProtectionSet.Refresh),
        ("negative", ProtectionSet.Negative),
        ("breaker", ProtectionSet.Breaker),
        ("retry-budget", ProtectionSet.RetryBudget),
    ];

    /// <summary>The names, <c>none</c> first.</summary>
    public static IReadOnlyList<string> Names { get; } = [None, .. Known.Select(known => known.Name)];

    /// <summary>Reads a list.</summary>
    /// <param name="text">The text.</param>
    /// <param name="protections">What it names.</param>
    /// <returns>Whether every name is one of <see cref="Names"/>, and <c>none</c> stands alone.</returns>
    public static bool TryParse(string text, out ProtectionSet protections)
    {
        ArgumentNullException.ThrowIfNull(text);
        protections = ProtectionSet.None;
        if (text == None) return true;
        foreach (var name in text.Split(','))
        {
            var known = Array.Find(Known, known => known.Name == name);
            if (known.Name is null) return false;
            protections |= known.Protection;
        }

        return true;
    }

    /// <summary>Prints a list.</summary>
    /// <param name="protections">The protections.</param>
    /// <returns>Text that <see cref="TryParse"/> reads back.</returns>
    public static string Format(ProtectionSet protections) =>
        protections == ProtectionSet.None ? None : string.Join(',', Known.Where(known => protections.HasFlag(known.Protection)).Select(known => known.Name));
}
