namespace AkkaCacheSim.Fuzzing;

/// <summary>Something that must not happen and did.</summary>
/// <param name="Invariant">Which: <c>I1</c> to <c>I8</c>, <c>placement</c>, <c>liveness</c>, or <c>crash</c> when an assertion of the model itself failed.</param>
/// <param name="Detail">What, one line.</param>
public sealed record Violation(string Invariant, string Detail);
