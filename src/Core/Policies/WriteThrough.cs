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
        coordinator[flight].Token = true;
        coordinator.TellOwner(flight, MessageKind.Announce, null, default);
        coordinator.AskOriginToWrite(flight);
    }

    /// <inheritdoc />
    public void Committed(Coordinator coordinator, int flight, in Message committed)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        if (!coordinator.AskOwnerToStore(flight, committed)) coordinator.Written(flight);
    }

    /// <inheritdoc />
    public void Failed(Coordinator coordinator, int flight)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        coordinator.Release(flight);
    }

    /// <inheritdoc />
    public void Unknown(Coordinator coordinator, int flight)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        coordinator.InvalidateAny(flight);
    }
}
