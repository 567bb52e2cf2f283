namespace AkkaCacheSim.Checker;

/// <summary>
/// The effects of one key: its commits, and the writes acknowledged before their commit or without one. The commit of
/// a write acknowledged earlier is persistence and no effect of its own; it tells which version the write became.
/// </summary>
internal sealed class KeyEffects
{
    private readonly Dictionary<string, HistoryWrite> _writes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Effect> _byId = new(StringComparer.Ordinal);
    private readonly HashSet<string> _committed = new(StringComparer.Ordinal);
    private readonly List<Effect> _byVersion = [];
    private readonly List<Effect> _byBegin;
    private readonly long[] _leastEndByVersion;
    private readonly long[] _leastEndByBegin;

    public KeyEffects(KeyHistory key)
    {
        Commits = InVersionOrder(key.Commits);
        foreach (var write in key.Writes)
            AddWrite(write);
        foreach (var commit in Commits)
            AddCommit(commit);
        foreach (var write in Writes.Where(write => write.Acked && !IsCommitted(write.Id!)))
            _byId.Add(write.Id!, Effect.Of(write));

        // Effects reached only by version are those of bypassing writers and of ids committed again.
        _byBegin = [.. _byVersion.Concat(_byId.Values).Distinct<Effect>(ReferenceEqualityComparer.Instance)];
        _byBegin.Sort((a, b) => a.Begin.CompareTo(b.Begin));
        _leastEndByVersion = Sorted.LeastFrom(_byVersion);
        _leastEndByBegin = Sorted.LeastFrom(_byBegin);
    }

    /// <summary>The commits, each version once, in version order.</summary>
    public List<HistoryCommit> Commits { get; }

    /// <summary>The writes that have an id, each id once.</summary>
    public IEnumerable<HistoryWrite> Writes => _writes.Values;

    /// <summary>Every effect.</summary>
    public IReadOnlyList<Effect> All => _byBegin;

    public bool IsCommitted(string id) => _committed.Contains(id);

    public HistoryWrite? WriteOf(HistoryCommit commit) =>
        commit.Id is { } id ? _writes.GetValueOrDefault(id) : null;

    public Effect? WithId(string? id) => id is null ? null : _byId.GetValueOrDefault(id);

    public Effect? WithVersion(long version)
    {
        var at = FirstAbove(version - 1);
        return at < Commits.Count && Commits[at].Version == version ? _byVersion[at] : null;
    }

    /// <summary>The earliest end of an effect that began after a moment; the highest number where there is none.</summary>
    public long EarliestEndAfter(long moment) =>
        _leastEndByBegin[Sorted.FirstAbove(_byBegin.Count, i => _byBegin[i].Begin > moment)];

    /// <summary>The earliest end of an effect with a higher version; the highest number where there is none.</summary>
    public long EarliestEndAbove(long version) => _leastEndByVersion[FirstAbove(version)];

    private int FirstAbove(long version) => Sorted.FirstAbove(Commits.Count, i => Commits[i].Version > version);

    private void AddWrite(HistoryWrite write)
    {
        if (write.Id is not { } id)
            return;
        _writes[id] = !_writes.TryGetValue(id, out var first) ? write : first with
        {
            Start = Math.Min(first.Start, write.Start),
            End = Math.Max(first.End, write.End),
            Acked = first.Acked || write.Acked,
            Durable = first.Durable || write.Durable,
        };
    }

    private void AddCommit(HistoryCommit commit)
    {
        var firstOfId = commit.Id is { } id && _committed.Add(id);
        var ackedBefore = firstOfId && WriteOf(commit) is { Acked: true } write && write.End < commit.At ? write : null;
        var effect = ackedBefore is null ? Effect.Of(commit) : Effect.Of(ackedBefore);
        _byVersion.Add(effect);
        if (firstOfId)
            _byId.Add(commit.Id!, effect);
    }

    private static List<HistoryCommit> InVersionOrder(List<HistoryCommit> commits)
    {
        var ordered = new List<HistoryCommit>(commits.Count);
        foreach (var commit in commits.OrderBy(c => c.Version).ThenBy(c => c.Id is null).ThenBy(c => c.At))
        {
            if (ordered.Count == 0 || ordered[^1].Version != commit.Version)
                ordered.Add(commit);
        }

        return ordered;
    }
}
