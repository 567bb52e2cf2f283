namespace AkkaCacheSim.Checker;

/// <summary>All lines of a history, sorted under their keys.</summary>
internal sealed class HistoryIndex
{
    private readonly Dictionary<string, KeyHistory> _keys = new(StringComparer.Ordinal);
    private readonly NodeClears _clears = new();
    private long _order;

    /// <summary>How many write lines there were.</summary>
    public int Writes { get; private set; }

    /// <summary>Files a line; the order of calls decides only between events of one node at the same time.</summary>
    public void Add(HistoryLine line)
    {
        _order++;
        switch (line)
        {
            case HistoryRead read:
                Of(read.Key).Reads.Add(read);
                break;
            case HistoryWrite write:
                Writes++;
                Of(write.Key).Writes.Add(write);
                break;
            case HistoryCommit commit:
                Of(commit.Key).Commits.Add(commit);
                break;
            case HistoryCopy copy:
                Of(copy.Key).CopyEvents.Add(CopyEvent.Of(copy, _order));
                break;
            case HistoryDrop { Key: null } drop:
                _clears.Add(drop.Node, drop.At, _order);
                break;
            case HistoryDrop drop:
                Of(drop.Key).CopyEvents.Add(CopyEvent.Gone(drop.Node, drop.At, _order));
                break;
            case HistoryFinal final:
                Of(final.Key).AddFinal(final.Version);
                break;
        }
    }

    /// <summary>The keys in ordinal order, so that reports do not depend on the order of files.</summary>
    public IEnumerable<KeyHistory> KeysInOrder() =>
        _keys.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value);

    /// <summary>The copies and drops of a key in time order, those by which a node dropped everything included.</summary>
    public List<CopyEvent> CopyEventsOf(KeyHistory key)
    {
        var events = key.CopyEvents;
        _clears.AddTo(events);
        events.Sort(CopyEvent.ByTime);
        return events;
    }

    private KeyHistory Of(string key)
    {
        if (!_keys.TryGetValue(key, out var history))
            _keys.Add(key, history = new KeyHistory());
        return history;
    }
}
