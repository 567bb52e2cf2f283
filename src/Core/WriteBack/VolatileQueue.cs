using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.WriteBack;

/// <summary>Volatile write-back: what an owner has acknowledged and the origin does not have yet, in the owner's memory only. It dies with it.</summary>
public sealed class VolatileQueue
{
    private readonly DirtyQueue _queue = new();
    private readonly Flusher _flusher;
    private readonly Backlog _backlog;
    private long _stamps;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="effects">What its node can do to the world.</param>
    public VolatileQueue(IEffects effects)
    {
        _flusher = new Flusher(_queue, stamped: false, effects);
        _backlog = new Backlog(_queue, effects);
    }

    /// <summary>Keys that are dirty.</summary>
    public int Count => _queue.Count;

    /// <summary>Since when the oldest of them is dirty, ns; <see cref="long.MaxValue"/> when none is.</summary>
    public long OldestSince => _queue.OldestSince;

    /// <summary>What it has flushed, refused and found changed by others.</summary>
    public (long Flushed, long Coalesced, long Conflicts, long Refused, long Retries) Counters =>
        (_flusher.Flushed, _queue.Coalesced, _flusher.Conflicts, _backlog.Refused, _flusher.Retries);

    /// <summary>When it wants to be called again, ns.</summary>
    public long NextAt => Math.Min(_flusher.NextAt, _backlog.NextAt);

    /// <summary>Finds a dirty key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Its entry, or null when it is clean.</returns>
    public DirtyEntry? Find(string key) => _queue.Count == 0 ? null : _queue.Find(key);

    /// <summary>A write has come.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="from">From whom.</param>
    /// <param name="message">The write.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>Whether it is held; otherwise it waits or was refused.</returns>
    public bool TryHold(long now, Address from, in Message message, SimSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!_backlog.Admit(from, message, now + (settings.Timeout / 2), Bound(settings), 0)) return false;
        Hold(now, message);
        return true;
    }

    /// <summary>Takes the next write that has waited for room.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="from">Who sent it.</param>
    /// <param name="message">The write.</param>
    /// <returns>Whether there was one; it is held now.</returns>
    public bool TryHoldNext(long now, SimSettings settings, out Address from, out Message message)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _backlog.Expire(now);
        if (!_backlog.TryNext(Bound(settings), 0, out from, out message)) return false;
        Hold(now, message);
        return true;
    }

    /// <summary>Flushes what is due.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="origin">The origin.</param>
    /// <param name="settings">The settings.</param>
    public void Flush(long now, Address origin, SimSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _flusher.Draining = settings.Draining || !settings.HasVolatileQueue;
        _flusher.Proceed(now, origin, settings.Timeout);
    }

    /// <summary>The origin has answered.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>The rows that it has taken, with the ids of the writes; null when it has taken none.</returns>
    public FlushReport? Answered(long now, in Message answer) => _flusher.Answered(now, answer);

    /// <summary>There may be an origin again.</summary>
    public void Hurry() => _flusher.Hurry();

    private static int Bound(SimSettings settings) => Math.Max(1, settings.Backlog / settings.Nodes);

    private void Hold(long now, in Message message) =>
        _queue.Put(new FlushRow(message.Key!, message.Value, ++_stamps, message.WriteId, now));
}
