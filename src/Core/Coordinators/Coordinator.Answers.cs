using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Planting;

namespace AkkaCacheSim.Core.Coordinators;

/// <content>What comes back for a flight, or does not.</content>
public sealed partial class Coordinator
{
    private void Announced(int flight)
    {
        if (flight < 0) return;
        ref var request = ref _flights[flight];
        request.AnnouncedAt = _now;
        if (request.Step == Step.Announced) Store(flight);
    }

    // The token was granted by the time that its answer came; the write was committed no earlier than CommittedAfter. So the value is younger than
    // the token by at least the difference, which is below 0 when the commit may have come first.
    private void Store(int flight)
    {
        ref var request = ref _flights[flight];
        Wait(flight, Step.Store);
        TellOwner(flight, MessageKind.Store, request.Value, new Message
        {
            Version = request.Version,
            Stamp = request.Stamp,
            WriteId = request.WriteId,
            Deleted = request.Kind == MessageKind.Delete,
            Wait = request.CommittedAfter - (Plants.Grows(Plant.TtlWrongClock) ? 0 : request.AnnouncedAt),
        });
    }

    private void Answer(Address from, in Message message)
    {
        if (_silent.Any) _silent.Heard(from);
        var flight = _flights.Find(message.Request);
        if (message.Kind == MessageKind.Announced)
        {
            Announced(flight);
            return;
        }

        if (flight < 0 || !Ends(_flights[flight], from, message.Kind))
        {
            // A write whose client has been told that it timed out: the owner should know that it has come true.
            if (flight < 0 && message.Kind is MessageKind.Committed or MessageKind.Queued) _write.Late(this, message);
            return;
        }

        if (_flights[flight].Step == Step.Origin) _calls.Ended(_now, message.Kind != MessageKind.Failed);
        if (message.Kind == MessageKind.Moved && from.Role == Role.Dirty) Follow(flight, from);
        else Answered(flight, from, message);
    }

    // The dirty partition has left its process and has not taken the write. Word of its next life may come later, or may have come already.
    private void Follow(int flight, Address left)
    {
        Release(flight, Outcome.None);
        if (_now - _flights[flight].StartedAt >= _settings.Timeout)
        {
            Land(flight, Outcome.Refused, default);
            return;
        }

        Park(flight);
        if (PartitionOf(flight) != left) Unpark();
    }

    private void Answered(int flight, Address from, in Message message)
    {
        ref var request = ref _flights[flight];
        if (request.Kind == MessageKind.Get) request.Read.Answered(this, flight, message);
        else if (message.Kind is MessageKind.Stored or MessageKind.Invalidated)
        {
            request.Awaited &= ~Bit(from);
            if (request.Awaited != 0 || request.Step == Step.Announced) return;
            if (request.Step == Step.Store) Written(flight);
            else Acknowledge(flight);
        }
        else if (message.Kind is MessageKind.Committed or MessageKind.Queued)
        {
            request.Version = message.Version;
            request.Stamp = message.Stamp;
            if (message.Kind == MessageKind.Committed) request.WriteId = message.WriteId;
            request.Write.Taken(this, flight, message);
        }
        else
        {
            request.Write.Failed(this, flight);
            Land(flight, message.Outcome, default);
        }
    }

    private void TimeOut(int flight)
    {
        ref var request = ref _flights[flight];
        if (request.Step == Step.Origin) _calls.Ended(_now, well: false);
        if (request.Kind == MessageKind.Get)
        {
            request.Read.TimedOut(this, flight);
            return;
        }

        // A silent owner: the write stands. Whenever the owner hears again, no older copy may stay.
        if (request.Step is Step.Announced or Step.Store or Step.Explicit)
        {
            if (request.Step != Step.Explicit) TellOwner(flight, MessageKind.Invalidate, null, new Message { Version = request.Version, Stamp = request.Stamp });
            Acknowledge(flight);
            return;
        }

        if (request.Step == Step.Parked)
        {
            Land(flight, Outcome.Refused, default);
            return;
        }

        request.Write.Unknown(this, flight);
        Land(flight, Outcome.Timeout, default);
    }

    /// <summary>Ends a write that is done.</summary>
    /// <param name="flight">The flight's slot.</param>
    public void Acknowledge(int flight)
    {
        ref var request = ref _flights[flight];
        var set = request.Kind == MessageKind.Set;
        Land(flight, set ? Outcome.Stored : Outcome.Deleted, new Message { Value = request.Value, Version = request.Version, Deleted = !set });
    }

    // A silent node may answer when another has been asked in its place: its token is not the other's.
    private static bool Ends(in Flight flight, Address from, MessageKind kind) =>
        (flight.Kind != MessageKind.Get || from.Role != Role.Node || from == flight.Owner) && Ends(flight.Step, from.Role, kind);

    private static bool Ends(Step step, Role from, MessageKind kind) => kind switch
    {
        MessageKind.Hit or MessageKind.Miss => step is Step.Lookup or Step.Revive,
        MessageKind.Moved when from == Role.Dirty => step == Step.Queue,
        MessageKind.Moved or MessageKind.Loaded => step == Step.Lookup,
        MessageKind.Row or MessageKind.Committed => step == Step.Origin,
        MessageKind.Dirty or MessageKind.Clean => step == Step.Peek,
        MessageKind.Queued => step == Step.Queue,

        // An owner's word that comes after its reader has gone on to the origin is not the origin's.
        MessageKind.Failed when from == Role.Node => step is Step.Lookup or Step.Queue,
        MessageKind.Failed => step is Step.Origin or Step.Queue,
        MessageKind.Stored => step == Step.Store,
        MessageKind.Invalidated => step is Step.Explicit or Step.Store or Step.Announced,
        _ => false,
    };
}
