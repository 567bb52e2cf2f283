using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Protections;

/// <summary>A reader, at the owner of what it reads.</summary>
/// <param name="From">Who reads.</param>
/// <param name="Request">The reader's number for it.</param>
/// <param name="Kind">What it asked.</param>
/// <param name="Until">How long it waits, ns.</param>
public readonly record struct Waiter(Address From, long Request, MessageKind Kind, long Until);
