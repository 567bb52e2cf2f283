namespace AkkaCacheSim.Simulation;

/// <summary>The kinds of events.</summary>
internal enum EventKind : byte
{
    /// <summary>A message arrives.</summary>
    Message,

    /// <summary>A timer may be due.</summary>
    Timer,

    /// <summary>A piece of the world (database, log) acts.</summary>
    Action,
}
