namespace AkkaCacheSim.Control;

/// <summary>A single request.</summary>
/// <param name="Op">get, set or del.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">The value of a set.</param>
public sealed record RequestBody(string Op, string Key, string? Value);
