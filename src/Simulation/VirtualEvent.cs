using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Simulation;

/// <summary>Something that is to happen to a process: a message arrives, its timer is due, or a piece of the world acts.</summary>
internal readonly record struct VirtualEvent(VirtualProcess? Target, EventKind Kind, Address From, Message Message, Action? Action);
