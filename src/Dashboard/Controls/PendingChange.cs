namespace AkkaCacheSim.Dashboard.Controls;

/// <summary>A setting that somebody has asked to change.</summary>
/// <param name="Value">What was asked for.</param>
/// <param name="Epoch">The settings that have it; null until it is configured.</param>
/// <param name="Refusal">Why it is not; null where nothing was refused.</param>
public sealed record PendingChange(string Value, long? Epoch = null, string? Refusal = null);
