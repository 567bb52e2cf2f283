namespace AkkaCacheSim.Cluster.Wire;

/// <summary>All that one process has to say to another at a moment: one message on the network, whatever the number of letters.</summary>
/// <param name="Letters">The letters, in order.</param>
public sealed record Envelope(ReadOnlyMemory<Letter> Letters) : IWireMessage;
