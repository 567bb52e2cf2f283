namespace AkkaCacheSim.Core.Messages;

/// <summary>A dirty value on its way to the origin.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value; null for a delete.</param>
/// <param name="Stamp">The write's place in the order of its queue.</param>
/// <param name="WriteId">The write's id.</param>
/// <param name="Since">Since when the key is dirty, ns: a change by others after that is a conflict.</param>
public readonly record struct FlushRow(string Key, string? Value, long Stamp, long WriteId, long Since);
