namespace AkkaCacheSim.Dashboard.Controls;

/// <summary>What a scenario claims, and what became of it.</summary>
/// <param name="Claim">What is claimed.</param>
/// <param name="Expected">What had to be measured.</param>
/// <param name="Measured">What was.</param>
/// <param name="Holds">Whether that is so.</param>
public sealed record ScenarioClaim(string Claim, string Expected, string Measured, bool Holds);
