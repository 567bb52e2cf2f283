namespace AkkaCacheSim.Dashboard.Controls;

/// <summary>Names for a read and a write policy together.</summary>
internal static class Preset
{
    /// <summary>The setting's name.</summary>
    public const string Setting = "preset";

    /// <summary>The preset that settings come to.</summary>
    /// <param name="settings">All settings by name.</param>
    /// <returns>Its name; empty for a pair that has none.</returns>
    public static string Of(IReadOnlyDictionary<string, string> settings) => (settings.GetValueOrDefault("read"), settings.GetValueOrDefault("write")) switch
    {
        ("cache-aside", "write-through") => "redis-orm",
        ("read-through", "write-around") => "cdn",
        ("cache-aside", "write-back") => "analytics-ingest",
        _ => string.Empty,
    };
}
