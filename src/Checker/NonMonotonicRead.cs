namespace AkkaCacheSim.Checker;

/// <summary>A client saw a key go back. Times are nanoseconds.</summary>
/// <param name="Client">The client.</param>
/// <param name="Key">The key.</param>
/// <param name="Count">How many of its reads returned less than an earlier one.</param>
/// <param name="EarlierVersion">In the first case, the highest version that it had seen.</param>
/// <param name="EarlierStart">When that read began.</param>
/// <param name="EarlierEnd">When it ended.</param>
/// <param name="LaterVersion">The lower version that it saw then.</param>
/// <param name="LaterStart">When that read began.</param>
/// <param name="LaterEnd">When it ended.</param>
public sealed record NonMonotonicRead(
    string Client, string Key, int Count,
    long EarlierVersion, long EarlierStart, long EarlierEnd,
    long LaterVersion, long LaterStart, long LaterEnd)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"non-monotonic read: client {Client}, key {Key}, {Count} times; first version {LaterVersion} in " +
        $"[{LaterStart}, {LaterEnd}] after version {EarlierVersion} in [{EarlierStart}, {EarlierEnd}]";
}
