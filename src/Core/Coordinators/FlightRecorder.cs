using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Coordinators;

/// <summary>Writes a coordinator's lines of the history.</summary>
internal sealed class FlightRecorder(Address coordinator, IEffects effects)
{
    public void Load(in Flight flight, string cause, long now)
    {
        if (!effects.Recording) return;
        effects.Record(new HistoryLine { Kind = HistoryKind.Load, Key = flight.Key, Client = coordinator, Cause = cause, Start = flight.StepAt, End = now });
    }

    // Whose word the answer rests on: the owner served it, or told the reader to load and the reader found somebody who did.
    private static bool Vouched(in Flight flight, in Message source) => source.Kind is MessageKind.Hit or MessageKind.Loaded || (flight.Step == Step.Joined && flight.TokenNumber > 0);

    public void End(in Flight flight, Outcome outcome, in Message source, long now)
    {
        if (!effects.Recording) return;
        var read = flight.Kind == MessageKind.Get;
        effects.Record(new HistoryLine
        {
            Kind = read ? HistoryKind.Read : HistoryKind.Write,
            Client = flight.Client,
            Key = flight.Key,
            Version = source.Version,
            Deleted = source.Deleted,
            WriteId = read ? source.WriteId : flight.WriteId,
            Volatile = flight.Volatile,
            Start = flight.StartedAt,
            End = now,
            Outcome = outcome,
            Node = read && Vouched(flight, source) ? flight.Owner : default,
        });
    }
}
