namespace AkkaCacheSim.Fuzzing;

/// <summary>How a run went.</summary>
/// <param name="Requests">Requests that were begun, probes after the faults included.</param>
/// <param name="Faults">Faults that struck.</param>
/// <param name="VirtualNs">How long it lasted in its own time, ns.</param>
/// <param name="Fingerprint">A hash of its history: the same for the same run.</param>
/// <param name="Violation">What went wrong first; null when nothing did.</param>
public sealed record FuzzResult(long Requests, int Faults, long VirtualNs, ulong Fingerprint, Violation? Violation);
