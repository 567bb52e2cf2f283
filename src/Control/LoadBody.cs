namespace AkkaCacheSim.Control;

/// <summary>A load to begin.</summary>
/// <param name="Options">Each NAME=VALUE, named as the options of a load are.</param>
public sealed record LoadBody(IReadOnlyList<string> Options);
