namespace AkkaCacheSim.Console.Output;

/// <summary>A seed in which something did not hold.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Invariant">What: <c>I1</c> to <c>I8</c>, <c>placement</c>, <c>liveness</c>, or <c>crash</c>.</param>
/// <param name="Detail">How, one line.</param>
internal sealed record FailedSeed(ulong Seed, string Invariant, string Detail);
