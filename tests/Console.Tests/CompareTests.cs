using System.Text.Json;
using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests;

public sealed class CompareTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WhenTheSeedIsTheSame_ThenAVirtualComparisonIsTheSameByteForByte()
    {
        var once = (await CompareAsync("a", "7")).Succeeded().Output;
        Assert.Equal(once, (await CompareAsync("b", "7")).Succeeded().Output);
        Assert.NotEqual(once, (await CompareAsync("b", "8")).Succeeded().Output);
    }

    [Fact]
    public async Task WhenAVirtualComparisonIsMade_ThenEveryRowHasItsFieldsAndTheRowsTheirOrder()
    {
        var rows = (await CompareAsync("a", "1")).Json().GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(["ttl", "explicit", "cdc"], rows.Select(row => row.GetProperty("invalidation").GetString()));
        foreach (var row in rows) ComparisonRow.HasItsFields(row);
        var stale = rows.ConvertAll(row => row.GetProperty("staleReads").GetInt32());
        Assert.True(stale[0] > stale[1] && stale[1] > stale[2], string.Join(", ", stale));
        Assert.Equal(0, rows[2].GetProperty("stuckStale").GetInt32());
        Assert.InRange(rows[2].GetProperty("propagationMs").GetProperty("count").GetInt32(), 50, int.MaxValue);
        Assert.InRange(rows[0].GetProperty("stuckStale").GetInt32(), 1, int.MaxValue);
    }

    [Fact]
    public async Task WhenAVirtualComparisonHasLeftItsHistories_ThenCheckFindsNoLostWrite()
    {
        await CompareAsync("a", "1");
        foreach (var name in new[] { "ttl", "explicit", "cdc" })
        {
            var result = await Cli.RunAsync("check", Path.Combine(_folder.PathOf("a"), "compare", name, "history"), "--json");
            using var report = JsonDocument.Parse(result.Output);
            Assert.Equal(0, report.RootElement.GetProperty("lostWrites").GetArrayLength());
        }
    }

    private Task<CliResult> CompareAsync(string data, string seed) =>
        Cli.RunAsync(120, "compare", "--mode", "virtual", "--json", "--seed", seed, "--data", _folder.PathOf(data));
}
