namespace AkkaCacheSim.Control;

/// <summary>How a load is getting on.</summary>
/// <param name="Running">Whether one runs.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="Requests">Requests ended so far.</param>
/// <param name="Options">What was asked for, by name.</param>
/// <param name="Error">Why the last one failed; null when it did not.</param>
public sealed record LoadStateView(bool Running, string Phase, double Progress, long Requests, IReadOnlyDictionary<string, string> Options, string? Error);
