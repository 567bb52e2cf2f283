namespace AkkaCacheSim.Control;

/// <summary>A scenario that there is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="What">What it plays, in a line.</param>
public sealed record ScenarioInfo(string Name, string What);
