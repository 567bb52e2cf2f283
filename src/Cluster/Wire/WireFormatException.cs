namespace AkkaCacheSim.Cluster.Wire;

/// <summary>Bytes that are no message of ours.</summary>
/// <param name="message">What is wrong with them.</param>
public sealed class WireFormatException(string message) : Exception(message);
