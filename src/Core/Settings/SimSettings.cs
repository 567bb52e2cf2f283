using AkkaCacheSim.Core.Placement;

namespace AkkaCacheSim.Core.Settings;

/// <summary>The settings of a cluster, live or virtual. Durations are nanoseconds. The names are the command line's.</summary>
public sealed record SimSettings
{
    /// <summary>Cache nodes, 1 to 64.</summary>
    public int Nodes { get; init; } = 4;

    /// <summary>Entries that each node has room for, 1 to 100,000,000; without meaning where there is a <see cref="Capacity"/>.</summary>
    public int Slots { get; init; } = 8;

    /// <summary>Bytes that each node has room for, keys and values in UTF-8, at least 1; null where <see cref="Slots"/> says how much that is.</summary>
    public long? Capacity { get; init; }

    /// <summary>Coordinators, 1 to 64.</summary>
    public int Coordinators { get; init; } = 1;

    /// <summary>Invalidators, 1 to 16; none start unless <see cref="Invalidation"/> has <c>cdc</c>.</summary>
    public int Invalidators { get; init; } = 1;

    /// <summary>Who reads the origin on a miss.</summary>
    public string Read { get; init; } = "cache-aside";

    /// <summary>Where a write goes.</summary>
    public string Write { get; init; } = "write-through";

    /// <summary>With write-back: <c>durable</c> (a journal holds what is dirty) or <c>volatile</c> (the owner's memory does).</summary>
    public string Durability { get; init; } = "durable";

    /// <summary>With write-back: keys that may be dirty in the whole cluster, 1 to 10,000,000; beyond, writers are slowed and then refused.</summary>
    public int Backlog { get; init; } = 10_000;

    /// <summary>Whether write-back is being left: dirty values are flushed at once, and writers wait. No option; set by a change of settings.</summary>
    public bool Draining { get; init; }

    /// <summary>Which node owns a key.</summary>
    public string Placement { get; init; } = "modulo";

    /// <summary>Virtual nodes a node has on a ring, 1 to 10,000.</summary>
    public int Vnodes { get; init; } = 100;

    /// <summary>The hash of a ring's keys and points, one of <see cref="RingHashes.Names"/>.</summary>
    public string Hash { get; init; } = RingHashes.Default;

    /// <summary>The nodes' weights, as <see cref="WeightList"/> reads them: one for each of <see cref="Nodes"/>, or none at all.</summary>
    public string Weights { get; init; } = WeightList.None;

    /// <summary>Slots that were moved since the start, as <see cref="Core.Placement.SlotMoves"/> reads them.</summary>
    public string SlotMoves { get; init; } = Core.Placement.SlotMoves.None;

    /// <summary>How many nodes may be asked for a key, its owner and those that stand in for it while it is silent: 1 to <see cref="Nodes"/>.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>Which entry leaves when room is needed.</summary>
    public string Eviction { get; init; } = "lru";

    /// <summary>How long a copy lives, counted from its origin read; <see cref="Durations.None"/> for ever.</summary>
    public long Ttl { get; init; } = 30 * Durations.Second;

    /// <summary>Up to how much longer a copy lives, drawn for each, so that copies made together do not expire together. 0 for none.</summary>
    public long TtlJitter { get; init; }

    /// <summary>What a copy's life is counted from: <c>absolute</c>, its origin read; <c>sliding</c>, its last hit.</summary>
    public string Expiry { get; init; } = "absolute";

    /// <summary>What keeps a missing, expiring or hot key from overwhelming the origin or a node.</summary>
    public ProtectionSet Protect { get; init; }

    /// <summary>How long an expired copy may still be served, with <c>swr</c> or <c>stale-if-error</c>; null for <see cref="DefaultSwrWindow"/>.</summary>
    public long? SwrWindow { get; init; }

    /// <summary>With <c>xfetch</c>, β: above 1 hits load the next copy earlier; null for 1.</summary>
    public double? XFetchBeta { get; init; }

    /// <summary>With <c>lock</c>, how long a lease lives, at most <see cref="Timeout"/>; null for 45 % of it, so that one waits through a lease that was lost.</summary>
    public long? LeaseTimeout { get; init; }

    /// <summary>With <c>fan-out</c>, how many copies a hot key has, 2 to <see cref="Nodes"/>; null for all nodes.</summary>
    public int? FanOut { get; init; }

    /// <summary>With <c>fan-out</c>, which copy a read takes: <c>random</c>, or <c>segment</c>, always the same one for a user.</summary>
    public string FanOutBy { get; init; } = "random";

