using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Nodes;

/// <content>What is read: hits, expired copies, misses, and in read-through the loads.</content>
public sealed partial class CacheNode
{
    // Without an origin a load waits for the next one, unless there may be something to serve at once.
    private bool CanLoad => _view.Origin.Role == Role.Origin || _settings.HasDurableQueue || !_settings.Has(ProtectionSet.StaleIfError);

    private void Read(long now, Address from, in Message message)
    {
        var key = message.Key!;
        if (TryServe(now, key, from, message.Request, message.Kind, Outcome.Hit)) return;
        Counters.Misses++;
        Admit(now, key, new Waiter(from, message.Request, message.Kind, now + _settings.WaitFor));
    }

    // A hit, or a key of another node: both end the matter.
    private bool TryServe(long now, string key, Address from, long request, MessageKind kind, Outcome outcome)
    {
        if (_dirty.Find(key) is { } dirty)
        {
            Counters.Hits++;
            _effects.Send(from, new Message { Kind = MessageKind.Hit, Request = request, Outcome = outcome, Value = dirty.Value, Deleted = dirty.Value is null, WriteId = dirty.WriteId });
            return true;
        }

        var slot = _copies.Find(key);
        if (slot >= 0 && TryServeCopy(now, slot, from, request, kind, outcome)) return true;
        if (!Owns(key))
        {
            Counters.Moved++;
            _effects.Send(from, new Message { Kind = MessageKind.Moved, Request = request });
            return true;
        }

        return false;
    }

    private bool TryServeCopy(long now, int slot, Address from, long request, MessageKind kind, Outcome outcome)
    {
        if (!_subscriptions.Fresh(now)) return false;
        var left = _copies[slot].ExpiresAt - now;
        if (left > 0)
        {
            Counters.Hits++;
            if (_settings.Sliding) _copies.Prolong(slot, now + Life());
            var early = _settings.Has(ProtectionSet.XFetch) && XFetch.IsDue(left, _copies[slot].LoadTime, _settings.Beta, _random);
            Serve(slot, from, request, outcome, early ? Renewed(now, _copies.KeyAt(slot), from, request, kind, alone: false) : 0);
            return true;
        }

        if (!_copies.IsKept(slot, now))
        {
            _copies.Drop(now, slot, Causes.Ttl);
            return false;
        }

        if (!_settings.Has(ProtectionSet.Swr)) return false;
        Counters.Stale++;
        Serve(slot, from, request, Outcome.Stale, Renewed(now, _copies.KeyAt(slot), from, request, kind, alone: true));
        return true;
    }

    private void Serve(int slot, Address from, long request, Outcome outcome, long token)
    {
        _copies.Touch(slot);
        ref readonly var entry = ref _copies[slot];
        _effects.Send(from, new Message
        {
            Kind = MessageKind.Hit,
            Request = request,
            Outcome = outcome,
            Value = entry.Value,
            Deleted = entry.Value is null && (entry.Version > 0 || entry.WriteId > 0),
            Version = entry.Revision.Version,
            WriteId = entry.WriteId,
            Token = token > 0,
            Wait = token,
        });
    }

    // There is no copy to serve. The reader loads, or this node does for it, or the reader waits for somebody else's load.
    private void Admit(long now, string key, in Waiter reader)
    {
        var through = reader.Kind == MessageKind.Load;
        if (through && (!CanLoad || _loads.Count >= Loads.Bound))
        {
            Fail(now, key, reader, CanLoad ? Outcome.Shed : Outcome.Error);
            return;
        }

        var fresh = _subscriptions.Fresh(now);
        var (holder, request) = through ? (Self, _loads.NextNumber) : (reader.From, reader.Request);
        if (fresh && IsExclusive(through) && !_leases.TryTake(key, holder, request, now + LeaseOf(through)))
        {
            // A question that arrives twice has nobody to wait for but itself.
            if (_leases.HolderOf(key) == (holder, request)) return;
            if (!_leases.TryWait(key, reader)) Fail(now, key, reader, Outcome.Shed);
            return;
        }

        if (through && !_loads.TryCall(now))
        {
            EndLease(key, holder, request);
            Fail(now, key, reader, Outcome.Refused);
            return;
        }

        var token = fresh ? _tokens.Grant(holder, request, key, now) : 0;
        if (through) _loads.Begin(now, reader.From, reader.Request, key, _view, _settings);
        else Miss(key, reader.From, reader.Request, token);
    }

    private void Miss(string key, Address from, long request, long token) => _effects.Send(from, new Message
    {
        Kind = MessageKind.Miss,
        Request = request,
        Token = token > 0,
        Version = token,
        Stamp = token > 0 ? _tokens.OldestCurrent(key) : 0,
    });

    // In read-through one load a process and one load in all are the same: the owner makes it.
    private bool IsExclusive(bool through) => _settings.Has(through ? ProtectionSet.Lock | ProtectionSet.SingleFlight : ProtectionSet.Lock);

    // Loads of this node end by themselves. Nobody waits for a load that has lasted as long as a copy lives: what it read may be older than any copy would be.
    private long LeaseOf(bool through) => through ? Math.Min(_settings.WaitFor, _settings.Ttl) : _settings.LeaseFor;

    private void Loaded(long now, in Message answer)
    {
        if (_loads.TryEnd(now, answer, _view, _settings, out var load)) EndLoad(now, load, answer);
    }

    private void EndLoad(long now, in Load load, in Message answer)
    {
        var reader = new Waiter(load.Reader, load.Request, MessageKind.Load, 0);
        if (answer.Kind == MessageKind.Failed)
        {
            _tokens.Take(Self, load.Number);
            var failed = EndLease(load.Key, Self, load.Number);
            Fail(now, load.Key, reader, answer.Outcome);
            foreach (var waiter in failed) Fail(now, load.Key, waiter, answer.Outcome);
            return;
        }

        if (_effects.Recording)
        {
            var cause = load.Reader.Role == Role.None ? Causes.Refresh : Causes.Miss;
            _effects.Record(new HistoryLine { Kind = HistoryKind.Load, Key = load.RowKey, Client = Self, Cause = cause, Start = load.StepAt, End = now });
        }

        if (load.Reader.Role != Role.None) _effects.Send(load.Reader, answer with { Kind = MessageKind.Loaded, Request = load.Request, Outcome = Outcome.Miss });
        if (load.Fills) Put(now, Self, answer with { Request = load.Number, Key = load.Key });
        else _tokens.Take(Self, load.Number);
        foreach (var waiter in EndLease(load.Key, Self, load.Number)) Answer(waiter, answer);
    }
}
