using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Nodes;

/// <summary>The right to store what is about to be read or written.</summary>
/// <param name="Key">The key it is for.</param>
/// <param name="Floor">The oldest revision it may store.</param>
/// <param name="IssuedAt">When it was granted, ns: what it stores was read or committed later than that.</param>
public readonly record struct FillToken(string Key, Revision Floor, long IssuedAt);
