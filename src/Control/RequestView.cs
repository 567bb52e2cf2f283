using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Control;

/// <summary>What <c>get</c>, <c>set</c> and <c>del</c> show.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">Its value; null when it isn't there.</param>
/// <param name="Version">The committed version; 0 where the key never existed; null for a value that is not in the origin yet.</param>
/// <param name="Outcome">How the request ended.</param>
/// <param name="Node">The key's owner.</param>
/// <param name="LatencyMs">How long it took, seen from the console.</param>
public sealed record RequestView(string Key, string? Value, long? Version, string Outcome, string? Node, double LatencyMs)
{
    /// <summary>Whether the request was served.</summary>
    public bool Served => Outcome is "hit" or "miss" or "stale" or "coalesced" or "failover" or "stored" or "deleted";

    /// <summary>Why a request that was not served has no answer, in a line.</summary>
    /// <returns>The line.</returns>
    public string Why() => Outcome switch
    {
        "shed" => "shed: the origin's connections are in use and its queue is full",
        "timeout" => "timeout: there was no answer in time",
        "refused" => "refused: nothing was done; there is nobody or no room to take it",
        "error" => "error: the origin is not there, or its statement failed",
        _ => Outcome,
    };

    /// <summary>Makes it of a result.</summary>
    /// <param name="key">The key.</param>
    /// <param name="result">What came back.</param>
    /// <param name="latencyMs">How long it took, ms.</param>
    /// <returns>The view.</returns>
    public static RequestView Of(string key, in Message result, double latencyMs) => new(
        key,
        result.Value,
        result is { Version: 0, Value: not null } ? null : result.Version,
        result.Outcome.ToString().ToLowerInvariant(),
        result.Node.Role == Core.Machines.Role.None ? null : result.Node.Name,
        Math.Round(latencyMs, 3));
}
