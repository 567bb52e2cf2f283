using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Planting;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Nodes;

/// <content>What is stored: fills, stores, and what is dirty in volatile write-back.</content>
public sealed partial class CacheNode
{
    private void Announce(long now, Address from, in Message message)
    {
        var key = message.Key!;
        if (Owns(key) && _subscriptions.Confirmed) _tokens.Grant(from, message.Request, key, now, _settings.FillGuard ? _heard.AtLeast(key) : default);
        _effects.Send(from, new Message { Kind = MessageKind.Announced, Request = message.Request });
    }

    private void Store(long now, Address from, in Message message)
    {
        // A delete of a row that never was has no version to show, and no value either.
        if (message.Deleted || message.Value is null)
        {
            _tokens.Take(from, message.Request);
            DropOlder(now, message.Key!, message.Revision, Causes.Deleted);
        }
        else if (!Put(now, from, message))
        {
            // Turned away or not, it says what has been written: no older copy may stay.
            DropOlder(now, message.Key!, message.Revision, Causes.Explicit);
        }

        _effects.Send(from, new Message { Kind = MessageKind.Stored, Request = message.Request });
    }

    // A fill or a store: needs a live token and a revision at or above its floor, and never replaces a newer entry.
    private bool Put(long now, Address from, in Message message)
    {
        var key = message.Key!;
        var token = _tokens.Take(from, message.Request);
        var waiting = EndLease(key, from, message.Request);
        var free = !_settings.FillGuard || Plants.Grows(Plant.TokenlessFill) || (message.Outcome == Outcome.Failover && Plants.Grows(Plant.FailoverFills));
        if (free && _placement is not null) token ??= new FillToken(key, default, now);
        if (token is not { } held || held.Key != key || !Acceptable(held, _copies.Find(key), message))
        {
            Counters.Rejected++;
            if (!Plants.Grows(Plant.LeaseNotVoided)) Readmit(now, key, waiting);
            else foreach (var waiter in waiting) Answer(waiter, message);
            return false;
        }

        Keep(now, held, message);
        Heard(now, key, message.Revision);
        foreach (var waiter in waiting) Answer(waiter, message);
        return true;
    }

    private void Keep(long now, FillToken token, in Message message)
    {
        var life = message.Value is null ? Math.Min(Life(), _settings.NegativeFor) : Life();
        var expiresAt = life == long.MaxValue ? long.MaxValue : Birth(now, token, message) + life;
        var kept = expiresAt > now && (message.Value is not null || _settings.Has(ProtectionSet.Negative));
        if (kept) _copies.Put(now, token.Key, new Entry(message.Value, Plants.Grows(Plant.CopyTooNew) ? message.Revision with { Version = message.Version + 1 } : message.Revision, expiresAt) { WriteId = message.Version == 0 ? message.WriteId : 0, LoadTime = now - token.IssuedAt });
        else if (_copies.Find(token.Key) is >= 0 and var slot) _copies.Drop(now, slot, message.Value is null ? Causes.Deleted : Causes.Ttl);
    }

    // When what is stored was what the row held, by this node's clock.
    private static long Birth(long now, FillToken token, in Message message) =>
        Plants.Grows(Plant.TtlFromArrival) ? now
        : Plants.Grows(Plant.TtlWrongClock) ? message.Wait
        : token.IssuedAt + message.Wait;

    private void Release(long now, Address from, in Message message)
    {
        _tokens.Take(from, message.Request);
        var waiting = EndLease(message.Key!, from, message.Request);
        if (message.Outcome == Outcome.None) Readmit(now, message.Key!, waiting);
        else foreach (var waiter in waiting) Fail(now, message.Key!, waiter, message.Outcome);
    }

    // A dirty value may have been flushed, and changed by others since, before its partition knows: what was heard before the token counts as well. A write
    // may have been committed before its announcement came, and what overtook that need not have had a version.
    private bool Acceptable(FillToken token, int slot, in Message message)
    {
        if (!_settings.FillGuard || Plants.Grows(Plant.OlderVersionAccepted)) return true;
        if (message.Wait < 0 && token.IssuedAt + message.Wait <= _unsureUntil) return false;
        var floor = message.Version == 0 ? Revision.Later(token.Floor, _heard.AtLeast(token.Key)) : token.Floor;
        return message.Revision >= floor && (slot < 0 || message.Revision >= _copies[slot].Revision);
    }

    private long Life() => _settings.Ttl == Durations.None ? long.MaxValue
        : Plants.Grows(Plant.TtlTripled) ? 3 * _settings.Ttl
        : _settings.TtlJitter == 0 ? _settings.Ttl
        : _settings.Ttl + _random.NextBelow(_settings.TtlJitter + 1);

    private void Enqueue(long now, Address from, in Message message)
    {
        if (!Owns(message.Key!))
        {
            Counters.Moved++;
            _effects.Send(from, new Message { Kind = MessageKind.Failed, Request = message.Request, Outcome = Outcome.Refused });
        }
        else if (_dirty.TryHold(now, from, message, _settings))
        {
            Held(now, from, message);
        }

        ProceedDirty(now);
    }

    // Whatever was read before it is older; while the key is dirty it is served from the queue, and afterwards from the copy.
    private void Held(long now, Address from, in Message message)
    {
        _tokens.Void(message.Key!);
        var life = Life();
        var slot = _copies.Find(message.Key!);
        // One that waited for room may be another node's by now: it is flushed from here, and not kept.
        if (message.Value is not null && _subscriptions.Confirmed && Owns(message.Key!)) _copies.Put(now, message.Key!, new Entry(message.Value, default, life == long.MaxValue ? life : now + life) { WriteId = message.WriteId });
        else if (slot >= 0) _copies.Drop(now, slot, Causes.Deleted);
        _effects.Send(from, new Message { Kind = MessageKind.Queued, Request = message.Request, Key = message.Key });
        PassIfVoid(now, message.Key!);
    }

    private void Flushed(long now, in Message answer)
    {
        foreach (var row in _dirty.Answered(now, answer)?.Rows ?? [])
        {
            var slot = _copies.Find(row.Key);
            if (slot >= 0 && _dirty.Find(row.Key) is null) _copies.Commit(row.Key, _copies[slot].WriteId, new Revision(0, row.Version));
            Heard(now, row.Key, new Revision(0, row.Version));
        }

        ProceedDirty(now);
    }

    private void Failed(long now, in Message answer)
    {
        // Flushes have numbers below 0, loads above.
        if (answer.Request > 0) Loaded(now, answer);
        else Flushed(now, answer);
    }

    private void ProceedDirty(long now)
    {
        while (_dirty.TryHoldNext(now, _settings, out var from, out var message)) Held(now, from, message);
        _dirty.Flush(now, _view.Origin, _settings);
    }
}
