namespace AkkaCacheSim.Origin.Rows;

/// <summary>When rows of the change log were first seen, kept until they are confirmed: a feed that asks again must not be told younger times.</summary>
internal sealed class SightingTimes
{
    // One entry a look that found something; beyond it the oldest are forgotten.
    private const int Limit = 4_096;

    private readonly LinkedList<(long First, long Last, long From, long At)> _seen = [];
    private long _last;

    /// <summary>Notes that rows up to one were there at a look; those already noted keep their times.</summary>
    public void Add(long last, long from, long at)
    {
        if (last <= _last) return;
        _seen.AddLast((_last + 1, last, from, at));
        _last = last;
        if (_seen.Count > Limit) _seen.RemoveFirst();
    }

    /// <summary>The interval in which a row appeared; it starts at 0 where that is not known.</summary>
    public (long From, long At) Of(long sequence, long now)
    {
        // From the end: a feed that never fails asks for rows of the latest look only.
        for (var node = _seen.Last; node is not null; node = node.Previous)
            if (sequence >= node.Value.First && sequence <= node.Value.Last) return (node.Value.From, node.Value.At);
        return (0, now);
    }

    /// <summary>Forgets rows that will not be asked for again.</summary>
    public void Forget(long through)
    {
        while (_seen.First is { } first && first.Value.Last <= through) _seen.RemoveFirst();
    }
}
