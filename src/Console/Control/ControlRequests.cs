namespace AkkaCacheSim.Console.Control;

// The bodies of the control API's calls.

/// <summary>A single request.</summary>
/// <param name="Op">get, set or del.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">The value of a set.</param>
internal sealed record RequestBody(string Op, string Key, string? Value);

/// <summary>Something done to a process.</summary>
/// <param name="Name">The process's name.</param>
internal sealed record ProcessBody(string Name);

/// <summary>Other settings.</summary>
/// <param name="Changes">Each NAME=VALUE.</param>
internal sealed record ConfigureBody(IReadOnlyList<string> Changes);

/// <summary>Why a call was refused.</summary>
/// <param name="Error">One line.</param>
internal sealed record ErrorBody(string Error);

/// <summary>Slots to give to another node.</summary>
/// <param name="Slots">A slot, or a range <c>A-B</c>.</param>
/// <param name="Node">The node that gets them.</param>
internal sealed record SlotsBody(string Slots, string Node);

/// <summary>A partition.</summary>
/// <param name="Groups">Names of processes with commas between them, a text a group.</param>
/// <param name="ForMs">For how long, ms.</param>
internal sealed record PartitionBody(IReadOnlyList<string> Groups, long ForMs);

/// <summary>A process with slow links.</summary>
/// <param name="Name">The process's name.</param>
/// <param name="BytesPerSecond">What goes through each.</param>
/// <param name="ForMs">For how long, ms.</param>
internal sealed record SlowBody(string Name, long BytesPerSecond, long ForMs);

/// <summary>What has become of links.</summary>
/// <param name="Name">Whose they are.</param>
/// <param name="Status">How they are.</param>
internal sealed record LinksView(string Name, string Status);
