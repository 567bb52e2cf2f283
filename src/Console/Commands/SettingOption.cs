using System.CommandLine;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Commands;

/// <summary>The options of the cluster's settings.</summary>
internal static class SettingOption
{
    /// <summary>Every setting that the command line knows.</summary>
    public static IReadOnlyList<NamedOption<SimSettings>> All { get; } = Make();

    /// <summary>What the command line says for an option, where it may say more than a cluster's setting can.</summary>
    public static string? Given(ParseResult parsed, string name) => parsed.GetValue(All.First(setting => setting.Option.Name == name).Option);

    /// <summary>The settings that a command line asks for, checked.</summary>
    /// <exception cref="UsageException">Something about them is wrong.</exception>
    public static SimSettings Read(ParseResult parsed, SimSettings defaults) => Checked(All.Aggregate(defaults, (sum, option) => option.Apply(sum, parsed)));

    /// <summary>The settings that values by their options' names ask for, checked.</summary>
    /// <exception cref="UsageException">Something about them is wrong.</exception>
    public static SimSettings Read(IReadOnlyDictionary<string, string> values, SimSettings defaults) => Checked(All.Aggregate(defaults, (sum, option) => option.Apply(sum, values)));

    /// <summary>Settings that go together.</summary>
    /// <exception cref="UsageException">They do not.</exception>
    public static SimSettings Checked(SimSettings settings) => SettingsCheck.Problems(settings) is [var problem, ..] ? throw new UsageException(problem) : settings;

