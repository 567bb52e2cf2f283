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
