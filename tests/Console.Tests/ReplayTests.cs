using System.Text.Json;
using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests;

public sealed class ReplayTests : IDisposable
{
    private static readonly string[] Small = ["a", "b", "a", "c", "a", "d", "b", "a"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WhenASmallTraceGoesThroughAStore_ThenMissesAreThoseCountedByHand()
    {
        var rows = await RowsAsync(_folder.Write("trace", Small), "--capacity", "1,2,4");
        Assert.Equal([(1, 8), (2, 6), (4, 4)], rows.Select(row => (Number(row, "capacity"), Number(row, "misses"))));
        foreach (var row in rows)
        {
            Assert.Equal(("lru", 8), (row.GetProperty("eviction").GetString(), Number(row, "requests")));
            Assert.Equal(Number(row, "misses") / 8.0, row.GetProperty("missRatio").GetDouble());
            Assert.Equal(JsonValueKind.Number, row.GetProperty("requestsPerSecond").ValueKind);
        }
    }

    [Fact]
    public async Task WhenASmallTraceGoesThroughAVirtualCluster_ThenOutcomesAreThoseCountedByHand()
    {
        var outcomes = _folder.PathOf("outcomes");
        var row = Assert.Single(await RowsAsync(_folder.Write("trace", Small), "--mode", "virtual", "--nodes", "1", "--slots", "2", "--ttl", "none", "--service-time", "0", "--concurrency", "1", "--outcomes", outcomes));
        Assert.Equal((8, 6, 0, 0), (Number(row, "requests"), Number(row, "misses"), Number(row, "failovers"), Number(row, "errors")));
        Assert.Equal(["miss", "miss", "hit", "miss", "hit", "miss", "miss", "miss"], await File.ReadAllLinesAsync(outcomes, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WhenLinesEndAsOnWindows_ThenTheKeysAreTheSame()
    {
        var trace = _folder.PathOf("trace");
        await File.WriteAllTextAsync(trace, string.Join("\r\n", Small), TestContext.Current.CancellationToken);
        Assert.Equal(6, Number(Assert.Single(await RowsAsync(trace, "--capacity", "2")), "misses"));
    }

    [Fact]
    public async Task WhenTheRealTraceGoesThroughAStore_ThenMissesAreExactlyTheReferences()
    {
        var trace = RealTrace.File();
        var expected = RealTrace.LruMisses();
        Assert.Equal(37_750, expected[1_000]);
        var rows = await RowsAsync(trace, "--mode", "store", "--eviction", "lru", "--capacity", string.Join(',', expected.Keys));
        Assert.Equal(expected.Select(pair => (pair.Key, (int)pair.Value)), rows.Select(row => (Number(row, "capacity"), Number(row, "misses"))));
    }

    [Fact]
    public async Task WhenTheRealTraceGoesThroughAVirtualCluster_ThenMissesAreExactlyTheReference()
    {
        var row = Assert.Single(await RowsAsync(RealTrace.File(), "--mode", "virtual", "--nodes", "1", "--slots", "1000", "--ttl", "none", "--service-time", "0", "--concurrency", "1"));
        Assert.Equal((76_118, 37_750, 0, 0), (Number(row, "requests"), Number(row, "misses"), Number(row, "failovers"), Number(row, "errors")));
    }

    private async Task<List<JsonElement>> RowsAsync(string trace, params string[] options) =>
        [.. (await Cli.RunAsync(120, ["replay", trace, "--json", "--data", _folder.PathOf("data"), .. options])).Json().GetProperty("rows").EnumerateArray()];

    private static int Number(JsonElement row, string name) => row.GetProperty(name).GetInt32();
}
