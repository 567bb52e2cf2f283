namespace AkkaCacheSim.Checker;

/// <summary>A read as its client saw it. Times are nanoseconds of the host's monotonic clock.</summary>
/// <param name="Client">Who read.</param>
/// <param name="Key">What was read.</param>
/// <param name="Version">The version returned; 0: the key never existed; null: a write-back value not yet committed.</param>
/// <param name="Id">The id of the write whose value was returned, where known.</param>
/// <param name="Start">When the read began.</param>
/// <param name="End">When its answer was there.</param>
/// <param name="Outcome">How it ended, such as <c>hit</c>, <c>miss</c> or <c>timeout</c>.</param>
public sealed record HistoryRead(
    string Client, string Key, long? Version, string? Id, long Start, long End, string Outcome) : HistoryLine
{
    /// <summary>Whether the read returned something that can be judged.</summary>
    public bool Answered => Outcome is not ("error" or "shed" or "timeout" or "refused");
}
