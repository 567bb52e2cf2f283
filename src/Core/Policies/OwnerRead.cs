using AkkaCacheSim.Core.Coordinators;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Policies;

/// <summary>What the read policies have in common: the owner is asked first, and without it the origin.</summary>
/// <param name="lookup">What the owner is asked for a read.</param>
/// <param name="renew">What it is asked for a load in the background.</param>
public abstract class OwnerRead(MessageKind lookup, MessageKind renew) : IReadPolicy
{
    /// <inheritdoc />
    public void Begin(Coordinator coordinator, int flight)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        if (!coordinator.AskReader(flight, lookup)) OriginLoad.Failover(coordinator, flight);
    }

    /// <inheritdoc />
    public void Renew(Coordinator coordinator, int flight)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        if (!coordinator.AskOwner(flight, Step.Lookup, renew)) OriginLoad.Failover(coordinator, flight);
    }

    /// <inheritdoc />
    public void Answered(Coordinator coordinator, int flight, in Message answer)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        if (coordinator[flight].Step == Step.Revive)
        {
            OriginLoad.Revived(coordinator, flight, answer);
            return;
        }

        switch (answer.Kind)
        {
            case MessageKind.Hit when answer.Token:
                // The client has its answer; the next copy is loaded in the background.
                coordinator.AnswerEarly(flight, answer.Outcome, answer);
                (coordinator[flight].Token, coordinator[flight].TokenNumber) = (true, answer.Wait);
                OriginLoad.Begin(coordinator, flight);
                break;
            case MessageKind.Hit or MessageKind.Loaded:
                coordinator.Land(flight, answer.Outcome, answer);
                break;
            case MessageKind.Miss:
                ref var request = ref coordinator[flight];
                (request.Token, request.TokenNumber, request.OldestCurrent) = (answer.Token, answer.Version, answer.Stamp);
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
        if (coordinator[flight].Step != Step.Lookup) OriginLoad.TimedOut(coordinator, flight);
        else if (!coordinator.AskNextReader(flight, lookup)) OriginLoad.Failover(coordinator, flight);
    }
}
