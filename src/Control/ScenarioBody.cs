namespace AkkaCacheSim.Control;

/// <summary>A scenario to run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Mode">live or virtual.</param>
/// <param name="Options">Each NAME=VALUE, named as the command's options are.</param>
public sealed record ScenarioBody(string Name, string Mode, IReadOnlyList<string> Options);