    /// <summary>With <c>refresh</c>, how often a hot key is loaded, shorter than <see cref="Ttl"/>; null for a third of it.</summary>
    public long? RefreshPeriod { get; init; }

    /// <summary>With <c>fan-out</c> or <c>refresh</c>: the hot keys, with commas between them; <see cref="DetectHotKeys"/> to find them in the reads.</summary>
    public string HotKeys { get; init; } = DetectHotKeys;

    /// <summary>With <c>negative</c>, how long it is kept that there is no row; null for <see cref="DefaultNegativeTtl"/>.</summary>
    public long? NegativeTtl { get; init; }

    /// <summary>How often a load that failed is tried again, 0 to 10: by the node with read-through, by the coordinator with cache-aside. Null for 1 and 0.</summary>
    public int? Retries { get; init; }

    /// <summary>What brings news of changes to the copies.</summary>
    public InvalidationStrategies Invalidation { get; init; } = InvalidationStrategies.Ttl;

    /// <summary>Whether fills need a live token. Off, to show the race that tokens close.</summary>
    public bool FillGuard { get; init; } = true;

    /// <summary>How long a node serves hits without a word from an invalidator.</summary>
    public long MaxLag { get; init; } = 10 * Durations.Second;

    /// <summary>When, counted from its first request, a coordinator's explicit invalidations begin to name keys by a prefix that no reader uses; <see cref="Durations.None"/> for never.</summary>
    public long RenamePrefixAt { get; init; } = Durations.None;

    /// <summary>The origin's database: <c>sqlite</c>, a file in the data folder, or a <see cref="DatabaseUrl"/> without its password, which is no setting.</summary>
    public string Origin { get; init; } = EmbeddedOrigin;

    /// <summary>With PostgreSQL, the schema that the table is in, as <see cref="SchemaName"/> wants it.</summary>
    public string Schema { get; init; } = SchemaName.Default;

    /// <summary>Where the journals of the dirty partitions are: <c>sqlite</c>, files in the data folder; <c>postgres</c>, tables beside the origin's.</summary>
    public string Journal { get; init; } = EmbeddedJournal;

    /// <summary>Where the log of changes is: <c>embedded</c>, a broker in the origin's process, or HOST:PORT of a Kafka cluster's brokers, as <see cref="BrokerList"/> wants them.</summary>
    public string Kafka { get; init; } = EmbeddedKafka;

    /// <summary>With a Kafka cluster, a file of client settings for it (security, mostly), <c>name=value</c> a line; empty for none.</summary>
    public string KafkaConfig { get; init; } = string.Empty;

    /// <summary>Who publishes the changes: <c>built-in</c>, the origin's own feed, or <c>debezium</c>, a connector that somebody else runs.</summary>
    public string Cdc { get; init; } = BuiltInCdc;

    /// <summary>The origin's service time, beside its statement.</summary>
    public ServiceTime ServiceTime { get; init; } = new(5 * Durations.Millisecond, 50 * Durations.Millisecond);

    /// <summary>The origin's connections, 1 to 10,000.</summary>
    public int Pool { get; init; } = 64;

    /// <summary>
    /// The share of the origin's work that only one connection can do at a time, 0 to 1: σ of <see cref="Origin.ScalabilityLaw"/>. With
    /// <see cref="Kappa"/>, <see cref="Pool"/> and <see cref="ServiceTime"/> at their defaults the origin does most, 575 requests a second, with 32
    /// connections in use, and 457 with all 64. The first is 7 times the 80 reads a second that 1,000 a second come to at 92 % hits, and 5 times the
    /// 110 that <c>compare</c> sends it.
    /// </summary>
    public double Sigma { get; init; } = 0.001;

    /// <summary>What each pair of busy connections costs, as a share of the work, 0 to 1: κ of <see cref="Origin.ScalabilityLaw"/>.</summary>
    public double Kappa { get; init; } = 0.001;

    /// <summary>Requests that may wait for a connection, 0 to 1,000,000; over that the origin sheds.</summary>
    public int Queue { get; init; } = 1_000;

    /// <summary>How long a coordinator waits for one answer of a node or of the origin.</summary>
    public long Timeout { get; init; } = 2 * Durations.Second;

    /// <summary>The seed of every random stream.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether acknowledged writes wait in a journal.</summary>
    public bool HasDurableQueue => Write == "write-back" && Durability == "durable";

