using AkkaCacheSim.Dashboard.Feed;

namespace AkkaCacheSim.Dashboard.Events;

/// <summary>The last sampled lines of what processes did, kept for all browsers: a page that is loaded anew finds what was there.</summary>
public sealed class RequestTrail : IDisposable
{
    /// <summary>How many lines are kept.</summary>
    public const int Bound = 2_000;

    private readonly ClusterFeed _feed;
    private readonly Lock _gate = new();
    private readonly Queue<WatchedLine> _lines = new();
    private ClusterSnapshot? _seen;
    private long _last;

    /// <summary>Begins to keep them.</summary>
    /// <param name="feed">Where they come from.</param>
    public RequestTrail(ClusterFeed feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        _feed = feed;
        _feed.Changed += Collect;
    }

    /// <summary>The lines, oldest first.</summary>
    public IReadOnlyList<WatchedLine> Lines
    {
        get
        {
            lock (_gate) return [.. _lines];
        }
    }

    /// <inheritdoc />
    public void Dispose() => _feed.Changed -= Collect;

    private void Collect()
    {
        lock (_gate)
        {
            if (_feed.Latest is not { } latest || ReferenceEquals(latest, _seen)) return;
            foreach (var line in latest.Watch.Lines)
            {
                // Another console counts anew.
                if (line.Number <= _last) _lines.Clear();
                _last = line.Number;
                _lines.Enqueue(line);
                if (_lines.Count > Bound) _lines.Dequeue();
            }

            _seen = latest;
        }
    }
}
