namespace AkkaCacheSim.Core.Settings;

/// <summary>What keeps a missing, expiring or hot key from overwhelming the origin or a node. Combinable.</summary>
[Flags]
public enum ProtectionSet
{
    /// <summary>Every reader that misses loads for itself.</summary>
    None = 0,

    /// <summary>One load of a key a process: the coordinator in cache-aside, the node in read-through. The others wait for it.</summary>
    SingleFlight = 1,

    /// <summary>One load of a key in all: the owner leases it to the first reader that misses, and the others wait.</summary>
    Lock = 2,

    /// <summary>Stale-while-revalidate: an expired copy is served while one reader loads the next.</summary>
    Swr = 4,

    /// <summary>An expired copy is served when its load has failed.</summary>
    StaleIfError = 8,

    /// <summary>Probabilistic early recomputation: a hit close to the expiry may load the next copy.</summary>
    XFetch = 16,

    /// <summary>A hot key has copies on several nodes.</summary>
    FanOut = 32,

    /// <summary>Hot keys are loaded anew on a period, whether anybody asks for them or not.</summary>
    Refresh = 64,

    /// <summary>That there is no row is kept as well.</summary>
    Negative = 128,

    /// <summary>Loads fail at once while the origin keeps failing.</summary>
    Breaker = 256,

    /// <summary>Failed loads are tried again only as long as most succeed.</summary>
    RetryBudget = 512,
}
