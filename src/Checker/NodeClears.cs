namespace AkkaCacheSim.Checker;

/// <summary>When which node dropped everything.</summary>
internal sealed class NodeClears
{
    private readonly Dictionary<string, List<CopyEvent>> _clears = new(StringComparer.Ordinal);
    private bool _sorted;

    public void Add(string node, long at, long order)
    {
        if (!_clears.TryGetValue(node, out var list))
            _clears.Add(node, list = []);
        list.Add(CopyEvent.Gone(node, at, order));
    }

    /// <summary>Adds to a key's events the drop of each copy that a clearing ended; at most one a copy.</summary>
    public void AddTo(List<CopyEvent> events)
    {
        if (_clears.Count == 0)
            return;
        SortOnce();
        events.Sort(CopyEvent.ByNodeAndTime);
        var lines = events.Count;
        for (var i = 0; i < lines; i++)
        {
            if (!events[i].Held || ClearAfter(events[i]) is not { } clear)
                continue;
            var last = i + 1 == lines || events[i + 1].Node != events[i].Node;
            if (last || CopyEvent.ByTime(clear, events[i + 1]) < 0)
                events.Add(clear);
        }
    }

    private CopyEvent? ClearAfter(CopyEvent copy)
    {
        if (!_clears.TryGetValue(copy.Node, out var list))
            return null;
        var at = Sorted.FirstAbove(list.Count, i => CopyEvent.ByTime(list[i], copy) > 0);
        return at < list.Count ? list[at] : null;
    }

    private void SortOnce()
    {
        if (_sorted)
            return;
        _sorted = true;
        foreach (var list in _clears.Values)
            list.Sort(CopyEvent.ByTime);
    }
}
