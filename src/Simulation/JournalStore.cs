using AkkaCacheSim.Core.Planting;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Simulation;

/// <summary>What the disk holds of one dirty partition's journal: it outlives every process.</summary>
public sealed class JournalStore
{
    private readonly List<JournalEvent> _events = [];
    private JournalSnapshot? _snapshot;
    private long _first = 1;

    /// <summary>The number of the last event.</summary>
    public long Last => _first + _events.Count - 1;

    /// <summary>Events that are kept: those behind the last snapshot.</summary>
    public int Kept => _events.Count;

    /// <summary>Whether appends fail: not written, and their writer is told.</summary>
    public bool Fails { get; set; }

    /// <summary>Appends events, if nobody else has taken their numbers.</summary>
    /// <param name="first">The number that the writer believes to be the next.</param>
    /// <param name="events">The events.</param>
    /// <returns>Whether they were appended; all or none are.</returns>
    public bool TryAppend(long first, IReadOnlyList<JournalEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (Fails || first != Last + 1) return false;
        _events.AddRange(events);
        return true;
    }

    /// <summary>Keeps a snapshot and trims the events that it includes.</summary>
    /// <param name="snapshot">The snapshot.</param>
    public void Save(JournalSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (_snapshot is not null && snapshot.Sequence <= _snapshot.Sequence) return;
        _snapshot = snapshot;
        _events.RemoveRange(0, (int)(snapshot.Sequence + 1 - _first));
        _first = snapshot.Sequence + 1;
    }

    /// <summary>Reads it all.</summary>
    /// <returns>What it amounts to.</returns>
    public PartitionState Recover()
    {
        var state = new PartitionState();
        if (_snapshot is not null) state.Apply(_snapshot);
        for (var times = Plants.Grows(Plant.QueueRecoveredTwice) ? 2 : 1; times > 0; times--)
        {
            foreach (var item in _events) state.Apply(item);
        }

        return state;
    }
}
