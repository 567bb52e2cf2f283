using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Core.Nodes;

/// <summary>
/// The loads that a node makes for its readers (read-through): from the key's dirty partition, where writes wait in one, and then from the origin.
/// An error or a time-out is tried again, a bounded number of times and within the reader's own patience.
/// </summary>
public sealed class Loads
{
    /// <summary>How many loads may be under way.</summary>
    public const int Bound = 65_536;

    private readonly IEffects _effects;
    private OriginCalls _calls;
    private readonly Dictionary<long, Load> _loads = [];
    private readonly PriorityQueue<(long Number, int Step), long> _deadlines = new();
    private long _numbers;

    /// <summary>Makes an empty table.</summary>
    /// <param name="effects">What the node can do to the world.</param>
    /// <param name="settings">The settings.</param>
    public Loads(IEffects effects, SimSettings settings)
    {
        ArgumentNullException.ThrowIfNull(effects);
        _effects = effects;
        _calls = new OriginCalls(settings);
    }

    /// <summary>How many are under way.</summary>
    public int Count => _loads.Count;

    /// <summary>When the first of them may be overdue, ns.</summary>
    public long NextAt => _deadlines.TryPeek(out _, out var until) ? until : long.MaxValue;

    /// <summary>The number of the next load: its fill token is granted under it.</summary>
    public long NextNumber => _numbers + 1;

    /// <summary>Other settings are in force.</summary>
    /// <param name="settings">The settings.</param>
    public void Configure(SimSettings settings) => _calls = new OriginCalls(settings);

    /// <summary>Whether a load may begin now; then it must.</summary>
    /// <param name="now">Now, ns.</param>
    /// <returns>False while the breaker is open.</returns>
    public bool TryCall(long now) => _calls.TryCall(now);

    /// <summary>Begins a load; there must be fewer than <see cref="Bound"/>.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="request">The reader's number for it.</param>
    /// <param name="key">The key.</param>
    /// <param name="view">The members.</param>
    /// <param name="settings">The settings.</param>
    public void Begin(long now, Address reader, long request, string key, View view, SimSettings settings)
    {
        if (_loads.Count >= Bound) throw new InvalidOperationException("too many loads");
        _loads[++_numbers] = new Load(reader, request, key, now) { Number = _numbers };
        Ask(now, _numbers, view, settings);
    }

    /// <summary>Asks an origin that has come what nobody could be asked.</summary>
    /// <param name="view">The members.</param>
    public void SendHeld(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        foreach (var load in _loads.Values.Where(load => !load.Peeking).OrderBy(load => load.Number).ToList()) SendToOrigin(load, view);
    }

    /// <summary>The dirty partition or the origin has answered.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="view">The members.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="load">The load that ends with it.</param>
    /// <returns>Whether a load ends: with what the answer says, or, after the last try, with its failure.</returns>
    public bool TryEnd(long now, in Message answer, View view, SimSettings settings, out Load load)
    {
        if (!_loads.TryGetValue(answer.Request, out load) || load.Peeking != (answer.Kind is MessageKind.Dirty or MessageKind.Clean)) return false;
        if (answer.Kind == MessageKind.Clean)
        {
            AskOrigin(now, load with { Peeking = false }, view, settings);
            return false;
        }

        _calls.Ended(now, answer.Kind != MessageKind.Failed);
        if (answer.Kind == MessageKind.Failed && _calls.TryAgain(now, load.Tries))
        {
            Ask(now, load.Number, view, settings);
            return false;
        }

        return _loads.Remove(answer.Request);
    }

    /// <summary>Tries overdue loads again.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="view">The members.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="load">A load for which that was the last try.</param>
    /// <returns>Whether there is one; call again until there is none.</returns>
    public bool TryGiveUp(long now, View view, SimSettings settings, out Load load)
    {
        while (NextAt <= now)
        {
            var (number, step) = _deadlines.Dequeue();
            if (!_loads.TryGetValue(number, out load) || load.Step != step) continue;
            _calls.Ended(now, well: false);
            if (now >= load.StartedAt + settings.WaitFor || !_calls.TryAgain(now, load.Tries)) return _loads.Remove(number);
            Ask(now, number, view, settings);
        }

        load = default;
        return false;
    }

    private void Ask(long now, long number, View view, SimSettings settings)
    {
        var last = _loads[number];
        var load = last with { Tries = last.Tries + 1, Peeking = false };
        var partition = settings.HasDurableQueue && !last.Peeking ? view.Partition(DirtyPartitions.Of(load.RowKey)) : default;
        if (partition.Role != Role.Dirty)
        {
            // Where a partition should answer and does not, the origin may lack the last writes: good enough to answer with, not to keep.
            AskOrigin(now, load with { Fills = !settings.HasDurableQueue }, view, settings);
            return;
        }

        Wait(now, load with { Peeking = true }, settings);
        _effects.Send(partition, new Message { Kind = MessageKind.Peek, Request = number, Key = load.RowKey });
    }

    private void AskOrigin(long now, in Load load, View view, SimSettings settings)
    {
        Wait(now, load, settings);
        SendToOrigin(load, view);
    }

    // Without an origin the load waits until one is there, or its time is up.
    private void SendToOrigin(in Load load, View view)
    {
        if (view.Origin.Role == Role.Origin) _effects.Send(view.Origin, new Message { Kind = MessageKind.Read, Request = load.Number, Key = load.RowKey });
    }

    // All tries fit into the reader's time-out, also those that began under other settings.
    private void Wait(long now, in Load load, SimSettings settings)
    {
        _loads[load.Number] = load with { Step = load.Step + 1, StepAt = now };
        _deadlines.Enqueue((load.Number, load.Step + 1), Math.Min(now + (settings.WaitFor / (1 + settings.RetriesOfLoads)), load.StartedAt + settings.WaitFor));
    }
}
