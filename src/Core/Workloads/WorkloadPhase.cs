namespace AkkaCacheSim.Core.Workloads;

/// <summary>Where a workload stands.</summary>
public enum WorkloadPhase
{
    /// <summary>Its coordinator cannot serve yet.</summary>
    Waiting,

    /// <summary>Every key is being written to the database.</summary>
    Preloading,

    /// <summary>Every key is being read once.</summary>
    Warming,

    /// <summary>All is prepared; the moment of the first request has not come.</summary>
    Resting,

    /// <summary>Requests are being begun.</summary>
    Running,

    /// <summary>The last requests are under way.</summary>
    Draining,

    /// <summary>All requests have ended.</summary>
    Done,
}
