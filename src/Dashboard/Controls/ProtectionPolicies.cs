namespace AkkaCacheSim.Dashboard.Controls;

/// <summary>The protections, each on or off, and what can be set of them.</summary>
internal static class ProtectionPolicies
{
    public static IReadOnlyList<Policy> All { get; } =
    [
        new("protect", "What keeps a missing, expiring or hot key from overwhelming the origin or a node. They go together in any number.",
            new("single-flight", "One load of a key a process; the others wait and share it. With several coordinators that is one each, and a failed load fails them all."),
            new("lock", "One load of a key in the whole cluster, by a lease of its node. When whoever holds it dies, the others wait for the lease to end."),
            new("swr", "A copy that has expired is still served while one reader loads the next. Old answers for up to the window."),
            new("stale-if-error", "An expired copy is served when its load has failed. Readers wait for the failure first, and see nothing of the trouble."),
            new("xfetch", "A hit now and then loads the next copy before this one expires. More loads, and no help for keys that are seldom read."),
            new("fan-out", "A hot key has copies on several nodes. Every write tells them all, and each copy has a miss of its own."),
            new("refresh", "Hot keys are loaded on a period, asked for or not. The origin works for readers who may not come."),
            new("negative", "That a row does not exist is kept, too. A new row may go unseen for a while."),
            new("breaker", "Callers stop asking an origin that fails, for a while. Some requests are refused that would have been served."),
            new("retry-budget", "Retries are a small share of the requests. A failure that one more try would have mended may stand.")) { Empty = "none" },
        new("swr-window", "With swr or stale-if-error: how long after its expiry a copy may be served. Staleness is bounded by TTL and window together.") { Need = new("protect", "swr", "stale-if-error") },
        new("xfetch-beta", "With xfetch: above 1 copies are renewed earlier, below 1 later. Too large, and the origin is loaded all the time.") { Need = new("protect", "xfetch") },
        new("lease-timeout", "With lock: how long a lease lives. Shorter than a load, and several load at once; long, and a dead holder keeps everybody waiting.") { Need = new("protect", "lock") },
        new("fan-out", "With fan-out: copies of a hot key. Each takes a slot on another node.") { Need = new("protect", "fan-out") },
        new("fan-out-by", "With fan-out: which copy a read takes.",
            new("random", "Any: the load is even, and a user may see values go back in time."),
            new("segment", "The same one for each user: no going back, and the load is only as even as the users are.")) { Need = new("protect", "fan-out") },
        new("refresh-period", "With refresh: how often hot keys are loaded, shorter than the TTL. Often costs the origin, seldom lets copies expire.") { Need = new("protect", "refresh") },
        new("hot-keys", "With fan-out or refresh: the hot keys, with commas between them, or detect, which takes some hundred reads to notice one.") { Need = new("protect", "fan-out", "refresh") },
        new("negative-ttl", "With negative: how long it is kept that there is no row, and so how long a new row may go unseen.") { Need = new("protect", "negative") },
        new("retries", "How often a failed load is tried again. Each try is one more request to an origin that may be drowning."),
    ];
}
