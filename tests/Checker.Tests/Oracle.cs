namespace AkkaCacheSim.Checker.Tests;

/// <summary>The rules written down as plainly as they read, for small histories of one or more keys; O(n²) and worse.</summary>
internal sealed class Oracle
{
    private readonly List<HistoryLine> _lines;

    public Oracle(List<HistoryLine> lines) => _lines = lines;

    private IEnumerable<HistoryCommit> Commits(string key) => _lines.OfType<HistoryCommit>().Where(c => c.Key == key);

    private IEnumerable<HistoryWrite> Writes(string key) => _lines.OfType<HistoryWrite>().Where(w => w.Key == key);

    private HistoryCommit? CommitOf(HistoryWrite write) => Commits(write.Key).FirstOrDefault(c => c.Id == write.Id);

    private bool IsEffect(HistoryWrite write) => write.Acked && (CommitOf(write) is not { } c || write.End < c.At);

    private bool IsEffect(HistoryCommit commit) =>
        commit.Id is null || !Writes(commit.Key).Any(w => w.Id == commit.Id && IsEffect(w));

    private List<(string? Id, long? Version, long Begin, long End)> Effects(string key) =>
    [
        .. Commits(key).Where(IsEffect).Select(c => (c.Id, (long?)c.Version, c.From ?? c.At, c.At)),
        .. Writes(key).Where(IsEffect).Select(w => (w.Id, CommitOf(w)?.Version, w.Start, w.End)),
    ];

    public List<long> Staleness()
    {
        var found = new List<long>();
        foreach (var read in _lines.OfType<HistoryRead>().Where(r => r.Answered))
        {
            var ends = ReplacedBy(read).Where(f => f.End < read.Start).Select(f => f.End).ToList();
            if (ends.Count > 0)
                found.Add(read.Start - ends.Min());
        }

        return found;
    }

    private IEnumerable<(string? Id, long? Version, long Begin, long End)> ReplacedBy(HistoryRead read)
    {
        var effects = Effects(read.Key);
        var returned = effects.Where(e => read.Version is null ? read.Id is not null && e.Id == read.Id : e.Version == read.Version).ToList();
        if (returned.Count > 0)
            return effects.Where(f => f.Begin > returned.Single().End);
        if (read.Version is null)
            return [];
        return Commits(read.Key).All(c => c.Version > read.Version) ? effects : effects.Where(f => f.Version > read.Version);
    }

    public List<string> LostWrites() =>
    [
        .. _lines.OfType<HistoryWrite>()
            .Where(w => w.Acked && CommitOf(w) is null)
            .Where(w => !Effects(w.Key).Any(e => e.Id != w.Id && e.End > w.Start))
            .Select(w => w.Id!).Order(StringComparer.Ordinal),
    ];

    public List<string> Overwrites() =>
    [
        .. (from older in _lines.OfType<HistoryWrite>()
            where older.Acked && CommitOf(older) is not null
            where Writes(older.Key).Any(newer => CommitOf(newer)?.Version < CommitOf(older)!.Version && older.End < newer.Start)
            select older.Id).Order(StringComparer.Ordinal),
    ];

    public List<(string Key, string Client, int Count)> NonMonotonicReads() =>
    [
        .. from later in _lines.OfType<HistoryRead>()
           where later.Answered && _lines.OfType<HistoryRead>().Any(earlier =>
               earlier.Answered && earlier.Key == later.Key && earlier.Client == later.Client
               && earlier.End < later.Start && earlier.Version > later.Version)
           group later by (later.Key, later.Client) into pair
           orderby pair.Key
           select (pair.Key.Key, pair.Key.Client, pair.Count()),
    ];

    /// <summary>Per commit, moment by moment: the time until no node holds an older copy, or null for never.</summary>
    public List<long?> Propagation(long lastMoment)
    {
        var found = new List<long?>();
        foreach (var commit in _lines.OfType<HistoryCommit>())
        {
            // Copies that leave in the commit's instant are found by it: those of the instant before.
            if (!OlderCopyAt(commit, commit.At - 1) && !OlderCopyAt(commit, commit.At))
                continue;
            var gone = commit.At;
            while (gone <= lastMoment && OlderCopyAt(commit, gone))
                gone++;
            found.Add(gone > lastMoment ? null : gone - commit.At);
        }

        return found;
    }

    public int Stuck(long lastMoment) => _lines.OfType<HistoryFinal>()
        .Sum(final => Nodes.Count(node => HeldAt(node, final.Key, lastMoment) < final.Version));

    private IEnumerable<string> Nodes => _lines.OfType<HistoryCopy>().Select(c => c.Node).Distinct();

    private bool OlderCopyAt(HistoryCommit commit, long moment) =>
        Nodes.Any(node => HeldAt(node, commit.Key, moment) < commit.Version);

    private long? HeldAt(string node, string key, long moment)
    {
        long? held = null;
        foreach (var line in _lines.OrderBy(line => line is HistoryCopy c ? c.At : line is HistoryDrop d ? d.At : 0))
        {
            if (line is HistoryCopy copy && copy.Node == node && copy.Key == key && copy.At <= moment)
                held = copy.Version;
            if (line is HistoryDrop drop && drop.Node == node && (drop.Key ?? key) == key && drop.At <= moment)
                held = null;
        }

        return held;
    }
}
