using System.Text.Json.Nodes;

namespace AkkaCacheSim.Checker;

/// <summary>What the checker found in a history.</summary>
public sealed record CheckReport
{
    /// <summary>Reads that returned something; those that failed are in <see cref="FailedReads"/>.</summary>
    public required int Reads { get; init; }

    /// <summary>Reads that ended in <c>error</c>, <c>shed</c>, <c>timeout</c> or <c>refused</c>.</summary>
    public required int FailedReads { get; init; }

    /// <summary>Writes through the cache, acknowledged or not.</summary>
    public required int Writes { get; init; }

    /// <summary>Reads that returned an effect that another had certainly replaced before they began.</summary>
    public int StaleReads => Stale.Count;

    /// <summary>Each of them, in no particular order.</summary>
    public required IReadOnlyList<StaleRead> Stale { get; init; }

    /// <summary>The share of <see cref="Reads"/> that were stale; 0 without reads.</summary>
    public double StaleRate => Reads == 0 ? 0 : (double)StaleReads / Reads;

    /// <summary>How stale the stale reads were; null when none was.</summary>
    public required Percentiles? Staleness { get; init; }

    /// <summary>How long commits took to reach the last copy.</summary>
    public required PropagationFigures Propagation { get; init; }

    /// <summary>Copies older than the origin at the end of the run; 0 where the history has no final lines.</summary>
    public required int StuckStale { get; init; }

    /// <summary>Writes acknowledged and lost, by key and start.</summary>
    public required IReadOnlyList<LostWrite> LostWrites { get; init; }

    /// <summary>Commits by which the origin went back to an older cache write, by key and version.</summary>
    public required IReadOnlyList<Overwrite> Overwrites { get; init; }

    /// <summary>Clients that saw a key go back, one entry for each key and client.</summary>
    public required IReadOnlyList<NonMonotonicRead> NonMonotonicReads { get; init; }

    /// <summary>Whether nothing was lost or overwritten and no client saw a key go back. Stale reads are figures.</summary>
    public bool Holds => LostWrites.Count == 0 && Overwrites.Count == 0 && NonMonotonicReads.Count == 0;

    /// <summary>The report as the JSON object that <c>check --json</c> prints.</summary>
    /// <returns>A new object.</returns>
    public JsonObject ToJson() => ReportJson.Of(this);
}
