namespace AkkaCacheSim.Core.Placement;

/// <summary>A hash that a ring can be built on.</summary>
/// <param name="Of">The hash of bytes, as a place on a ring of 2^64 (shorter hashes use its beginning).</param>
/// <param name="Signed">Whether its field writes it as a signed number. The order around the ring is the same.</param>
/// <param name="Bits">How many bits it has, which is how large its circle is when drawn.</param>
public sealed record RingHash(Func<ReadOnlySpan<byte>, ulong> Of, bool Signed = false, int Bits = 64);
