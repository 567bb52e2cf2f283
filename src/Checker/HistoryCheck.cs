namespace AkkaCacheSim.Checker;

/// <summary>
/// The independent checker: it reads what a run left behind and finds stale reads, lost writes, overwrites and reads
/// that went back. It knows the rules and the line formats, and nothing of the model.
/// </summary>
public static class HistoryCheck
{
    /// <summary>Checks histories on disk.</summary>
    /// <param name="paths">Files, or folders that stand for every <c>*.jsonl</c> beneath.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="FileNotFoundException">A path is not there, or a folder holds no history.</exception>
    /// <exception cref="HistoryFormatException">A line is malformed.</exception>
    public static CheckReport Run(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Run(HistoryFiles.Expand(paths).SelectMany(LinesOf));
    }

    /// <summary>Checks histories that are already open.</summary>
    /// <param name="readers">One for each file; the caller disposes them.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="HistoryFormatException">A line is malformed; sources are named <c>history 1</c> and on.</exception>
    public static CheckReport Run(IEnumerable<TextReader> readers)
    {
        ArgumentNullException.ThrowIfNull(readers);
        return Run(readers.SelectMany((reader, i) => HistoryReader.Read(reader, $"history {i + 1}")));
    }

    /// <summary>Checks a history that is in memory.</summary>
    /// <param name="lines">The lines, in any order.</param>
    /// <returns>What was found.</returns>
    public static CheckReport Run(IEnumerable<HistoryLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var history = new HistoryIndex();
        foreach (var line in lines)
            history.Add(line);
        return Judge(history);
    }

    private static CheckReport Judge(HistoryIndex history)
    {
        var stale = new StaleReadRule();
        var copies = new CopyRule();
        var lost = new List<LostWrite>();
        var overwrites = new List<Overwrite>();
        var wentBack = new List<NonMonotonicRead>();
        foreach (var key in history.KeysInOrder())
        {
            var effects = new KeyEffects(key);
            stale.Judge(key.Reads, effects);
            copies.Judge(history.CopyEventsOf(key), effects.Commits, key.Final);
            LostWriteRule.Judge(effects, lost);
            OverwriteRule.Judge(effects, overwrites);
            MonotonicRule.Judge(key.Reads, wentBack);
        }

        return new CheckReport
        {
            Reads = stale.Answered,
            FailedReads = stale.Failed,
            Writes = history.Writes,
            Stale = stale.Stale,
            Staleness = Percentiles.Of(stale.Stale.ConvertAll(read => read.Staleness)),
            Propagation = new PropagationFigures(
                copies.Propagation.Count, Percentiles.Of(copies.Propagation), copies.Unfinished),
            StuckStale = copies.Stuck,
            LostWrites = lost,
            Overwrites = overwrites,
            NonMonotonicReads = wentBack,
        };
    }

    private static IEnumerable<HistoryLine> LinesOf(string file)
    {
        using var reader = new StreamReader(file);
        foreach (var line in HistoryReader.Read(reader, file))
            yield return line;
    }
}
