using System.Text.Json;

namespace AkkaCacheSim.Console.Tests.Support;

/// <summary>What the contract asks of a comparison's rows.</summary>
internal static class ComparisonRow
{
    private static readonly string[] Numbers = ["reads", "writes", "bypassWrites", "errors", "shed", "hitRate", "originReads", "staleReads", "staleRate", "stuckStale"];

    public static void HasItsFields(JsonElement row)
    {
        foreach (var name in Numbers) Assert.Equal((name, JsonValueKind.Number), (name, row.GetProperty(name).ValueKind));
        NumbersOrNull(row.GetProperty("stalenessMs"), "p50", "p99", "max");
        NumbersOrNull(row.GetProperty("propagationMs"), "count", "p50", "p99", "max");
        NumbersOrNull(row.GetProperty("latencyMs").GetProperty("hit"), "p50", "p99");
        NumbersOrNull(row.GetProperty("latencyMs").GetProperty("miss"), "p50", "p99");
        Assert.InRange(row.GetProperty("reads").GetInt64(), 1, long.MaxValue);
        Assert.InRange(row.GetProperty("bypassWrites").GetInt64(), 1, long.MaxValue);
    }

    private static void NumbersOrNull(JsonElement element, params string[] names)
    {
        foreach (var name in names) Assert.True(element.GetProperty(name).ValueKind is JsonValueKind.Number or JsonValueKind.Null, name);
    }
}
