namespace AkkaCacheSim.Invalidator.Kafka;

/// <summary>A log that says the same thing at most once in ten seconds: a lost broker is reported by the client every second.</summary>
internal sealed class LineLog
{
    private const long QuietMs = 10_000;

    // More different lines than this are not kept apart; then some repeat sooner.
    private const int Limit = 64;

    private readonly Action<string> _log;
    private readonly Dictionary<string, long> _last = [];
    private readonly Lock _gate = new();

    public LineLog(Action<string> log) => _log = log;

    /// <summary>Says a line, unless one of the same subject was said just now.</summary>
    public void Say(string subject, string line)
    {
        lock (_gate)
        {
            var now = Environment.TickCount64;
            if (_last.TryGetValue(subject, out var last) && now - last < QuietMs) return;
            if (_last.Count >= Limit) _last.Clear();
            _last[subject] = now;
        }
        _log(line.ReplaceLineEndings(" "));
    }
}