    // Fresh options each time: an option belongs to the commands that list it, and the tests build several command lines.
    private static List<NamedOption<SimSettings>> Make() =>
    [
        Number("--nodes", "cache nodes (4)", (s, v) => s with { Nodes = v }),
        Number("--slots", "entries a node has room for (8)", (s, v) => s with { Slots = v }),
        new("--capacity", "bytes a node has room for, such as 64MB, in place of --slots (none)", (s, v) => s with { Capacity = v == "none" ? null : Values.Size("--capacity", v) }),
        Number("--coordinators", "coordinators (1)", (s, v) => s with { Coordinators = v }),
        Number("--invalidators", "invalidators, with cdc (1)", (s, v) => s with { Invalidators = v }),
        new("--preset", "read and write policy at once: redis-orm, cdn, analytics-ingest", Values.Preset),
        Text("--read", "read policy: cache-aside, read-through (cache-aside)", (s, v) => s with { Read = v }),
        Text("--write", "write policy: write-through, write-around, write-back (write-through)", (s, v) => s with { Write = v }),
        Text("--durability", "with write-back: durable or volatile (durable)", (s, v) => s with { Durability = v }),
        Number("--backlog", "with write-back: keys that may be dirty (10000)", (s, v) => s with { Backlog = v }),
        Text("--placement", "placement: modulo, ring, ketama, slots, rendezvous, jump, maglev, partitions (modulo)", (s, v) => s with { Placement = v }),
        Number("--vnodes", "points a node has on a ring (100)", (s, v) => s with { Vnodes = v }),
        Text("--hash", "hash of a ring: xxh3, crc32, md5, murmur3 (xxh3)", (s, v) => s with { Hash = v }),
        Text("--weights", "weights of the nodes, with ketama and rendezvous: 1,2,1,1 (none)", (s, v) => s with { Weights = v }),
        Number("--replicas", "nodes that may be asked for a key: its owner and those that stand in for it while it is silent (1)", (s, v) => s with { Replicas = v }),
        Text("--eviction", "eviction: lru, fifo, clock, lfu, sieve, s3-fifo, arc, slru, 2q, w-tinylfu (lru)", (s, v) => s with { Eviction = v }),
        Duration("--ttl", "how long a copy lives, or none (30s)", (s, v) => s with { Ttl = v }),
        Duration("--ttl-jitter", "up to how much longer a copy lives, drawn for each (0)", (s, v) => s with { TtlJitter = v }),
        Text("--expiry", "what a copy's life is counted from: absolute (its origin read) or sliding (its last hit)", (s, v) => s with { Expiry = v }),
        new("--protect", "protections: none, or a list of single-flight, lock, swr, stale-if-error, xfetch, fan-out, refresh, negative, breaker, retry-budget (none)", Values.Protect),
        Duration("--swr-window", "with swr or stale-if-error: how long an expired copy may be served (10s)", (s, v) => s with { SwrWindow = v }),
        new("--xfetch-beta", "with xfetch: β, over 1 for earlier loads (1)", (s, v) => s with { XFetchBeta = Values.Real("--xfetch-beta", v, 0, 1_000) }),
        Duration("--lease-timeout", "with lock: how long a lease lives (45 % of --timeout)", (s, v) => s with { LeaseTimeout = v }),
        Number("--fan-out", "with fan-out: copies of a hot key (one a node)", (s, v) => s with { FanOut = v }),
        Text("--fan-out-by", "with fan-out: which copy a read takes: random or segment (random)", (s, v) => s with { FanOutBy = v }),
        Duration("--refresh-period", "with refresh: how often hot keys are loaded (a third of --ttl)", (s, v) => s with { RefreshPeriod = v }),
        Text("--hot-keys", "with fan-out or refresh: the hot keys, or detect (detect)", (s, v) => s with { HotKeys = v }),
        Duration("--negative-ttl", "with negative: how long it is kept that there is no row (5s)", (s, v) => s with { NegativeTtl = v }),
        Number("--retries", "how often a failed load is tried again (read-through 1, cache-aside 0)", (s, v) => s with { Retries = v }),
        new("--invalidation", "ttl, explicit, cdc, or a list of them (ttl)", (s, v) => s with { Invalidation = Values.Strategies("--invalidation", v) }),
        new("--fill-guard", "fill tokens: on or none (on)", (s, v) => s with { FillGuard = Values.OneOf("--fill-guard", v, "on", "none") == "on" }),
        Duration("--max-lag", "how long hits are served without a word from an invalidator (10s)", (s, v) => s with { MaxLag = v }),
        Duration("--rename-prefix-at", "when explicit invalidations begin to name keys by an old prefix (none)", (s, v) => s with { RenamePrefixAt = v }),
        new("--origin", "the origin's database: sqlite, or postgres://user:password@host:port/database (sqlite)", (s, v) => s with { Origin = OriginOption.Read(v) }),
        Text("--schema", "with PostgreSQL: the schema of the table (public)", (s, v) => s with { Schema = v }),
        Text("--journal", "with durable write-back: where the journals are, sqlite (the data folder) or postgres (the origin's server) (sqlite)", (s, v) => s with { Journal = v }),
        Text("--kafka", "with cdc: the log's brokers, embedded or HOST:PORT,… (embedded)", (s, v) => s with { Kafka = v }),
        new("--kafka-config", "with --kafka HOST:PORT: a file of Kafka client settings, name=value a line (none)", (s, v) => s with { KafkaConfig = KafkaConfigOption.Read(v) }),
        Text("--cdc", "who publishes changes: built-in (the origin) or debezium (a connector that you run) (built-in)", (s, v) => s with { Cdc = v }),
        new("--service-time", "the origin's service time: 0, 20ms or uniform:5ms,50ms", (s, v) => s with { ServiceTime = Values.Service("--service-time", v) }),
        Number("--pool", "the origin's connections (64)", (s, v) => s with { Pool = v }),
        Number("--queue", "requests that may wait for a connection (1000)", (s, v) => s with { Queue = v }),
        Share("--sigma", "share of the origin's work that only one connection can do at a time (0.001)", (s, v) => s with { Sigma = v }),
        Share("--kappa", "what each pair of busy connections costs the origin, as a share of the work (0.001)", (s, v) => s with { Kappa = v }),
        Duration("--timeout", "how long a coordinator waits for one answer (2s)", (s, v) => s with { Timeout = v }),
        new("--seed", "seed of every random stream (1)", (s, v) => s with { Seed = (ulong)Values.Whole("--seed", v, 0, long.MaxValue) }),
    ];

    private static NamedOption<SimSettings> Text(string name, string help, Func<SimSettings, string, SimSettings> apply) => new(name, help, apply);

    private static NamedOption<SimSettings> Number(string name, string help, Func<SimSettings, int, SimSettings> apply) =>
        new(name, help, (settings, value) => apply(settings, (int)Values.Whole(name, value, 0, int.MaxValue)));

    private static NamedOption<SimSettings> Share(string name, string help, Func<SimSettings, double, SimSettings> apply) =>
        new(name, help, (settings, value) => apply(settings, Values.Real(name, value, 0, 1)));

    private static NamedOption<SimSettings> Duration(string name, string help, Func<SimSettings, long, SimSettings> apply) =>
        new(name, help, (settings, value) => apply(settings, Values.Duration(name, value)));
}
