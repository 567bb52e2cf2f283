namespace AkkaCacheSim.Core.Invalidators;

/// <summary>What an invalidator has counted since its start.</summary>
public sealed record InvalidatorCounters
{
    /// <summary>Records consumed.</summary>
    public long Consumed { get; set; }

    /// <summary>Batches sent, repetitions aside.</summary>
    public long Batches { get; set; }

    /// <summary>Batches sent again because a node was silent.</summary>
    public long Repeated { get; set; }
}
