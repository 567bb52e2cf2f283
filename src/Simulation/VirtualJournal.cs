using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Simulation;

/// <summary>One life's hand on a journal. A number that another life has taken ends this one, as it does in a real journal.</summary>
internal sealed class VirtualJournal : IJournal
{
    private readonly VirtualWorld _world;
    private readonly VirtualOptions _options;
    private readonly JournalStore _store;
    private readonly Action _failed;
    private long _next;
    private bool _closed;

    public VirtualJournal(VirtualWorld world, VirtualOptions options, JournalStore store, Action failed)
    {
        _world = world;
        _options = options;
        _store = store;
        _failed = failed;
        _next = store.Last + 1;
    }

    public DirtyPartition? Partition { get; set; }

    /// <summary>Called once the partition knows that its journal has its events.</summary>
    public Action Persisted { get; set; } = () => { };

    /// <summary>Answers no more.</summary>
    public void Close() => _closed = true;

    public void Append(IReadOnlyList<JournalEvent> events)
    {
        var copy = events.ToList();
        _world.After(_options.PersistTime, () =>
        {
            // Written or not, the answer reaches only a process that lives and runs.
            var taken = _store.TryAppend(_next, copy);
            _next += copy.Count;
            if (!_closed) _world.Deliver(Partition!.Self, now => Answer(now, taken));
        });
    }

    public void Save(JournalSnapshot snapshot) => _store.Save(snapshot);

    private void Answer(long now, bool taken)
    {
        if (!taken)
        {
            _failed();
            return;
        }

        Partition!.Persisted(now);
        Persisted();
    }
}