    /// <summary>Whether acknowledged writes wait in the memory of their owners.</summary>
    public bool HasVolatileQueue => Write == "write-back" && Durability == "volatile";

    /// <summary>Whether dirty values must reach the origin before other settings can be in force.</summary>
    /// <param name="next">The other settings.</param>
    /// <returns>True when a queue that may hold some is no longer used.</returns>
    public bool LeavesWriteBack(SimSettings next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return (HasDurableQueue && !next.HasDurableQueue) || (HasVolatileQueue && !next.HasVolatileQueue);
    }

    /// <summary>The settings after slots were given to a node.</summary>
    /// <param name="slots">Which slots.</param>
    /// <param name="node">The node's name.</param>
    /// <returns>Other settings; these stay as they are.</returns>
    public SimSettings Moving(SlotRange slots, string node) => this with { SlotMoves = Core.Placement.SlotMoves.Parse(SlotMoves)!.With(slots, node).ToString() };

    /// <summary>Whether a hit prolongs a copy's life.</summary>
    public bool Sliding => Expiry == "sliding";

    /// <summary>Whether the log feeds invalidations.</summary>
    public bool HasCdc => Invalidation.HasFlag(InvalidationStrategies.Cdc);

    /// <summary>Whether the origin's own feed publishes the changes.</summary>
    public bool HasOwnFeed => HasCdc && Cdc == BuiltInCdc;

    /// <summary>The value of <see cref="Kafka"/> for the broker in the origin's process.</summary>
    public const string EmbeddedKafka = "embedded";

    /// <summary>The value of <see cref="Cdc"/> for the origin's own feed.</summary>
    public const string BuiltInCdc = "built-in";

    /// <summary>The value of <see cref="Cdc"/> for Debezium Connect.</summary>
    public const string DebeziumCdc = "debezium";

    /// <summary>The value of <see cref="Origin"/> for the embedded database.</summary>
    public const string EmbeddedOrigin = "sqlite";

    /// <summary>The value of <see cref="Journal"/> for files in the data folder.</summary>
    public const string EmbeddedJournal = "sqlite";

    /// <summary>The value of <see cref="HotKeys"/> that has them found.</summary>
    public const string DetectHotKeys = "detect";

    /// <summary>The stale window where none is named.</summary>
    public const long DefaultSwrWindow = 10 * Durations.Second;

    /// <summary>The life of a negative copy where none is named.</summary>
    public const long DefaultNegativeTtl = 5 * Durations.Second;

    // Two waits of this length fit into a reader's time-out: it waits through one lease that was lost and gets an answer out of the next.
    private const int LeasePercent = 45;

    /// <summary>Whether a protection is on.</summary>
    /// <param name="protections">The protection, or several of which one is enough.</param>
    /// <returns>True when it is.</returns>
    public bool Has(ProtectionSet protections) => (Protect & protections) != 0;

    /// <summary>How long copies are kept after they have expired.</summary>
    public long StaleFor => Has(ProtectionSet.Swr | ProtectionSet.StaleIfError) ? SwrWindow ?? DefaultSwrWindow : 0;

    /// <summary>β, with <c>xfetch</c>.</summary>
    public double Beta => XFetchBeta ?? 1;

    /// <summary>How long a negative copy lives at most.</summary>
    public long NegativeFor => NegativeTtl ?? DefaultNegativeTtl;

    /// <summary>How long a lease lives: never longer than a copy, since what its load has read would be older than any copy may be.</summary>
    public long LeaseFor => Math.Min(LeaseTimeout ?? Timeout / 100 * LeasePercent, Ttl);

    /// <summary>How long a reader waits at the owner for somebody else's load: no longer than its coordinator waits for the owner.</summary>
    public long WaitFor => Timeout / 100 * 2 * LeasePercent;

    /// <summary>How many copies a hot key has; 1 without <c>fan-out</c>.</summary>
    public int CopiesOfHot => Has(ProtectionSet.FanOut) ? FanOut ?? Nodes : 1;

    /// <summary>How often hot keys are loaded; <see cref="Durations.None"/> without <c>refresh</c>.</summary>
    public long RefreshEvery => !Has(ProtectionSet.Refresh) ? Durations.None : RefreshPeriod ?? (Ttl == Durations.None ? DefaultSwrWindow : Ttl / 3);

    /// <summary>How often a failed load is tried again.</summary>
    public int RetriesOfLoads => Retries ?? (Read == "read-through" ? 1 : 0);
}
