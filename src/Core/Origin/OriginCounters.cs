namespace AkkaCacheSim.Core.Origin;

/// <summary>What the origin has counted since its start.</summary>
public sealed record OriginCounters
{
    /// <summary>Reads taken in.</summary>
    public long Reads { get; set; }

    /// <summary>Writes and deletes taken in.</summary>
    public long Writes { get; set; }

    /// <summary>Requests turned away because the queue was full.</summary>
    public long Shed { get; set; }

    /// <summary>Statements that failed.</summary>
    public long Failed { get; set; }
}
