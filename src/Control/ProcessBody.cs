namespace AkkaCacheSim.Control;

/// <summary>Something done to a process.</summary>
/// <param name="Name">The process's name.</param>
public sealed record ProcessBody(string Name);
