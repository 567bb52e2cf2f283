using AkkaCacheSim.Checker;

namespace AkkaCacheSim.Bench.Lag;

/// <summary>What a cluster has written down, judged by the checker, round by round.</summary>
internal sealed class LagHistory
{
    private readonly List<HistoryLine> _copies = [];
    private readonly List<HistoryCommit> _commits = [];

    public LagHistory(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.jsonl", SearchOption.AllDirectories))
        {
            using var reader = new StreamReader(file);
            foreach (var line in HistoryReader.Read(reader, file))
            {
                if (line is HistoryCommit commit) _commits.Add(commit);
                else if (line is HistoryCopy or HistoryDrop) _copies.Add(line);
            }
        }
    }

    public LagFigures Judge(LagRound round)
    {
        var behind = _commits.Where(commit => commit.At >= round.From);
        List<HistoryCommit> commits = [.. round.Writes is { } writes ? AsTheirWriterSaw(behind, writes) : behind.Where(commit => commit.At <= round.To)];
        var (answer, start) = (Propagation(commits), Propagation(commits.Select(commit => commit with { At = commit.From!.Value })));
        return new LagFigures(commits.Count * 1e9 / (round.To - round.From), start.Count, start.Times!, answer.Times!);
    }

    /// <summary>The commits of a stretch, of which the writer knows when they were done.</summary>
    public PropagationFigures Judge(LagRound round, long committed) =>
        Propagation(_commits.Where(commit => commit.At >= round.From && commit.At <= round.To).Select(commit => commit with { At = committed }));

    private PropagationFigures Propagation(IEnumerable<HistoryCommit> commits) => HistoryCheck.Run(_copies.Concat(commits)).Propagation;

    // The feed knows of a stranger's commit when it reads it, which is on the way that is measured: the writer's own times stand in their place. Both
    // have a key's commits in order.
    private static IEnumerable<HistoryCommit> AsTheirWriterSaw(IEnumerable<HistoryCommit> commits, IReadOnlyList<ShellWrite> writes)
    {
        var byKey = commits.ToLookup(commit => commit.Key);
        foreach (var key in writes.GroupBy(write => write.Key))
        {
            var seen = byKey[key.Key].OrderBy(commit => commit.Version).Take(key.Count()).ToList();
            if (seen.Count < key.Count()) throw new InvalidOperationException($"the feed saw {seen.Count} commits of {key.Key}, where {key.Count()} were made");
            foreach (var (commit, write) in seen.Zip(key)) yield return commit with { From = write.Start, At = write.End };
        }
    }
}
