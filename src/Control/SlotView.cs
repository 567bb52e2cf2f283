namespace AkkaCacheSim.Control;

/// <summary>An entry of a node.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value, shortened; null for a kept absence.</param>
/// <param name="Version">Its committed version; null for a value that is not in the origin yet.</param>
/// <param name="TtlMs">How long it lives on, ms, below 0 once expired; null for ever.</param>
/// <param name="Dirty">Whether it is not in the origin yet.</param>
/// <param name="Stale">Whether the origin has a newer version.</param>
public sealed record SlotView(string Key, string? Value, long? Version, double? TtlMs, bool Dirty, bool Stale);
