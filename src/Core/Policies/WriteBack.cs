using AkkaCacheSim.Core.Coordinators;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Policies;

/// <summary>
/// Writes are acknowledged when a queue holds them, and reach the origin later. Durable: the key's dirty partition and its journal, then the copy.
/// Volatile: the owner's memory, which is queue and copy at once.
/// </summary>
public sealed class WriteBack : IWritePolicy
{
    /// <inheritdoc />
    public void Begin(Coordinator coordinator, int flight)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        ref var request = ref coordinator[flight];
        request.Volatile = coordinator.Settings.HasVolatileQueue;
        if (request.Volatile)
        {
            // Nobody who could hold it: refused, rather than acknowledged and lost.
            if (!coordinator.AskOwner(flight, Step.Queue, MessageKind.Enqueue)) coordinator.Land(flight, Outcome.Refused, default);
        }
        else if (coordinator.HasPartition(flight))
        {
            coordinator.Announce(flight);
            coordinator.AskPartition(flight, Step.Queue, MessageKind.Enqueue);
        }
        else
        {
            // Its node has died or left: it is on its way to another.
            coordinator.Park(flight);
        }
    }

    /// <inheritdoc />
    public void Taken(Coordinator coordinator, int flight, in Message answer)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        if (coordinator[flight].Volatile || !coordinator.AskOwnerToStore(flight, answer)) coordinator.Acknowledge(flight);
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
        if (!coordinator[flight].Volatile) coordinator.Release(flight, Outcome.Error);
    }

    /// <inheritdoc />
    public void Unknown(Coordinator coordinator, int flight)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        if (!coordinator[flight].Volatile) coordinator.InvalidateAny(flight);
    }
}
