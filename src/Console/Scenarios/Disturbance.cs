using AkkaCacheSim.Console.Results;
using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>What a change of the members did to a load: figures of a run's seconds, its history and its events.</summary>
internal sealed class Disturbance
{
    // How near to the hit rate before the one after has to be.
    private const double Recovered = 0.01;

    // A second alone says little about a hit rate.
    private const int Window = 3;

    private readonly RunResult _run;
    private readonly long _at;
    private readonly IReadOnlyList<TimelineSecond> _seconds;
    private readonly string _history;

    /// <param name="run">The run, with a history that was checked.</param>
    /// <param name="history">The history's folder.</param>
    /// <param name="at">When the members began to change, ns from the first counted request; at least two seconds.</param>
    public Disturbance(RunResult run, string history, long at)
    {
        _run = run;
        _at = at;
        _history = history;

        // The last second is rarely a whole one.
        _seconds = [.. Timeline.Of(string.Empty, run).Seconds.SkipLast(1)];
    }

    private int At => (int)(_at / Durations.Second);

    private IEnumerable<TimelineSecond> Quiet => _seconds.Take(At).Skip(1);

    private IEnumerable<TimelineSecond> Disturbed => _seconds.Skip(At);

    /// <summary>Its figures by name.</summary>
    /// <param name="of">Whose; null for nulls, where nothing was run.</param>
    public static IReadOnlyList<(string Name, double? Value)> Figures(Disturbance? of) =>
    [
        ("hitRateBefore", of is null ? null : HitRate(of.Quiet)),
        ("hitRateLeast", of?.Disturbed.Min(second => second.HitRate)),
        ("hitRateAfter", of is null ? null : HitRate(of._seconds.TakeLast(Window))),
        ("recoveredAfterMs", of?.RecoveredAfter()),
        ("removedAfterMs", of?.After(of.Happened("removed"))),
        ("joinedAfterMs", of?.After(of.Happened("joined"))),
        ("failovers", of?._run.Report.ReadsEnding(Outcome.Failover)),
        ("lastFailoverAfterMs", of?.After(HistoryLines.LastFailover(of._history) - of._run.Report.StartedAt)),
        ("failedReads", of?._seconds.Sum(second => second.FailedReads)),
        ("failedWrites", of?._seconds.Sum(second => second.FailedWrites)),
        ("lastFailedWriteAfterMs", of?.After(HistoryLines.LastFailedWrite(of._history) - of._run.Report.StartedAt)),
        ("lostWrites", of?._run.Check!.LostWrites.Count),
        ("staleReads", of?._run.Check!.StaleReads),
        ("originReadsBefore", of is null ? null : Math.Round(of.Quiet.Average(second => (double)second.OriginReads), 1)),
        ("originReadsUntilRemoved", of?.OriginReadsUntil(of.Happened("removed"))),
        ("originReadsMost", of?.Disturbed.Max(second => second.OriginReads)),
    ];

    /// <summary>What holds whatever becomes of members: readers notice nothing, nothing acknowledged is lost, and in the end all is as before.</summary>
    /// <param name="row">A row with <see cref="Figures"/>.</param>
    public static IEnumerable<Claim> Claims(ScenarioRow row) =>
    [
        Claim.AtMost($"{row.Variant}: failed reads", row["failedReads"], 0),
        Claim.AtMost($"{row.Variant}: acknowledged writes lost", row["lostWrites"], 0),
        Claim.AtLeast($"{row.Variant}: hit rate at the end", row["hitRateAfter"], Math.Round(row["hitRateBefore"]!.Value - Recovered, 4)),
    ];

    private static double? HitRate(IEnumerable<TimelineSecond> seconds)
    {
        var list = seconds.ToList();
        var reads = list.Sum(second => second.Reads);
        return reads == 0 ? null : Math.Round(list.Sum(second => second.Reads * (second.HitRate ?? 0)) / reads, 4);
    }

    // From then on the hit rate was never lower again for long.
    private double? RecoveredAfter()
    {
        var bound = HitRate(Quiet) - Recovered;
        var windows = Enumerable.Range(At, Math.Max(0, _seconds.Count - Window + 1 - At)).ToList();
        var low = windows.FindLastIndex(first => HitRate(_seconds.Skip(first).Take(Window)) < bound);
        return low == windows.Count - 1 ? null : low < 0 ? 0 : After((windows[low] + 1) * Durations.Second);
    }

    private long? Happened(string what) => _run.Events.Where(e => e.At >= _at && e.Text.EndsWith(' ' + what, StringComparison.Ordinal)).Select(e => (long?)e.At).FirstOrDefault();

    // In whole seconds from the change on.
    private long? OriginReadsUntil(long? at) => at is { } time ? _seconds.Skip(At).Take((int)((time - _at) / Durations.Second)).Sum(second => second.OriginReads) : null;

    private double? After(long? at) => at is { } time ? Math.Round(Math.Max(0, time - _at) / 1e6, 1) : null;
}
