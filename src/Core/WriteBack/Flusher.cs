using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Planting;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.WriteBack;

/// <summary>
/// Writes a dirty queue to the origin in batches, one on its way at a time: when there are enough rows or characters, or the oldest row is old
/// enough. What fails or is not answered in time is sent again, after a pause that doubles.
/// </summary>
public sealed class Flusher
{
    /// <summary>Rows in a batch at most; that many dirty keys are flushed at once.</summary>
    public const int BatchRows = 256;

    /// <summary>Characters in a batch at most; that many are flushed at once.</summary>
    public const long BatchChars = 262_144;

    /// <summary>How old a dirty key gets before it is flushed, ns.</summary>
    public const long Age = 100 * Durations.Millisecond;

    private const long FirstBackoff = 50 * Durations.Millisecond;
    private const long LongestBackoff = 2 * Durations.Second;

    private readonly IEffects _effects;
    private readonly DirtyQueue _queue;
    private readonly bool _stamped;
    private long _requests, _sentAt, _deadline = long.MaxValue, _pausedUntil, _backoff = FirstBackoff;

    /// <summary>Makes a flusher.</summary>
    /// <param name="queue">What it flushes.</param>
    /// <param name="stamped">Whether rows keep their stamps.</param>
    /// <param name="effects">What its machine can do to the world.</param>
    public Flusher(DirtyQueue queue, bool stamped, IEffects effects)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(effects);
        _queue = queue;
        _stamped = stamped;
        _effects = effects;
    }

    /// <summary>Whether a batch is on its way.</summary>
    public bool Busy => _deadline != long.MaxValue;

    /// <summary>Rows that the origin has taken.</summary>
    public long Flushed { get; private set; }

    /// <summary>Rows that somebody else had changed while their key was dirty.</summary>
    public long Conflicts { get; private set; }

    /// <summary>Batches that had to be sent again.</summary>
    public long Retries { get; private set; }

    /// <summary>Whether everything is flushed at once, whatever its age.</summary>
    public bool Draining { get; set; }

    /// <summary>When it wants to <see cref="Proceed"/> next, ns.</summary>
    public long NextAt => Busy ? _deadline
        : _queue.Count == 0 ? long.MaxValue
        : Math.Max(_pausedUntil, Full ? long.MinValue : Math.Max(_queue.OldestSince, _sentAt) + Age);

    // A batch takes all there is, or is followed by another one at once. So what is still dirty behind one was written after it was sent: a key that is
    // written all the time is not flushed all the time.
    private bool Full => Draining || _queue.Count >= BatchRows || _queue.Chars >= BatchChars;

    /// <summary>Sends a batch when one is due, or gives up on one that is overdue.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="origin">The origin; none while there is none.</param>
    /// <param name="timeout">How long it waits for an answer, ns.</param>
    public void Proceed(long now, Address origin, long timeout)
    {
        if (NextAt > now) return;
        if (Busy) Failed(now);
        if (origin.Role != Role.Origin)
        {
            // Asked again when the members change.
            _pausedUntil = now + LongestBackoff;
            return;
        }

        if (NextAt > now) return;
        _sentAt = now;
        _deadline = now + timeout;
        _effects.Send(origin, new Message { Kind = MessageKind.Flush, Request = --_requests, Batch = new FlushBatch(_stamped, _queue.Oldest(BatchRows, BatchChars)) });
    }

    /// <summary>The origin has answered.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="answer">The answer to a flush, or to something else.</param>
    /// <returns>What became of the rows; null when the flush failed or the answer is to no flush on its way.</returns>
    public FlushReport? Answered(long now, in Message answer)
    {
        if (!Busy || answer.Request != _requests) return null;
        if (answer.Batch is not FlushReport report)
        {
            Failed(now);
            return null;
        }

        _deadline = long.MaxValue;
        _pausedUntil = 0;
        _backoff = FirstBackoff;
        foreach (var row in report.Rows)
        {
            Flushed++;
            if (row.Conflict) Conflicts++;
            _queue.Clean(row.Key, row.Stamp);
        }

        return report;
    }

    /// <summary>There may be an origin again: no use in waiting longer.</summary>
    public void Hurry() => _pausedUntil = 0;

    private void Failed(long now)
    {
        Retries++;
        if (Plants.Grows(Plant.FlushNotRepeated)) foreach (var row in _queue.Oldest(BatchRows, BatchChars)) _queue.Clean(row.Key, row.Stamp);
        _sentAt = 0;
        _deadline = long.MaxValue;
        _pausedUntil = now + _backoff;
        _backoff = Math.Min(2 * _backoff, LongestBackoff);
    }
}
