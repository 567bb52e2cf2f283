namespace AkkaCacheSim.Bench.Lag;

/// <summary>One statement of a shell.</summary>
/// <param name="Key">The key that it changed.</param>
/// <param name="Start">When it was sent, ns.</param>
/// <param name="End">When the shell had answered.</param>
internal sealed record ShellWrite(string Key, long Start, long End);
