namespace AkkaCacheSim.Control;

/// <summary>Something that a process did, as it would note it in a history.</summary>
/// <param name="Number">Counts up from 1.</param>
/// <param name="Kind">read, write, load, copy, drop or commit.</param>
/// <param name="At">When it ended, by the wall clock.</param>
/// <param name="StartMs">When it began, ms of the clock that all processes of the host share; the same as the end where it has but a moment.</param>
/// <param name="EndMs">When it ended, ms of the same clock.</param>
/// <param name="Key">The key; null for a drop of everything.</param>
/// <param name="By">Who did it: the coordinator of a read or write, the loader of a load, the origin of a commit; null for copies and drops.</param>
/// <param name="Node">The node that served, took or dropped.</param>
/// <param name="Outcome">How a read or write ended.</param>
/// <param name="Version">The committed version; null where there is none yet.</param>
/// <param name="Cause">Why a copy was dropped or a load was made.</param>
/// <param name="StalenessMs">For a read that was stale, for how long its value had been out of date, ms; else null.</param>
public sealed record WatchedLine(
    long Number,
    string Kind,
    DateTimeOffset At,
    double StartMs,
    double EndMs,
    string? Key,
    string? By,
    string? Node,
    string? Outcome,
    long? Version,
    string? Cause,
    double? StalenessMs);
