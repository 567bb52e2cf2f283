using System.Text.Json.Nodes;

namespace AkkaCacheSim.Checker;

/// <summary>Writes reports as JSON. Percentiles that do not exist are null, their objects are always there.</summary>
internal static class ReportJson
{
    public static JsonObject Of(CheckReport report) => new()
    {
        ["reads"] = report.Reads,
        ["failedReads"] = report.FailedReads,
        ["writes"] = report.Writes,
        ["staleReads"] = report.StaleReads,
        ["staleRate"] = report.StaleRate,
        ["stalenessMs"] = new JsonObject
        {
            ["p50"] = report.Staleness?.P50,
            ["p99"] = report.Staleness?.P99,
            ["max"] = report.Staleness?.Max,
        },
        ["propagationMs"] = new JsonObject
        {
            ["count"] = report.Propagation.Count,
            ["p50"] = report.Propagation.P50,
            ["p99"] = report.Propagation.P99,
            ["max"] = report.Propagation.Max,
            ["unfinished"] = report.Propagation.Unfinished,
        },
        ["stuckStale"] = report.StuckStale,
        ["lostWrites"] = new JsonArray([.. report.LostWrites.Select(Of)]),
        ["overwrites"] = new JsonArray([.. report.Overwrites.Select(Of)]),
        ["nonMonotonicReads"] = new JsonArray([.. report.NonMonotonicReads.Select(Of)]),
        ["holds"] = report.Holds,
    };

    private static JsonNode Of(LostWrite lost) => new JsonObject
    {
        ["key"] = lost.Key,
        ["id"] = lost.Id,
        ["client"] = lost.Client,
        ["start"] = lost.Start,
        ["end"] = lost.End,
        ["durable"] = lost.Durable,
    };

    private static JsonNode Of(Overwrite overwrite) => new JsonObject
    {
        ["key"] = overwrite.Key,
        ["id"] = overwrite.Id,
        ["version"] = overwrite.Version,
        ["start"] = overwrite.Start,
        ["end"] = overwrite.End,
        ["committedAt"] = overwrite.CommittedAt,
        ["overwritten"] = new JsonObject
        {
            ["id"] = overwrite.OverwrittenId,
            ["version"] = overwrite.OverwrittenVersion,
            ["start"] = overwrite.OverwrittenStart,
            ["end"] = overwrite.OverwrittenEnd,
        },
    };

    private static JsonNode Of(NonMonotonicRead read) => new JsonObject
    {
        ["client"] = read.Client,
        ["key"] = read.Key,
        ["count"] = read.Count,
        ["earlier"] = Read(read.EarlierVersion, read.EarlierStart, read.EarlierEnd),
        ["later"] = Read(read.LaterVersion, read.LaterStart, read.LaterEnd),
    };

    private static JsonObject Read(long version, long start, long end) => new()
    {
        ["version"] = version,
        ["start"] = start,
        ["end"] = end,
    };
}
