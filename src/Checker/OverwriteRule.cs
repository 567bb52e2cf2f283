namespace AkkaCacheSim.Checker;

/// <summary>
/// The origin went back to an older cache write when a commit carries a write that was acknowledged before another
/// one began whose commit has a lower version.
/// </summary>
internal static class OverwriteRule
{
    public static void Judge(KeyEffects effects, List<Overwrite> found)
    {
        (HistoryCommit Commit, HistoryWrite Write)? latest = null;
        foreach (var commit in effects.Commits)
        {
            if (effects.WriteOf(commit) is not { } write)
                continue;

            // Without an acknowledgement nothing says when the write was over, so it contradicts nothing.
            if (latest is { } newer && write.Acked && write.End < newer.Write.Start)
            {
                found.Add(new Overwrite(
                    commit.Key, write.Id!, commit.Version, write.Start, write.End, commit.At,
                    newer.Write.Id!, newer.Commit.Version, newer.Write.Start, newer.Write.End));
            }

            if (latest is null || write.Start > latest.Value.Write.Start)
                latest = (commit, write);
        }
    }
}
