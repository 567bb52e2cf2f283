using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Planting;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Core.Coordinators;

/// <content>What policies ask of others on behalf of a flight.</content>
public sealed partial class Coordinator
{
    /// <summary>Asks the owner and waits for its answer.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="step">What to wait for.</param>
    /// <param name="kind">What to ask.</param>
    /// <returns>False when there is no node to ask.</returns>
    public bool AskOwner(int flight, Step step, MessageKind kind)
    {
        ref var request = ref _flights[flight];
        if (request.Owner.Role == Role.None) return false;
        Wait(flight, step);
        _effects.Send(request.Owner, new Message { Kind = kind, Request = _flights.NumberOf(flight), Key = request.CacheKey, Value = request.Value, WriteId = request.WriteId });
        return true;
    }

    /// <summary>Asks the origin about the flight's key and waits for its answer.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="kind">What to ask.</param>
    public void AskOrigin(int flight, MessageKind kind)
    {
        ref var request = ref _flights[flight];
        Wait(flight, Step.Origin);
        if (_view.Origin.Role != Role.Origin && request.Kind == MessageKind.Get && _settings.Has(ProtectionSet.StaleIfError))
        {
            // There may be something to serve now, which is better than to wait for an origin that may not come.
            Answered(flight, Self, new Message { Kind = MessageKind.Failed, Outcome = Outcome.Error });
            return;
        }

        // A load that is tried again has been let through already.
        if (request.Retries == 0 && !_calls.TryCall(_now))
        {
            Answered(flight, Self, new Message { Kind = MessageKind.Failed, Outcome = Outcome.Refused });
            return;
        }

        if (_view.Origin.Role == Role.Origin) SendToOrigin(flight, kind);
        else Hold(flight, kind);
    }

    // An origin that is started anew is away for a while: whoever can wait so long is not turned away. Those who wait end in the order in which they came,
    // by their time-out, so that once the first of them lives no more of them are here than there are flights.
    private void Hold(int flight, MessageKind kind)
    {
        while (_held.TryPeek(out var oldest) && _flights.Find(oldest.Number) < 0) _held.Dequeue();
        _held.Enqueue((_flights.NumberOf(flight), kind));
    }

    private void SendHeld()
    {
        while (_view.Origin.Role == Role.Origin && _held.TryDequeue(out var held))
        {
            if (_flights.Find(held.Number) is not (>= 0 and var flight) || _flights[flight].Step != Step.Origin) continue;
            Wait(flight, Step.Origin);
            SendToOrigin(flight, held.Kind);
        }
    }

    private void SendToOrigin(int flight, MessageKind kind)
    {
        ref var request = ref _flights[flight];
        _effects.Send(_view.Origin, new Message { Kind = kind, Request = _flights.NumberOf(flight), Key = request.Key, Value = request.Value, WriteId = request.WriteId });
    }

    /// <summary>Loads once more what has failed to load, where that is allowed.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <returns>Whether it does.</returns>
    public bool TryAgain(int flight)
    {
        if (_view.Origin.Role != Role.Origin || !_calls.TryAgain(_now, ++_flights[flight].Retries)) return false;
        AskOrigin(flight, MessageKind.Read);
        return true;
    }

    /// <summary>Whether anybody knows where the key's dirty partition is.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <returns>Whether it can be asked.</returns>
    public bool HasPartition(int flight) => PartitionOf(flight).Role == Role.Dirty;

    /// <summary>Asks the key's dirty partition.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="step">What the flight waits for then.</param>
    /// <param name="kind">The question.</param>
    /// <returns>Whether anybody knows where the partition is; if not, nothing was asked.</returns>
    public bool AskPartition(int flight, Step step, MessageKind kind)
    {
        ref var request = ref _flights[flight];
        var partition = PartitionOf(flight);
        if (partition.Role != Role.Dirty) return false;
        Wait(flight, step);
        _effects.Send(partition, new Message { Kind = kind, Request = _flights.NumberOf(flight), Key = request.Key, Value = request.Value, WriteId = request.WriteId });
        return true;
    }

    private Address PartitionOf(int flight) => _view.Partition(DirtyPartitions.Of(_flights[flight].Key));

    /// <summary>Tells a key's owner of something written by a flight that has landed.</summary>
    /// <param name="written">The late answer: key and revision.</param>
    public void InvalidateLate(in Message written)
    {
        if (written.Key is not { } key || _placement?.Owner(key) is not { Role: Role.Node } owner) return;
        _effects.Send(owner, new Message { Kind = MessageKind.Invalidate, Request = NoFlight, Key = key, Version = written.Version, Stamp = written.Stamp });
        InvalidateOthers(NoFlight, key, written.Revision, owner);
    }

    /// <summary>Asks the origin to do the flight's write or delete.</summary>
    /// <param name="flight">The flight's slot.</param>
    public void AskOriginToWrite(int flight) =>
        AskOrigin(flight, _flights[flight].Kind == MessageKind.Set ? MessageKind.Write : MessageKind.Remove);

