using AkkaCacheSim.Core.Coordinators;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Policies;

/// <summary>Writes go to the origin, then to the cache, and are acknowledged after both.</summary>
public sealed class WriteThrough : IWritePolicy
{
    /// <inheritdoc />
    public void Begin(Coordinator coordinator, int flight)
    {
        ArgumentNullException.ThrowIfNull(coordinator);

        // Announced without waiting: from here on the owner keeps a floor for this write, so an older one can't land on top of a newer.
        coordinator.Announce(flight);
        coordinator.AskOriginToWrite(flight);
    }

    /// <inheritdoc />
    public void Taken(Coordinator coordinator, int flight, in Message answer)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        if (!coordinator.AskOwnerToStore(flight, answer)) coordinator.Written(flight);
    }

    /// <inheritdoc />
    public void Late(Coordinator coordinator, in Message answer)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        coordinator.InvalidateLate(answer);
    }

    /// <inheritdoc />
    public void Failed(Coordinator coordinator, int flight)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        coordinator.Release(flight, Outcome.Error);
    }

    /// <inheritdoc />
    public void Unknown(Coordinator coordinator, int flight)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        coordinator.InvalidateAny(flight);
    }
}
