using AkkaCacheSim.Core.Coordinators;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Policies;

/// <summary>The application asks the cache, on a miss reads the origin, and fills the cache with what it read.</summary>
public sealed class CacheAside : IReadPolicy
{
    /// <inheritdoc />
    public void Begin(Coordinator coordinator, int flight)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        if (coordinator.AskOwner(flight, Step.Lookup, MessageKind.Lookup)) return;
        Failover(coordinator, flight);
    }

    /// <inheritdoc />
    public void Answered(Coordinator coordinator, int flight, in Message answer)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        switch (answer.Kind)
        {
            case MessageKind.Hit:
                coordinator.Land(flight, Outcome.Hit, answer);
                break;
            case MessageKind.Miss:
                coordinator[flight].Token = answer.Token;
                coordinator.AskOrigin(flight, MessageKind.Read);
                break;
            case MessageKind.Moved:
                Failover(coordinator, flight);
                break;
            case MessageKind.Row:
                Loaded(coordinator, flight, answer);
                break;
            default:
                coordinator.Release(flight);
                coordinator.Land(flight, answer.Outcome, answer);
                break;
        }
    }

    /// <inheritdoc />
    public void TimedOut(Coordinator coordinator, int flight)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        if (coordinator[flight].Step == Step.Lookup)
        {
            Failover(coordinator, flight);
            return;
        }

        coordinator.Release(flight);
        coordinator.Land(flight, Outcome.Timeout, default);
    }

    private static void Failover(Coordinator coordinator, int flight)
    {
        coordinator[flight].Failover = true;
        coordinator.AskOrigin(flight, MessageKind.Read);
    }

    private static void Loaded(Coordinator coordinator, int flight, in Message row)
    {
        ref var request = ref coordinator[flight];
        coordinator.RecordLoad(flight, request.Failover ? Causes.Failover : Causes.Miss);
        if (row.Value is null) coordinator.Release(flight);
        else if (request.Token) coordinator.TellOwner(flight, MessageKind.Fill, row.Value, row);
        coordinator.Land(flight, request.Failover ? Outcome.Failover : Outcome.Miss, row);
    }
}
