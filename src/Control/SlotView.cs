namespace AkkaCacheSim.Control;

/// <summary>An entry of a node.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value, shortened; null for a kept absence.</param>
/// <param name="Version">Its committed version; null for a value that is not in the origin yet.</param>
/// <param name="TtlMs">How long it lives on, ms, below 0 once expired; null for ever.</param>
/// <param name="Dirty">Whether it is not in the origin yet, as far as is known: without an answer from the origin, any value that a node does not know to be committed.</param>
/// <param name="Stale">Whether the origin had a newer version when it was asked, a moment after the node; false when it did not answer, and beyond the first 512 keys.</param>
public sealed record SlotView(string Key, string? Value, long? Version, double? TtlMs, bool Dirty, bool Stale);
