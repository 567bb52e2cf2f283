namespace AkkaCacheSim.Console.Torments;

/// <summary>What a torment does to processes.</summary>
internal enum TormentKind
{
    /// <summary>Kills them, and starts them again after a while.</summary>
    Kill,

    /// <summary>Stops them in their tracks for a while.</summary>
    Pause,

    /// <summary>Cuts them off for a while.</summary>
    Partition,
}
