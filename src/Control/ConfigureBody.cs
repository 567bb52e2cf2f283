namespace AkkaCacheSim.Control;

/// <summary>Other settings.</summary>
/// <param name="Changes">Each NAME=VALUE.</param>
public sealed record ConfigureBody(IReadOnlyList<string> Changes);
