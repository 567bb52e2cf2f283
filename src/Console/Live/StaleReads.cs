using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Console.Live;

/// <summary>
/// Tells which reads were stale, of lines as they come: a read is, if a newer version of its key than the one it returned was committed before it began.
/// It knows of the commits it was told of, and of those the last ones: staleness beyond them counts from the oldest that it still has.
/// </summary>
internal sealed class StaleReads
{
    /// <summary>Of how many keys commits are kept; of those without a commit for the longest time they go first.</summary>
    public const int MostKeys = 4_096;

    /// <summary>How many commits of a key are kept.</summary>
    public const int MostCommits = 16;

    private readonly Dictionary<string, LinkedListNode<Row>> _rows = new(StringComparer.Ordinal);
    private readonly LinkedList<Row> _byAge = new();

    /// <summary>A key was committed.</summary>
    /// <param name="key">The key.</param>
    /// <param name="version">Its version since then.</param>
    /// <param name="writeId">The id of the write; 0 when it is not known.</param>
    /// <param name="end">When it was at the latest, ns.</param>
    public void Committed(string key, long version, long writeId, long end)
    {
        if (!_rows.TryGetValue(key, out var node)) _rows.Add(key, node = new LinkedListNode<Row>(new Row(key, [])));
        else _byAge.Remove(node);
        _byAge.AddLast(node);
        if (_rows.Count > MostKeys)
        {
            _rows.Remove(_byAge.First!.Value.Key);
            _byAge.RemoveFirst();
        }

        var commits = node.Value.Commits;
        commits.Add(new Commit(version, writeId, end));
        if (commits.Count > MostCommits) commits.RemoveAt(0);
    }

    /// <summary>A version was seen in the origin. Its commit is news only where nobody has told of it: whoever wrote was a stranger, and no log is read.</summary>
    /// <param name="key">The key.</param>
    /// <param name="version">The version.</param>
    /// <param name="at">When, ns.</param>
    public void Seen(string key, long version, long at)
    {
        if (version > 0 && (!_rows.TryGetValue(key, out var node) || !node.Value.Commits.Exists(commit => commit.Version >= version))) Committed(key, version, 0, at);
    }

    /// <summary>Judges a read.</summary>
    /// <param name="read">Its line.</param>
    /// <returns>For how long its value had been out of date when it began, ns; null when it had not been, or nobody knows.</returns>
    public long? StalenessOf(in HistoryLine read)
    {
        if (!read.Outcome.IsAnswer() || !_rows.TryGetValue(read.Key!, out var node) || VersionOf(read, node.Value.Commits) is not { } version) return null;
        var outdated = long.MaxValue;
        foreach (var commit in node.Value.Commits)
        {
            if (commit.Version > version) outdated = Math.Min(outdated, commit.End);
        }

        return outdated < read.Start ? read.Start - outdated : null;
    }

    // Of a value that was not committed when it was read it may be known by now which version it became.
    private static long? VersionOf(in HistoryLine read, List<Commit> commits)
    {
        if (read.Version > 0 || read.WriteId == 0) return read.Version;
        foreach (var commit in commits)
        {
            if (commit.WriteId == read.WriteId) return commit.Version;
        }

        return null;
    }

    private sealed record Row(string Key, List<Commit> Commits);

    private readonly record struct Commit(long Version, long WriteId, long End);
}
