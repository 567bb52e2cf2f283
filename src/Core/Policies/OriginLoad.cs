using AkkaCacheSim.Core.Coordinators;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Planting;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Policies;

/// <summary>How a coordinator loads what the cache does not give it: where writes wait in dirty partitions, from there, and then from the origin.</summary>
internal static class OriginLoad
{
    public static void Begin(Coordinator coordinator, int flight)
    {
        if (coordinator.TryJoin(flight)) return;
        if (!coordinator.Settings.HasDurableQueue) coordinator.AskOrigin(flight, MessageKind.Read);
        else if (!coordinator.AskPartition(flight, Step.Peek, MessageKind.Peek)) WithoutPartition(coordinator, flight);
    }

    /// <summary>The owner gave no usable answer: nothing is filled.</summary>
    public static void Failover(Coordinator coordinator, int flight)
    {
        coordinator[flight].Failover = true;

        // Nobody waits for a load in the background, and there is nowhere to put what it would bring.
        if (coordinator[flight].Refresh) coordinator.Land(flight, Outcome.Failover, default);
        else Begin(coordinator, flight);
    }

    /// <summary>The partition or the origin has answered, or the origin has failed.</summary>
    public static void Answered(Coordinator coordinator, int flight, in Message answer)
    {
        switch (answer.Kind)
        {
            case MessageKind.Clean:
                coordinator.AskOrigin(flight, MessageKind.Read);
                break;
            case MessageKind.Row or MessageKind.Dirty:
                Loaded(coordinator, flight, answer);
                break;
            default:
                Failed(coordinator, flight, answer.Outcome);
                break;
        }
    }

    public static void TimedOut(Coordinator coordinator, int flight)
    {
        if (coordinator[flight].Step == Step.Peek)
        {
            WithoutPartition(coordinator, flight);
            return;
        }

        if (coordinator[flight].Step == Step.Revive) coordinator.Land(flight, coordinator[flight].Failure, default);
        else Failed(coordinator, flight, Outcome.Timeout);
    }

    /// <summary>The owner says whether it still has an expired copy.</summary>
    public static void Revived(Coordinator coordinator, int flight, in Message answer)
    {
        if (answer.Kind == MessageKind.Hit) coordinator.Land(flight, answer.Outcome, answer);
        else coordinator.Land(flight, coordinator[flight].Failure, default);
    }

    private static void Failed(Coordinator coordinator, int flight, Outcome failure)
    {
        ref var request = ref coordinator[flight];
        var own = request.Step == Step.Origin;
        if (own && failure != Outcome.Refused && coordinator.TryAgain(flight)) return;
        coordinator.Release(flight, failure);
        request.Failure = failure;
        if (own && !request.Failover && coordinator.Settings.Has(ProtectionSet.StaleIfError) && coordinator.AskOwner(flight, Step.Revive, MessageKind.Revive)) return;
        coordinator.Land(flight, failure, default);
    }

    // The origin may lack the last writes: good enough to answer with, not to keep.
    private static void WithoutPartition(Coordinator coordinator, int flight)
    {
        ref var request = ref coordinator[flight];
        coordinator.Release(flight, Outcome.None);
        request.Failover = true;
        coordinator.AskOrigin(flight, MessageKind.Read);
    }

    private static void Loaded(Coordinator coordinator, int flight, in Message row)
    {
        ref var request = ref coordinator[flight];
        coordinator.RecordLoad(flight, request.Refresh ? Causes.Refresh : request.Failover ? Causes.Failover : Causes.Miss);
        if (request.Token) coordinator.TellOwner(flight, MessageKind.Fill, row.Value, row);
        else if (request.Failover && Plants.Grows(Plant.FailoverFills)) coordinator.TellOwner(flight, MessageKind.Fill, row.Value, row with { Outcome = Outcome.Failover });
        coordinator.Land(flight, request.Failover ? Outcome.Failover : Outcome.Miss, row);
    }
}
