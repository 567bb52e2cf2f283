namespace AkkaCacheSim.Core.Messages;

/// <summary>What a <see cref="Message"/> says, and so which of its fields mean something. The numbers are the wire format: add, never renumber.</summary>
public enum MessageKind : byte
{
    /// <summary>Nothing; never sent.</summary>
    None = 0,

    /// <summary>Client to coordinator: read <c>Key</c>.</summary>
    Get = 1,

    /// <summary>Client to coordinator: write <c>Value</c> under <c>Key</c>.</summary>
    Set = 2,

    /// <summary>Client to coordinator: delete <c>Key</c>.</summary>
    Delete = 3,

    /// <summary>Coordinator to client: the end of a request, with <c>Outcome</c>, <c>Value</c>, <c>Version</c> and the serving <c>Node</c>.</summary>
    Result = 4,

    /// <summary>Coordinator to node: look <c>Key</c> up.</summary>
    Lookup = 10,

    /// <summary>Node to coordinator: here is the copy; <c>Outcome</c> is <c>Stale</c> when it had expired and <c>Coalesced</c> when it has been waited for. With a fill <c>Token</c>, load the next one; <c>Wait</c> is the token's number.</summary>
    Hit = 11,

    /// <summary>Node to coordinator: no copy; <c>Token</c> says whether a fill token was granted under this request, <c>Version</c> is its number, and <c>Stamp</c> that of the key's oldest token that no news has overtaken.</summary>
    Miss = 12,

    /// <summary>Node to coordinator: not mine in my view.</summary>
    Moved = 13,

    /// <summary>Coordinator to node: store what was read, under the token of <c>Request</c>; without <c>Value</c> there is no row. Not answered.</summary>
    Fill = 14,

    /// <summary>Coordinator to node: a write begins; grant a token under <c>Request</c>.</summary>
    Announce = 15,

    /// <summary>Coordinator to node: store what was written, under the token of <c>Request</c>; a deleted row drops the copy.</summary>
    Store = 16,

    /// <summary>Node to coordinator: a <see cref="Store"/> was dealt with.</summary>
    Stored = 17,

    /// <summary>Coordinator to node: the load or write failed, and <c>Outcome</c> says how; forget the token of <c>Request</c>. Not answered.</summary>
    Release = 18,

    /// <summary>Coordinator to node: drop copies of <c>Key</c> older than <c>Version</c>; <see cref="Message.NoVersion"/> drops any.</summary>
    Invalidate = 19,

    /// <summary>Node to coordinator: an <see cref="Invalidate"/> was dealt with.</summary>
    Invalidated = 20,

    /// <summary>Node to coordinator: an <see cref="Announce"/> has been dealt with.</summary>
    Announced = 21,

    /// <summary>Coordinator to node: look <c>Key</c> up, and on a miss load it from the origin (read-through).</summary>
    Load = 22,

    /// <summary>Node to coordinator: loaded from the origin or from the dirty partition.</summary>
    Loaded = 23,

    /// <summary>Coordinator to node: grant a fill token for <c>Key</c> whether there is a copy or not, unless somebody loads it already (cache-aside).</summary>
    Renew = 24,

    /// <summary>Coordinator to node: load <c>Key</c> whether there is a copy or not (read-through).</summary>
    Reload = 25,

    /// <summary>Coordinator to node: the load has failed; is there still a copy, expired or not?</summary>
    Revive = 26,

    /// <summary>To the origin: read <c>Key</c>.</summary>
    Read = 30,

    /// <summary>To the origin: write <c>Value</c> under <c>Key</c> as <c>WriteId</c>.</summary>
    Write = 31,

    /// <summary>To the origin: delete <c>Key</c> as <c>WriteId</c>.</summary>
    Remove = 32,

    /// <summary>From the origin: what was read.</summary>
    Row = 33,

    /// <summary>From the origin: committed as <c>Version</c>; <c>WriteId</c> is 0 when there was nothing to change.</summary>
    Committed = 34,

    /// <summary>From the origin: <c>Outcome</c> says why not.</summary>
    Failed = 35,

    /// <summary>To the origin: write the rows of a <see cref="FlushBatch"/>.</summary>
    Flush = 36,

    /// <summary>From the origin: what became of them, a <see cref="FlushReport"/>.</summary>
    Flushed = 37,

    /// <summary>Node to invalidator: tell me of every change from now on.</summary>
    Subscribe = 40,

    /// <summary>Invalidator to node: from now on you are told.</summary>
    Subscribed = 41,

    /// <summary>Invalidator to node: I live.</summary>
    Heartbeat = 42,

    /// <summary>Invalidator to node: the changes in <c>Changes</c>; repeated until answered.</summary>
    InvalidateBatch = 43,

    /// <summary>Node to invalidator: batch <c>Request</c> was dealt with.</summary>
    BatchDone = 44,

    /// <summary>Coordinator to dirty partition, or in volatile write-back to the owner: hold <c>Value</c> (or the delete) under <c>Key</c> as <c>WriteId</c>.</summary>
    Enqueue = 50,

    /// <summary>The answer: it is held, under <c>Stamp</c>.</summary>
    Queued = 51,

    /// <summary>To a dirty partition: do you hold <c>Key</c>?</summary>
    Peek = 52,

    /// <summary>From a dirty partition: this value (or delete) is not in the origin yet.</summary>
    Dirty = 53,

    /// <summary>From a dirty partition: what the origin has is all there is.</summary>
    Clean = 54,
}
