using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Coordinators;

/// <content>Who is asked in the place of an owner that is silent.</content>
public sealed partial class Coordinator
{
    private readonly SilentNodes _silent = new();

    /// <summary>Asks the key's owner for a read; in the place of one that is known to be silent, the next node of the key's list.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="lookup">What to ask.</param>
    /// <returns>False when there is no node to ask.</returns>
    public bool AskReader(int flight, MessageKind lookup)
    {
        ref var request = ref _flights[flight];
        if (_silent.Any && !_silent.MayAsk(request.Owner, _now, _settings.Timeout) && !TryMoveOn(ref request)) return false;
        return AskOwner(flight, Step.Lookup, lookup);
    }

    /// <summary>Asks the next node of the key's list for a read whose node has not answered in time.</summary>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="lookup">What to ask.</param>
    /// <returns>False when there is no node to ask: none is left, or the settings have the owner only.</returns>
    public bool AskNextReader(int flight, MessageKind lookup)
    {
        ref var request = ref _flights[flight];
        if (_settings.Replicas == 1) return false;
        _silent.Missed(request.Owner, _now);
        return !request.Refresh && ++request.Silences < _settings.Replicas && TryMoveOn(ref request) && AskOwner(flight, Step.Lookup, lookup);
    }

    // To whoever follows in the list, by the members as they are now: a node that is in it no longer has been removed, and the list begins with its heir.
    private bool TryMoveOn(ref Flight request)
    {
        if (_preferred is not { } list) return false;
        for (var place = list.PlaceOf(request.Key, request.Owner) + 1; place < list.Length; place++)
        {
            var node = list.At(request.Key, place);
            if (!_silent.MayAsk(node, _now, _settings.Timeout)) continue;
            (request.Owner, request.AtReplica) = (node, place > 0);
            return true;
        }

        return false;
    }

    // Every node of the list may have a copy, whoever of them has been told already.
    private ulong InvalidateReplicas(long number, string key, Revision revision, Address told)
    {
        if (_settings.Replicas == 1 || _preferred is not { } list) return 0;
        var others = 0UL;
        for (var place = 0; place < list.Length; place++)
        {
            var node = list.At(key, place);
            if (node == told) continue;
            _effects.Send(node, new Message { Kind = MessageKind.Invalidate, Request = number, Key = key, Version = revision.Version, Stamp = revision.Stamp });
            others |= Bit(node);
        }

        return others;
    }
}
