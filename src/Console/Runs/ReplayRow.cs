namespace AkkaCacheSim.Console.Runs;

/// <summary>What came of a replay.</summary>
internal sealed record ReplayRow(string Eviction, int Capacity, long Requests, long Misses, double MissRatio, double RequestsPerSecond, long Failovers, long Errors)
{
    public static ReplayRow Of(string eviction, int capacity, long requests, long misses, double seconds, long failovers = 0, long errors = 0) => new(
        eviction,
        capacity,
        requests,
        misses,
        requests == 0 ? 0 : Math.Round((double)misses / requests, 6),
        seconds <= 0 ? 0 : Math.Round(requests / seconds),
        failovers,
        errors);
}
