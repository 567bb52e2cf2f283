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

    /// <summary>Which node owns a key.</summary>
    public string Placement { get; init; } = "modulo";

    /// <summary>Virtual nodes a node has on a ring, 1 to 10,000.</summary>
    public int Vnodes { get; init; } = 100;

    /// <summary>Which entry leaves when room is needed.</summary>
    public string Eviction { get; init; } = "lru";

    /// <summary>How long a copy lives, counted from its origin read; <see cref="Durations.None"/> for ever.</summary>
    public long Ttl { get; init; } = 30 * Durations.Second;

    /// <summary>What brings news of changes to the copies.</summary>
    public InvalidationStrategies Invalidation { get; init; } = InvalidationStrategies.Ttl;

    /// <summary>Whether fills need a live token. Off, to show the race that tokens close.</summary>
    public bool FillGuard { get; init; } = true;

    /// <summary>How long a node serves hits without a word from an invalidator.</summary>
    public long MaxLag { get; init; } = 10 * Durations.Second;

    /// <summary>When, counted from its first request, a coordinator's explicit invalidations begin to name keys by a prefix that no reader uses; <see cref="Durations.None"/> for never.</summary>
    public long RenamePrefixAt { get; init; } = Durations.None;

    /// <summary>The origin's service time, beside its statement.</summary>
    public ServiceTime ServiceTime { get; init; } = new(5 * Durations.Millisecond, 50 * Durations.Millisecond);

    /// <summary>The origin's connections, 1 to 10,000.</summary>
    public int Pool { get; init; } = 64;

    /// <summary>Requests that may wait for a connection, 0 to 1,000,000; over that the origin sheds.</summary>
    public int Queue { get; init; } = 1_000;

    /// <summary>How long a coordinator waits for one answer of a node or of the origin.</summary>
    public long Timeout { get; init; } = 2 * Durations.Second;

    /// <summary>The seed of every random stream.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether the log feeds invalidations.</summary>
    public bool HasCdc => Invalidation.HasFlag(InvalidationStrategies.Cdc);
}
