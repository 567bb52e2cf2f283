using System.Text.Json.Serialization;

namespace AkkaCacheSim.Console.Runs;

/// <summary>What came of a replay.</summary>
internal sealed record ReplayRow(string Eviction, long Capacity, string Unit, long Requests, long Misses, double MissRatio, double RequestsPerSecond)
{
    public const string Objects = "objects", Bytes = "bytes";

    /// <summary>Requests that a node failed to answer; a cluster's only.</summary>
    public long Failovers { get; init; }

    /// <summary>Requests that failed; a cluster's only.</summary>
    public long Errors { get; init; }

    /// <summary>The same by coordinator, where there are several.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CoordinatorRow>? Coordinators { get; init; }

    public static ReplayRow Of(string eviction, long capacity, string unit, long requests, long misses, double seconds) => new(
        eviction,
        capacity,
        unit,
        requests,
        misses,
        requests == 0 ? 0 : Math.Round((double)misses / requests, 6),
        seconds <= 0 ? 0 : Math.Round(requests / seconds));
}
