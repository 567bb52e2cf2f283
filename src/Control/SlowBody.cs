namespace AkkaCacheSim.Control;

/// <summary>A process with slow links.</summary>
/// <param name="Name">The process's name.</param>
/// <param name="BytesPerSecond">What goes through each.</param>
/// <param name="ForMs">For how long, ms.</param>
public sealed record SlowBody(string Name, long BytesPerSecond, long ForMs);
