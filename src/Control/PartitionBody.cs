namespace AkkaCacheSim.Control;

/// <summary>A partition.</summary>
/// <param name="Groups">Names of processes with commas between them, a text a group.</param>
/// <param name="ForMs">For how long, ms.</param>
public sealed record PartitionBody(IReadOnlyList<string> Groups, long ForMs);
