namespace AkkaCacheSim.Core.WriteBack;

/// <summary>A write is in the queue: from here on it may be acknowledged.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value; null for a delete.</param>
/// <param name="WriteId">The write's id.</param>
/// <param name="At">When it came, ns.</param>
public sealed record WriteQueued(string Key, string? Value, long WriteId, long At) : JournalEvent;
