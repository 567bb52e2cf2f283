using AkkaCacheSim.Core.Coordinators;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Policies;

/// <summary>The application asks the cache, on a miss reads the origin, and fills the cache with what it read.</summary>
public sealed class CacheAside : IReadPolicy
{
    /// <inheritdoc />
    public void Begin(Coordinator coordinator, int flight)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        if (!coordinator.AskOwner(flight, Step.Lookup, MessageKind.Lookup)) OriginLoad.Failover(coordinator, flight);
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
                OriginLoad.Begin(coordinator, flight);
                break;
            case MessageKind.Moved:
                OriginLoad.Failover(coordinator, flight);
                break;
            default:
                OriginLoad.Answered(coordinator, flight, answer);
                break;
        }
    }

    /// <inheritdoc />
    public void TimedOut(Coordinator coordinator, int flight)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        if (coordinator[flight].Step == Step.Lookup) OriginLoad.Failover(coordinator, flight);
        else OriginLoad.TimedOut(coordinator, flight);
    }
}
