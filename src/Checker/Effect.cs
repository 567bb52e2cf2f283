namespace AkkaCacheSim.Checker;

/// <summary>Something that changed what a key's readers should see, at a moment somewhere in an interval.</summary>
/// <param name="Begin">It had not happened before.</param>
/// <param name="End">It had happened by then.</param>
internal sealed record Effect(long Begin, long End)
{
    public static Effect Of(HistoryCommit commit) => new(Math.Min(commit.From ?? commit.At, commit.At), commit.At);

    public static Effect Of(HistoryWrite write) => new(Math.Min(write.Start, write.End), write.End);
}
