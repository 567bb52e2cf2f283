namespace AkkaCacheSim.Checker;

/// <summary>
/// Follows the copies of one key after another through time: how long after a commit the last older copy was gone, and
/// which copies are older than the origin at the end.
/// </summary>
internal sealed class CopyRule
{
    private readonly Dictionary<string, long> _held = new(StringComparer.Ordinal);
    private readonly SortedSet<(long Version, string Node)> _oldestFirst = new(new OldestFirst());
    private readonly PriorityQueue<long, long> _waiting = new();

    /// <summary>Nanoseconds from each commit that found an older copy until the last one was gone.</summary>
    public List<long> Propagation { get; } = [];

    /// <summary>Commits that found an older copy and never saw the last one gone.</summary>
    public int Unfinished { get; private set; }

    /// <summary>Copies that are older than the origin at the end.</summary>
    public int Stuck { get; private set; }

    /// <summary>Follows one key.</summary>
    /// <param name="events">Its copies and drops in time order.</param>
    /// <param name="commits">Its commits.</param>
    /// <param name="final">The origin's version at the end, where known.</param>
    public void Judge(List<CopyEvent> events, List<HistoryCommit> commits, long? final)
    {
        if (events.Count == 0)
            return;
        var byTime = commits.OrderBy(commit => commit.At).ToArray();
        int e = 0, c = 0;
        while (e < events.Count || c < byTime.Length)
        {
            var now = Math.Min(e < events.Count ? events[e].At : long.MaxValue, c < byTime.Length ? byTime[c].At : long.MaxValue);

            // A commit finds the copies that come in its instant as well as those that leave in it.
            var oldest = Oldest;
            for (; e < events.Count && events[e].At == now; e++)
                Apply(events[e]);
            oldest = Math.Min(oldest, Oldest);
            for (; c < byTime.Length && byTime[c].At == now; c++)
            {
                if (oldest < byTime[c].Version)
                    _waiting.Enqueue(now, byTime[c].Version);
            }

            Settle(now);
        }

        Finish(final);
    }

    private void Settle(long now)
    {
        while (_waiting.TryPeek(out _, out var version) && version <= Oldest)
            Propagation.Add(now - _waiting.Dequeue());
    }

    private void Finish(long? final)
    {
        Stuck += _held.Values.Count(version => version < final);
        Unfinished += _waiting.Count;
        _held.Clear();
        _oldestFirst.Clear();
        _waiting.Clear();
    }

    private long Oldest => _oldestFirst.Count == 0 ? long.MaxValue : _oldestFirst.Min.Version;

    private void Apply(CopyEvent now)
    {
        if (_held.Remove(now.Node, out var before))
            _oldestFirst.Remove((before, now.Node));
        if (!now.Held)
            return;
        _held.Add(now.Node, now.Version);
        _oldestFirst.Add((now.Version, now.Node));
    }
}
