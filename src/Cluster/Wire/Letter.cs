using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Cluster.Wire;

/// <summary>A message with its sender and receiver.</summary>
/// <param name="From">The machine that sent it.</param>
/// <param name="To">The machine that it is for.</param>
/// <param name="Message">What it says.</param>
public readonly record struct Letter(Address From, Address To, Message Message);
