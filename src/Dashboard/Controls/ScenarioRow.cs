namespace AkkaCacheSim.Dashboard.Controls;

/// <summary>One variant's figures.</summary>
/// <param name="Variant">Its name.</param>
/// <param name="Figures">By their names; null where there was nothing to measure.</param>
public sealed record ScenarioRow(string Variant, IReadOnlyDictionary<string, double?> Figures);
