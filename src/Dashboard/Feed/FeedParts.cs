namespace AkkaCacheSim.Dashboard.Feed;

/// <summary>The last answers of one console, put together to snapshots. Nothing in it grows without bound.</summary>
internal sealed class FeedParts
{
    private const int MostNewLines = 2_000;

    private readonly Lock _gate = new();
    private readonly FigureHistory _history = new();
    private readonly List<WatchedLine> _newLines = [];
    private IReadOnlyList<ClusterEventLine> _events = [];
    private StatusView? _status;
    private ContentsView? _contents;
    private PlacementView? _placement;
    private WatchView? _watch;
    private LoadStateView? _load;
    private ScenarioStateView? _scenario;
    private DateTimeOffset _placementAt;
    private string _placementOf = "";
    private bool _news;

    /// <summary>How often everything is asked and shown.</summary>
    public FeedPace Pace
    {
        get
        {
            lock (_gate) return _history.Pace;
        }
    }

    /// <summary>The number of the last line that was seen.</summary>
    public long LastLine { get; private set; }

    /// <summary>The number of the last event that was seen.</summary>
    public long LastEvent { get; private set; }

    /// <summary>Whether the placement may be another by now.</summary>
    /// <param name="age">How old it may get while neither settings nor members change.</param>
    public bool PlacementIsOlderThan(TimeSpan age)
    {
        lock (_gate) return _placement is null || _placementOf != PlacementOf(_status) || TimeProvider.System.GetUtcNow() - _placementAt > age;
    }

    public void Put(StatusView status)
    {
        lock (_gate)
        {
            _status = status;
            if (_watch is { } watch) _history.Add(TimeProvider.System.GetUtcNow(), status, watch);
            _news = true;
        }
    }

    public void Put(WatchView watch)
    {
        lock (_gate)
        {
            _watch = watch with { Lines = [] };
            LastLine = watch.Last;
            _history.Add(watch.Lines);
            _newLines.AddRange(watch.Lines);
            if (_newLines.Count > MostNewLines) _newLines.RemoveRange(0, _newLines.Count - MostNewLines);
            _news = true;
        }
    }

    public void Put(IReadOnlyList<ClusterEventLine> events)
    {
        if (events.Count == 0) return;
        lock (_gate)
        {
            LastEvent = events[^1].Number;
            _events = [.. events.Reverse().Concat(_events).Take(ClusterSnapshot.MostEvents)];
            _news = true;
        }
    }

    public void Put(ContentsView contents)
    {
        lock (_gate) (_contents, _news) = (contents, true);
    }

    public void Put(PlacementView placement)
    {
        lock (_gate) (_placement, _placementAt, _placementOf, _news) = (placement, TimeProvider.System.GetUtcNow(), PlacementOf(_status), true);
    }

    public void Put(LoadStateView load)
    {
        lock (_gate) (_load, _news) = (load, true);
    }

    public void Put(ScenarioStateView scenario)
    {
        lock (_gate) (_scenario, _news) = (scenario, true);
    }

    /// <summary>What is known now.</summary>
    /// <returns>The snapshot; null when nothing is new, and until everything has been answered once.</returns>
    public ClusterSnapshot? Take()
    {
        lock (_gate)
        {
            if (!_news || _status is null || _contents is null || _placement is null || _watch is null || _load is null || _scenario is null) return null;
            var snapshot = new ClusterSnapshot(_status, _contents, _placement, _watch with { Lines = [.. _newLines] }, _events, _load, _scenario, _history.Samples, null) { SampledShare = _history.SampledShare, Pace = _history.Pace };
            _newLines.Clear();
            _news = false;
            return snapshot;
        }
    }

    // What a placement depends on: the settings, and which nodes are there.
    private static string PlacementOf(StatusView? status) => status is null
        ? ""
        : $"{status.Epoch} {string.Join(' ', status.Members.Where(member => member is { Role: "node", Status: "up" }).Select(member => $"{member.Name}:{member.Pid}"))}";
}
