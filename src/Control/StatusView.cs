using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Control;

/// <summary>What <c>status</c> shows.</summary>
/// <param name="Ready">Whether the cluster serves.</param>
/// <param name="Members">Every process, the console included.</param>
/// <param name="Coordinators">The coordinators' figures in sum; each one's are among the members.</param>
/// <param name="Requests">Requests that the coordinators have ended.</param>
/// <param name="HitRate">Hits a read; null without reads.</param>
/// <param name="Dirty">Writes acknowledged and not yet in the database.</param>
/// <param name="DirtyAgeMs">The age of the oldest of them, ms.</param>
/// <param name="Origin">The origin's figures.</param>
/// <param name="Settings">The settings by their option's name.</param>
/// <param name="Epoch">Which settings these are: 0 for those it was started with, one more after each change.</param>
public sealed record StatusView(
    bool Ready,
    IReadOnlyList<MemberView> Members,
    IReadOnlyDictionary<string, long> Coordinators,
    long Requests,
    double? HitRate,
    long Dirty,
    long DirtyAgeMs,
    OriginView Origin,
    IReadOnlyDictionary<string, string> Settings,
    long Epoch)
{
    /// <summary>Settings that are given once, when the cluster starts: its shape, and what a process can't take back.</summary>
    public static IReadOnlyList<string> Fixed { get; } =
        ["nodes", "slots", "capacity", "coordinators", "invalidators", "origin", "schema", "journal", "kafka", "kafka-config", "cdc", "seed", "bind"];

    /// <summary>The settings as people type them.</summary>
    /// <param name="s">The settings.</param>
    /// <returns>Values by their option's name.</returns>
    public static IReadOnlyDictionary<string, string> Named(SimSettings s) => new Dictionary<string, string>
    {
        ["nodes"] = Plain(s.Nodes),
        ["slots"] = Plain(s.Slots),
        ["capacity"] = s.Capacity is { } bytes ? Sizes.Format(bytes) : "none",
        ["coordinators"] = Plain(s.Coordinators),
        ["invalidators"] = Plain(s.HasCdc ? s.Invalidators : 0),
        ["read"] = s.Read,
        ["write"] = s.Write,
        ["durability"] = s.Durability,
        ["backlog"] = Plain(s.Backlog),
        ["placement"] = s.Placement,
        ["vnodes"] = Plain(s.Vnodes),
        ["hash"] = s.Hash,
        ["weights"] = s.Weights,
        ["slots-moved"] = s.SlotMoves,
        ["replicas"] = Plain(s.Replicas),
        ["eviction"] = s.Eviction,
        ["ttl"] = Durations.Format(s.Ttl),
        ["ttl-jitter"] = Durations.Format(s.TtlJitter),
        ["expiry"] = s.Expiry,
        ["protect"] = ProtectionList.Format(s.Protect),
        ["swr-window"] = s.StaleFor == 0 ? "none" : Durations.Format(s.StaleFor),
        ["xfetch-beta"] = s.Has(ProtectionSet.XFetch) ? s.Beta.ToString(System.Globalization.CultureInfo.InvariantCulture) : "none",
        ["lease-timeout"] = s.Has(ProtectionSet.Lock) ? Durations.Format(s.LeaseFor) : "none",
        ["fan-out"] = s.Has(ProtectionSet.FanOut) ? Plain(s.CopiesOfHot) : "none",
        ["fan-out-by"] = s.FanOutBy,
        ["refresh-period"] = Durations.Format(s.RefreshEvery),
        ["hot-keys"] = s.HotKeys,
        ["negative-ttl"] = s.Has(ProtectionSet.Negative) ? Durations.Format(s.NegativeFor) : "none",
        ["retries"] = Plain(s.RetriesOfLoads),
        ["invalidation"] = Named(s.Invalidation),
        ["fill-guard"] = s.FillGuard ? "on" : "none",
        ["max-lag"] = Durations.Format(s.MaxLag),
        ["rename-prefix-at"] = Durations.Format(s.RenamePrefixAt),
        ["origin"] = s.Origin,
        ["schema"] = s.Schema,
        ["journal"] = s.Journal,
        ["kafka"] = s.Kafka,
        ["kafka-config"] = s.KafkaConfig.Length == 0 ? "none" : s.KafkaConfig,
        ["cdc"] = s.Cdc,
        ["service-time"] = s.ServiceTime.ToString(),
        ["pool"] = Plain(s.Pool),
        ["queue"] = Plain(s.Queue),
        ["sigma"] = Plain(s.Sigma),
        ["kappa"] = Plain(s.Kappa),
        ["timeout"] = Durations.Format(s.Timeout),
        ["seed"] = s.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private static string Named(InvalidationStrategies strategies)
    {
        List<string> names = [];
        if (strategies.HasFlag(InvalidationStrategies.Explicit)) names.Add("explicit");
        if (strategies.HasFlag(InvalidationStrategies.Cdc)) names.Add("cdc");
        return names.Count == 0 ? "ttl" : string.Join(',', names);
    }

    // Without an exponent: what is printed can be typed.
    private static string Plain(double value) => ((decimal)value).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Plain(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
