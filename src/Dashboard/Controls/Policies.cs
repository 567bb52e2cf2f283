namespace AkkaCacheSim.Dashboard.Controls;

/// <summary>Every setting that <c>configure</c> changes while the cluster runs, with a line on what it does and how it fails.</summary>
public static class Policies
{
    /// <summary>All of them, in the order in which they are shown.</summary>
    public static IReadOnlyList<PolicyGroup> Groups { get; } =
    [
        new("Reads and writes", ReadsAndWrites()),
        new("Invalidation", Invalidation()),
        new("Placement", Placement()),
        new("Eviction and expiry", Life()),
        new("Protections", ProtectionPolicies.All),
        new("Origin", Origin()),
    ];

    /// <summary>One of them.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The setting; null for one that can't change.</returns>
    public static Policy? Find(string name) => Groups.SelectMany(group => group.Policies).FirstOrDefault(policy => policy.Name == name);

    private static IReadOnlyList<Policy> ReadsAndWrites() =>
    [
        new("preset", "A read and a write policy at once, under the name of a common use.",
            new("redis-orm", "cache-aside and write-through: what most applications do."),
            new("cdn", "read-through and write-around: many readers, few writers; old copies stay until something invalidates them."),
            new("analytics-ingest", "cache-aside and write-back: fast writes; what is queued is not in the database yet.")),
        new("read", "Who reads the origin on a miss.",
            new("cache-aside", "The coordinator reads the origin and fills the node. A failed load ends the read; nobody tries again."),
            new("read-through", "The node reads the origin itself, and tries once more when that fails. A slow origin piles the loads up in the node.")),
        new("write", "Where a write goes, and when it is acknowledged.",
            new("write-through", "To the origin, then to the node, acknowledged after both. Every write costs the time of both."),
            new("write-around", "To the origin only. The copy stays as it was until something invalidates it: with ttl alone readers get the old value."),
            new("write-back", "Into a queue, and to the origin later. Fast; the database is behind, and a full queue refuses writers.")),
        new("durability", "Where queued writes wait.",
            new("durable", "In a journal: they survive the kill of any process. Each write waits for the journal."),
            new("volatile", "In the memory of the key's node: nothing is faster, and acknowledged writes die with the node.")) { Need = new("write", "write-back") },
        new("backlog", "Keys that may wait in the queue; beyond it writers are slowed, then refused.") { Need = new("write", "write-back") },
    ];

    private static IReadOnlyList<Policy> Invalidation() =>
    [
        new("invalidation", "How a copy learns that its row has changed. With neither, it lives out its TTL and is served stale until then.",
            new("explicit", "Whoever writes tells the key's node. Writers that bypass the cache tell nobody, and their copies stay stale."),
            new("cdc", "The database's own log goes through Kafka to every node, whoever wrote. A lost log makes every node drop all it has.")) { Empty = "ttl" },
        new("fill-guard", "Whether a value that was read before an invalidation may be stored after it.",
            new("on", "It may not: such a fill is turned away, which costs a miss now and then."),
            new("none", "It may: the old value gets stuck, and stays stale for the whole TTL.")),
        new("max-lag", "With cdc: how long a node serves hits without a word from an invalidator. Long hides a dead one, short loses hits to a pause.") { Need = new("invalidation", "cdc") },
        new("rename-prefix-at", "When writers begin to name keys by a prefix that no reader uses: explicit invalidation goes on without an error, and without effect.") { Need = new("invalidation", "explicit") },
    ];

    private static IReadOnlyList<Policy> Placement() =>
    [
        new("placement", "Which node owns a key, and so which keys move when a node comes or goes.",
            new("modulo", "Hash mod nodes: even and simple. One node more or less moves nearly every key."),
            new("ring", "Points on a circle: a node that dies gives away its own keys only. With few points a node the shares are uneven."),
            new("ketama", "A ring of 160 MD5 points a node, with weights, as memcached clients have it. Shares are still some percent apart."),
            new("slots", "16,384 slots with an owner each, as in Redis Cluster. A new node owns nothing until it is given slots."),
            new("rendezvous", "Every node bids for every key and the highest wins: no more keys move than must; each look-up asks all nodes."),
            new("jump", "A hash that jumps between nodes: even, no memory. Only the last node can leave without moving others' keys."),
            new("maglev", "A look-up table that nodes fill by turns: very even. A few keys move between nodes that stay."),
            new("partitions", "Fixed equal partitions dealt out to nodes, as in Dynamo. When nodes come back in another order, some move between nodes that stay.")),
        new("vnodes", "Points of each node on the ring: more are more even, and take longer to build.") { Need = new("placement", "ring") },
        new("hash", "The hash of the ring's points and keys. Another hash moves nearly every key, once.",
            new("xxh3", "64 bits, fast; no other cache's clients use it for a ring."),
            new("crc32", "32 bits, as groupcache has it; with very many points two may meet."),
            new("md5", "As older clients have it; the slowest of these."),
            new("murmur3", "Cassandra's tokens; shares are as uneven as with the others.")) { Need = new("placement", "ring") },
        new("weights", "A weight a node, such as 1,2,1,1: shares of keys. A number for each node of the start is expected; none for equal shares.") { Need = new("placement", "ketama", "rendezvous") },
        new("replicas", "Nodes that may be asked for a key: its owner, and who stands in for it while it is silent. Each write tells them all."),
    ];

    private static IReadOnlyList<Policy> Life() =>
    [
        new("eviction", "Which copy leaves a full node.",
            new("lru", "What was unused for the longest time. One long scan flushes everything."),
            new("fifo", "What came first. A hit costs nothing, and hot keys leave like cold ones."),
            new("clock", "What came first, but used copies get another round. Scans hurt as with lru."),
            new("lfu", "What was used least often. Yesterday's hot keys stay for ever."),
            new("sieve", "A hand drops the first unused copy. Simple and good for the web; repeated scans hurt."),
            new("s3-fifo", "A small queue filters keys that are used once. A second use that comes late finds the copy gone."),
            new("arc", "Weighs recency against frequency by what it has evicted wrongly. Loops longer than the cache defeat it."),
            new("slru", "Each use lifts a copy one segment. A key needs several uses in time to be safe."),
            new("2q", "Only keys that come back are kept for good. The second request of each is a miss."),
            new("w-tinylfu", "A sketch of past requests decides who may enter. It is slow to believe in a new favourite.")),
        new("ttl", "How long a copy lives: the bound on staleness where nothing invalidates. Short costs origin reads, none may be stale for ever."),
        new("ttl-jitter", "Up to how much longer a copy lives, drawn for each, so that copies made together do not expire together. Adds as much staleness."),
        new("expiry", "What a copy's life is counted from.",
            new("absolute", "From when it was read at the origin. Hot keys expire as often as cold ones."),
            new("sliding", "From its last hit. A hot copy never expires, however old it is.")),
    ];

    private static IReadOnlyList<Policy> Origin() =>
    [
        new("service-time", "How long the origin takes for a query: 20ms, uniform:5ms,50ms, or 0. It is what a miss costs."),
        new("pool", "The origin's connections: how many queries it does at once. Few queue up, many slow each other down."),
        new("queue", "Requests that may wait for a connection; more are shed. A long queue answers after everybody has given up."),
        new("sigma", "The share of the origin's work that only one connection can do at a time: it bounds what more connections bring."),
        new("kappa", "What each pair of busy connections costs: beyond the knee the origin does less the more it is asked."),
        new("timeout", "How long a coordinator waits for one answer. Short gives up on slow nodes, long holds readers of dead ones."),
    ];
}
