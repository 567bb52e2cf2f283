using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.WriteBack;

/// <summary>
/// The bound of a dirty queue. A write that finds no room waits for a flush to make some, which slows its writer down; when too many wait, or one
/// waits too long, it is refused.
/// </summary>
public sealed class Backlog
{
    /// <summary>Characters that the dirty values of one queue may take.</summary>
    public const long MaxChars = 16_777_216;

    private readonly IEffects _effects;
    private readonly DirtyQueue _queue;
    private readonly Queue<Waiting> _waiting = new();

    /// <summary>Makes a bound.</summary>
    /// <param name="queue">The queue it bounds.</param>
    /// <param name="effects">What its machine can do to the world.</param>
    public Backlog(DirtyQueue queue, IEffects effects)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(effects);
        _queue = queue;
        _effects = effects;
    }

    /// <summary>Writes that were refused.</summary>
    public long Refused { get; private set; }

    /// <summary>Writes that wait for room.</summary>
    public int Count => _waiting.Count;

    /// <summary>When the first of them has waited too long, ns.</summary>
    public long NextAt => _waiting.TryPeek(out var first) ? first.Until : long.MaxValue;

    /// <summary>A write has come.</summary>
    /// <param name="from">From whom.</param>
    /// <param name="message">The write.</param>
    /// <param name="until">How long it may wait, ns.</param>
    /// <param name="bound">How many keys may be dirty, and how many writes may wait.</param>
    /// <param name="pending">Writes on their way into the queue.</param>
    /// <returns>True when there is room; otherwise it waits or has been refused.</returns>
    public bool Admit(Address from, in Message message, long until, int bound, int pending)
    {
        if (_waiting.Count == 0 && Room(message.Key!, bound, pending)) return true;
        if (_waiting.Count < bound) _waiting.Enqueue(new Waiting(from, message, until));
        else Refuse(from, message.Request);
        return false;
    }

    /// <summary>Takes the next write for which there is room now.</summary>
    /// <param name="bound">How many keys may be dirty.</param>
    /// <param name="pending">Writes on their way into the queue.</param>
    /// <param name="from">Who sent it.</param>
    /// <param name="message">The write.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryNext(int bound, int pending, out Address from, out Message message)
    {
        from = default;
        message = default;
        if (!_waiting.TryPeek(out var first) || !Room(first.Message.Key!, bound, pending)) return false;
        (from, message, _) = _waiting.Dequeue();
        return true;
    }

    /// <summary>Refuses those that have waited too long.</summary>
    /// <param name="now">Now, ns.</param>
    public void Expire(long now)
    {
        while (NextAt <= now)
        {
            var late = _waiting.Dequeue();
            Refuse(late.From, late.Message.Request);
        }
    }

    /// <summary>Takes every write that waits.</summary>
    /// <returns>Who sent it, and its request's number.</returns>
    public IEnumerable<(Address From, long Request)> TakeAll()
    {
        while (_waiting.TryDequeue(out var next)) yield return (next.From, next.Message.Request);
    }

    private bool Room(string key, int bound, int pending) =>
        _queue.Chars <= MaxChars && (_queue.Count + pending < bound || _queue.Find(key) is not null);

    private void Refuse(Address from, long request)
    {
        Refused++;
        _effects.Send(from, new Message { Kind = MessageKind.Failed, Request = request, Outcome = Outcome.Refused });
    }

    private readonly record struct Waiting(Address From, Message Message, long Until);
}
