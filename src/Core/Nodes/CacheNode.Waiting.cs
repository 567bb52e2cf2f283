using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Planting;
using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Nodes;

/// <content>Leases, those who wait for them, and loads of what has a copy already.</content>
public sealed partial class CacheNode
{
    // Loads the next copy while there is one to serve. The number of the token under which the reader's coordinator has to do it; 0 when it has not.
    private long Renewed(long now, string key, Address from, long request, MessageKind kind, bool alone)
    {
        var through = kind is MessageKind.Load or MessageKind.Reload;
        if (!_subscriptions.Fresh(now) || (through && (!CanLoad || _loads.Count >= Loads.Bound))) return 0;
        var (holder, number) = through ? (Self, _loads.NextNumber) : (from, request);
        if ((alone || IsExclusive(through)) && !_leases.TryTake(key, holder, number, now + LeaseOf(through))) return 0;
        if (through && !_loads.TryCall(now))
        {
            EndLease(key, holder, number);
            return 0;
        }

        var token = _tokens.Grant(holder, number, key, now);
        if (through) _loads.Begin(now, default, 0, key, _view, _settings);
        return through ? 0 : token;
    }

    private void Renew(long now, Address from, in Message message)
    {
        var key = message.Key!;
        var token = Owns(key) ? Renewed(now, key, from, message.Request, message.Kind, alone: false) : 0;
        if (token > 0) Miss(key, from, message.Request, token);
        else _effects.Send(from, new Message { Kind = MessageKind.Moved, Request = message.Request });
    }

    // The load has failed: what had expired is better than nothing, if nobody has dropped it meanwhile.
    private void Revive(long now, Address from, in Message message)
    {
        if (!TryRevive(now, message.Key!, from, message.Request)) Miss(message.Key!, from, message.Request, token: 0);
    }

    private bool TryRevive(long now, string key, Address to, long request)
    {
        var slot = _copies.Find(key);
        if (slot < 0 || !_settings.Has(ProtectionSet.StaleIfError) || !_subscriptions.Fresh(now) || !_copies.IsKept(slot, now)) return false;
        Counters.Stale++;
        Serve(slot, to, request, _copies[slot].ExpiresAt > now ? Outcome.Hit : Outcome.Stale, token: 0);
        return true;
    }

    private void ExpireLeases(long now)
    {
        while (_leases.TryNextDue(now, out var key, out var gaveUp))
        {
            if (gaveUp is { } waiter) Fail(now, key, waiter, Outcome.Timeout);
            else PassOn(now, key);
        }
    }

    // A coordinator that is no member any more brings nothing.
    private void PassFromGone(long now)
    {
        foreach (var key in _leases.Keys.Where(key => _leases.HolderOf(key) is { Holder.Role: Role.Coordinator } lease && !_view.Has(lease.Holder)).ToList()) PassOn(now, key);
    }

    // The holder was silent for so long that it may be dead, and all that waits for it too: others first.
    private void PassOn(long now, string key)
    {
        var silent = _leases.HolderOf(key)?.Holder;
        Readmit(now, key, _leases.End(key).OrderBy(waiter => waiter.From == silent));
    }

    private Queue<Waiter> EndLease(string key, Address holder, long request) => _leases.HolderOf(key) == (holder, request) ? _leases.End(key) : NobodyWaits;

    // News has overtaken the load that others wait for: what it brings will be turned away.
    private void PassIfVoid(long now, string key)
    {
        if (!Plants.Grows(Plant.LeaseNotVoided) && _leases.HolderOf(key) is { } lease && !_tokens.IsCurrent(lease.Holder, lease.Request)) Pass(now, key);
    }

    private void Pass(long now, string key) => Readmit(now, key, _leases.End(key));

    // The first of them gets the lease, unless there is a copy by now; the others wait on.
    private void Readmit(long now, string key, IEnumerable<Waiter> waiting)
    {
        foreach (var waiter in waiting)
        {
            if (!TryServe(now, key, waiter.From, waiter.Request, waiter.Kind, Outcome.Coalesced)) Admit(now, key, waiter);
        }
    }

    private void Answer(in Waiter waiter, in Message loaded)
    {
        Counters.Coalesced++;
        _effects.Send(waiter.From, new Message
        {
            Kind = waiter.Kind == MessageKind.Load ? MessageKind.Loaded : MessageKind.Hit,
            Request = waiter.Request,
            Outcome = Outcome.Coalesced,
            Value = loaded.Value,
            Deleted = loaded.Deleted,
            Version = loaded.Version,
            Stamp = loaded.Stamp,
            WriteId = loaded.Version == 0 ? loaded.WriteId : 0,
        });
    }

    private void Fail(long now, string key, in Waiter reader, Outcome outcome)
    {
        if (reader.From.Role == Role.None || TryRevive(now, key, reader.From, reader.Request)) return;
        _effects.Send(reader.From, new Message { Kind = MessageKind.Failed, Request = reader.Request, Outcome = outcome });
    }
}
