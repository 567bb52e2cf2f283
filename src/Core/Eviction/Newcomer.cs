namespace AkkaCacheSim.Core.Eviction;

/// <summary>An entry that is about to be added.</summary>
/// <param name="Hash">Its key's 64-bit hash. Policies that remember keys after their eviction remember this; two keys of one hash are one to them.</param>
/// <param name="Size">Its size in the unit of the capacity, at least 1: 1 where the capacity counts entries, bytes where it counts bytes.</param>
public readonly record struct Newcomer(ulong Hash, int Size);
