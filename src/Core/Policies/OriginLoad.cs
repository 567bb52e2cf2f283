using AkkaCacheSim.Core.Coordinators;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Policies;

/// <summary>How a coordinator loads what the cache does not give it: where writes wait in dirty partitions, from there, and then from the origin.</summary>
internal static class OriginLoad
{
    public static void Begin(Coordinator coordinator, int flight)
    {
        if (!coordinator.Settings.HasDurableQueue) coordinator.AskOrigin(flight, MessageKind.Read);
        else if (!coordinator.AskPartition(flight, Step.Peek, MessageKind.Peek)) WithoutPartition(coordinator, flight);
    }

    /// <summary>The owner gave no usable answer: nothing is filled.</summary>
    public static void Failover(Coordinator coordinator, int flight)
    {
        coordinator[flight].Failover = true;
        Begin(coordinator, flight);
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
                coordinator.Release(flight);
                coordinator.Land(flight, answer.Outcome, answer);
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

        coordinator.Release(flight);
        coordinator.Land(flight, Outcome.Timeout, default);
    }

    // The origin may lack the last writes: good enough to answer with, not to keep.
    private static void WithoutPartition(Coordinator coordinator, int flight)
    {
        ref var request = ref coordinator[flight];
        coordinator.Release(flight);
        request.Token = false;
        request.Failover = true;
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
