namespace AkkaCacheSim.Checker;

/// <summary>
/// A read is stale when another effect of its key began after the effect it returned had ended, and itself ended
/// before the read began. Its staleness runs from the first such effect's end to the read's start.
/// </summary>
internal sealed class StaleReadRule
{
    /// <summary>Reads that returned something.</summary>
    public int Answered { get; private set; }

    /// <summary>Reads that ended in an error.</summary>
    public int Failed { get; private set; }

    /// <summary>The stale reads, key by key.</summary>
    public List<StaleRead> Stale { get; } = [];

    public void Judge(List<HistoryRead> reads, KeyEffects effects)
    {
        foreach (var read in reads)
        {
            if (!read.Answered)
            {
                Failed++;
                continue;
            }

            Answered++;
            var outdated = OutdatedAt(read, effects);
            if (outdated < read.Start)
                Stale.Add(new StaleRead(read.Start, read.Start - outdated));
        }
    }

    /// <summary>When the first effect after the one that the read returned had ended; the highest number for never.</summary>
    private static long OutdatedAt(HistoryRead read, KeyEffects effects)
    {
        if (read.Version is not { } version)
            return effects.WithId(read.Id) is { } uncommitted ? effects.EarliestEndAfter(uncommitted.End) : long.MaxValue;
        if ((effects.WithVersion(version) ?? effects.WithId(read.Id)) is { } returned)
            return effects.EarliestEndAfter(returned.End);

        // A version that no commit line tells of: older than the history, or somewhere between its commits.
        var beforeAll = effects.Commits.Count == 0 || version < effects.Commits[0].Version;
        return beforeAll ? effects.EarliestEndAfter(long.MinValue) : effects.EarliestEndAbove(version);
    }
}
