using AkkaCacheSim.Core.Eviction;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Policies;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Commands;

/// <summary>The values of settings that have names, for completion.</summary>
internal static class SettingValues
{
    private static readonly Dictionary<string, IReadOnlyList<string>> ByName = new()
    {
        ["preset"] = ["redis-orm", "cdn", "analytics-ingest"],
        ["read"] = ReadPolicies.Names,
        ["write"] = WritePolicies.Names,
        ["durability"] = ["durable", "volatile"],
        ["placement"] = Placements.Names,
        ["hash"] = RingHashes.Names,
        ["eviction"] = Evictions.Names,
        ["expiry"] = ["absolute", "sliding"],
        ["invalidation"] = ["ttl", "explicit", "cdc"],
        ["cdc"] = [SimSettings.BuiltInCdc, SimSettings.DebeziumCdc],
        ["journal"] = [SimSettings.EmbeddedJournal, "postgres"],
        ["protect"] = ProtectionList.Names,
        ["fan-out-by"] = ["random", "segment"],
        ["fill-guard"] = ["on", "none"],
    };

    /// <summary>The values of a setting; none when it takes a number, a duration or a size.</summary>
    public static IReadOnlyList<string> Of(string setting) => ByName.GetValueOrDefault(setting, []);
}