    /// <summary>Asks the owner to store what was committed, once it has answered the announcement. Other copies go at once.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="committed">The origin's answer.</param>
    /// <returns>False when there is no node to ask.</returns>
    public bool AskOwnerToStore(int flight, in Message committed)
    {
        ref var request = ref _flights[flight];
        if (request.Owner.Role == Role.None) return false;
        request.CommittedAfter = request.StepAt + (Plants.Grows(Plant.TtlWrongClock) ? 0 : committed.Wait);
        if (request.AnnouncedAt < 0) Wait(flight, Step.Announced);
        else Store(flight);
        request.Awaited = Bit(request.Owner) | InvalidateOthers(_flights.NumberOf(flight), request.Key, request.Revision, request.Owner);
        request.OthersTold = true;
        return true;
    }

    /// <summary>Tells the owner something that is not answered, or whose answer is awaited already.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="kind">What to say.</param>
    /// <param name="value">The value.</param>
    /// <param name="source">Where version, deletion and wait come from: the origin's answer.</param>
    public void TellOwner(int flight, MessageKind kind, string? value, in Message source)
    {
        ref var request = ref _flights[flight];
        if (request.Owner.Role == Role.None) return;
        _effects.Send(request.Owner, new Message
        {
            Kind = kind,
            Request = _flights.NumberOf(flight),
            Outcome = source.Outcome,
            Key = request.CacheKey,
            Value = value,
            Version = source.Version,
            Stamp = source.Stamp,
            WriteId = source.Version == 0 ? source.WriteId : 0,
            Deleted = source.Deleted,
            Wait = source.Wait,
        });
    }

    /// <summary>Tells the owner that a write begins, without waiting: the flight's token.</summary>
    /// <param name="flight">The flight's slot.</param>
    public void Announce(int flight)
    {
        _flights[flight].Token = true;
        TellOwner(flight, MessageKind.Announce, null, default);
    }

    /// <summary>Gives the flight's fill token back, if it holds one.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="failure">How the load or write failed, for those who wait for it at the owner; none when it goes on without the token.</param>
    public void Release(int flight, Outcome failure)
    {
        ref var request = ref _flights[flight];
        if (request.Token) TellOwner(flight, MessageKind.Release, null, new Message { Outcome = failure });
        request.Token = false;
    }

    /// <summary>With single-flight, waits for a load of the flight's key that is under way already, or lets others wait for this one.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <returns>Whether it waits.</returns>
    public bool TryJoin(int flight)
    {
        ref var request = ref _flights[flight];
        if (!_settings.Has(ProtectionSet.SingleFlight) || request.Leads) return false;
        if (_singleFlight.TryJoin(request.CacheKey, _flights.NumberOf(flight), request.Owner, request.TokenNumber, request.OldestCurrent, _now, _settings.Ttl))
        {
            Wait(flight, Step.Joined);
            return true;
        }

        request.Leads = true;
        return false;
    }

    /// <summary>Drops any copy of the flight's key, without waiting: what the row holds now is unknown.</summary>
    /// <param name="flight">The flight's slot.</param>
    public void InvalidateAny(int flight)
    {
        TellOwner(flight, MessageKind.Invalidate, null, new Message { Version = Message.NoVersion });
        InvalidateOthers(NoFlight, _flights[flight].Key, new Revision(0, Message.NoVersion), _flights[flight].Owner);
    }

    /// <summary>The flight's write is committed and dealt with by its policy: invalidate explicitly where that is asked for, then acknowledge.</summary>
    /// <param name="flight">The flight's slot.</param>
    public void Written(int flight)
    {
        ref var request = ref _flights[flight];
        if (!_settings.Invalidation.HasFlag(InvalidationStrategies.Explicit) || request.Owner.Role == Role.None)
        {
            Acknowledge(flight);
            return;
        }

        Wait(flight, Step.Explicit);
        var key = Renamed() ? OldPrefix + request.Key : request.Key;
        _effects.Send(request.Owner, new Message { Kind = MessageKind.Invalidate, Request = _flights.NumberOf(flight), Key = key, Version = request.Version, Stamp = request.Stamp });
        request.Awaited = Bit(request.Owner) | (request.OthersTold ? 0 : InvalidateOthers(_flights.NumberOf(flight), key, request.Revision, request.Owner));
    }

    // A hot key's other copies: whether the key is hot for anybody, a writer can't know.
    private ulong InvalidateOthers(long number, string key, Revision revision, Address told)
    {
        if (!_hot.FansOut || _placement is not { } placement) return InvalidateReplicas(number, key, revision, told);
        var names = _hot.NamesOf(key, placement.Members.Length);
        var others = 0UL;
        for (var copy = 1; copy < names.Length; copy++)
        {
            var node = placement.Owner(key, copy);
            others |= Bit(node);
            _effects.Send(node, new Message { Kind = MessageKind.Invalidate, Request = number, Key = names[copy], Version = revision.Version, Stamp = revision.Stamp });
        }

        return others;
    }

    // There are no more nodes than bits.
    private static ulong Bit(Address node) => 1UL << node.Index;
}
