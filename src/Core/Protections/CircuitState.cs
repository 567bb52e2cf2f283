namespace AkkaCacheSim.Core.Protections;

/// <summary>Where a <see cref="CircuitBreaker"/> stands.</summary>
public enum CircuitState : byte
{
    /// <summary>Calls go through, and their failures are counted.</summary>
    Closed,

    /// <summary>No call goes through.</summary>
    Open,

    /// <summary>A few calls go through, to see whether it is over.</summary>
    HalfOpen,
}
