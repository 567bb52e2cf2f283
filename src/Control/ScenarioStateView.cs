namespace AkkaCacheSim.Control;

/// <summary>How a scenario is getting on. It runs on a cluster of its own, as the command does.</summary>
/// <param name="Name">Its name; null when none was run yet.</param>
/// <param name="Running">Whether it runs.</param>
/// <param name="Progress">What it has said, the last lines.</param>
/// <param name="ExitCode">The command's exit code; null while it runs.</param>
/// <param name="Result">The JSON document of its result; null without one.</param>
public sealed record ScenarioStateView(string? Name, bool Running, IReadOnlyList<string> Progress, int? ExitCode, string? Result);
