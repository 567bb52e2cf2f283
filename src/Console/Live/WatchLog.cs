using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Settings;
using Percentiles = AkkaCacheSim.Checker.Percentiles;

namespace AkkaCacheSim.Console.Live;

/// <summary>
/// What all processes have done lately, in one order: the last lines, numbered, and which reads were stale. Lines are held for a moment, so that those
/// of slower processes find their place and a read is judged with the commits before it.
/// </summary>
internal sealed class WatchLog
{
    /// <summary>How many lines are kept.</summary>
    public const int Bound = 2_000;

    /// <summary>How long a line is held before it is shown, ns: processes are asked several times meanwhile.</summary>
    public const long HoldFor = 300 * Durations.Millisecond;

    /// <summary>Over how many stale reads, the last ones, percentiles are taken.</summary>
    public const int StalenessBound = 1_000;

    // Some seconds of more processes than there can be; the oldest is shown at once when there are more.
    private const int HeldBound = 20_000;
    private const double NsPerMs = Durations.Millisecond;

    private readonly Lock _gate = new();
    private readonly PriorityQueue<(Address Process, HistoryLine Line), (long End, long Arrival)> _held = new();
    private readonly Queue<WatchedLine> _lines = new();
    private readonly Queue<long> _staleness = new();
    private readonly StaleReads _staleReads = new();
    private long _last, _seen, _shown, _stale, _arrivals;

    /// <summary>Somebody begins to watch: what is counted begins anew.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            (_seen, _shown, _stale) = (0, 0, 0);
            _staleness.Clear();
        }
    }

    /// <summary>A process has told what it has done.</summary>
    /// <param name="process">Which.</param>
    /// <param name="seen">How much it has done since it told last.</param>
    /// <param name="lines">What of that is in the sample.</param>
    public void Add(Address process, long seen, IReadOnlyList<HistoryLine> lines)
    {
        lock (_gate)
        {
            _seen += seen;
            foreach (var line in lines) _held.Enqueue((process, line), (line.End, ++_arrivals));
        }
    }

    /// <summary>Versions were seen in the origin.</summary>
    /// <param name="rows">Keys, and the versions of their rows.</param>
    /// <param name="now">Now, ns.</param>
    public void Seen(IEnumerable<(string Key, long Version)> rows, long now)
    {
        lock (_gate)
        {
            foreach (var (key, version) in rows) _staleReads.Seen(key, version, now);
        }
    }

    /// <summary>Shows what has been held for long enough.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="wallClock">Now.</param>
    public void Settle(long now, DateTimeOffset wallClock)
    {
        lock (_gate)
        {
            while (_held.TryPeek(out var next, out var due) && (due.End <= now - HoldFor || _held.Count > HeldBound))
            {
                _held.Dequeue();
                Show(next.Process, next.Line, wallClock.AddMilliseconds((due.End - now) / NsPerMs));
            }
        }
    }

    /// <summary>What there is to see.</summary>
    /// <param name="number">The number of the last line that is known already; one that was never given counts as 0.</param>
    public WatchView After(long number)
    {
        lock (_gate)
        {
            var staleness = Percentiles.Of([.. _staleness]);
            if (number > _last) number = 0;
            return new WatchView(_last, _seen, _shown, _stale, Rounded(staleness?.P50), Rounded(staleness?.P99), [.. _lines.Where(line => line.Number > number)]);
        }
    }

    private void Show(Address process, in HistoryLine line, DateTimeOffset at)
    {
        if (line.Kind == HistoryKind.Commit) _staleReads.Committed(line.Key!, line.Version, line.WriteId, line.End);
        var staleness = line.Kind == HistoryKind.Read ? _staleReads.StalenessOf(line) : null;
        if (staleness is { } ns)
        {
            _stale++;
            _staleness.Enqueue(ns);
            if (_staleness.Count > StalenessBound) _staleness.Dequeue();
        }

        _shown++;
        _lines.Enqueue(WatchedLines.Of(++_last, process, line, at, Rounded(staleness / NsPerMs)));
        if (_lines.Count > Bound) _lines.Dequeue();
    }

    private static double? Rounded(double? ms) => ms is { } value ? Math.Round(value, 3) : null;
}
