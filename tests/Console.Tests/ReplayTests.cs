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
    public async Task WhenSeveralCoordinatorsShareATrace_ThenEachRequestIsDoneOnceAndEachCoordinatorHasItsRow()
    {
        string[] cluster = ["--mode", "virtual", "--nodes", "1", "--slots", "4", "--ttl", "none", "--service-time", "0", "--coordinators", "3", "--concurrency", "3"];
        var row = Assert.Single(await RowsAsync(_folder.Write("trace", Small), cluster));
        Assert.Equal(8, Number(row, "requests"));
        Assert.Equal(
            [("coordinator-0", 3, false), ("coordinator-1", 3, false), ("coordinator-2", 2, false)],
            row.GetProperty("coordinators").EnumerateArray().Select(share => (share.GetProperty("name").GetString(), Number(share, "reads"), share.GetProperty("missing").GetBoolean())));
        var alone = Assert.Single(await RowsAsync(_folder.Write("trace", Small), [.. cluster[..^4], "--concurrency", "3"]));
        Assert.False(alone.TryGetProperty("coordinators", out _));
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
    public async Task Lists_of_policies_and_capacities_give_a_row_for_each_pair()
    {
        var rows = await RowsAsync(_folder.Write("trace", Small), "--eviction", "lru,fifo", "--capacity", "2,3B");
        Assert.Equal(
            [("lru", 2, "objects", 6), ("lru", 3, "bytes", 5), ("fifo", 2, "objects", 7), ("fifo", 3, "bytes", 5)],
            rows.Select(row => (row.GetProperty("eviction").GetString(), Number(row, "capacity"), row.GetProperty("unit").GetString(), Number(row, "misses"))));
    }

    [Fact]
    public async Task Operations_sizes_and_ttls_of_the_trace_count_in_its_own_time()
    {
        string[] lines =
        [
            "time,key,size,op,ttl",
            "0,a,4,get,", // miss
            "1,a,4,get,", // hit
            "2,b,4,set,5", // miss: it wasn't there
            "3,b,4,get,", // hit
            "6,b,4,get,", // hit: lives until 7
            "7,b,4,get,", // miss: expired
            "8,b,4,del,",
            "9,b,4,get,", // miss: deleted
            "10,a,9,set,", // there, but it has outgrown the room left: b leaves
            "11,b,4,get,", // miss: a leaves
            "12,a,11,get,", // miss, and too large to be kept
            "13,b,4,get,", // hit
        ];
        var row = Assert.Single(await RowsAsync(_folder.Write("trace.csv", lines), "--capacity", "10B"));
        Assert.Equal((11, 6), (Number(row, "requests"), Number(row, "misses")));
    }

    [Fact]
    public async Task Operations_and_sizes_of_a_trace_go_through_a_cluster()
    {
        string[] lines = ["key,size,op", "a,10,get", "a,10,set", "a,10,get", "a,10,del", "a,10,get", "b,35,get", "b,35,get"];
        string[] cluster = ["--mode", "virtual", "--nodes", "1", "--capacity", "30B", "--ttl", "none", "--service-time", "0"];
        var row = Assert.Single(await RowsAsync(_folder.Write("trace.csv", lines), cluster));
        Assert.Equal((5, 4, 0), (Number(row, "requests"), Number(row, "misses"), Number(row, "errors")));
    }

    [Theory]
    [InlineData("--eviction", "--eviction", "lru,telepathy")]
    [InlineData("w-tinylfu", "--eviction", "telepathy")]
    [InlineData("--capacity", "--capacity", "100,0")]
    [InlineData("--capacity", "--capacity", "64mb")]
    [InlineData("oracle-general", "--format", "telepathy")]
    [InlineData("--columns", "--columns", "key")]
    [InlineData("line 1", "--format", "csv")]
    [InlineData("byte 0", "--format", "oracle-general")]
    public async Task Bad_input_is_named_in_one_line(string named, params string[] options) =>
        (await Cli.RunAsync(["replay", _folder.Write("trace", Small), "--data", _folder.PathOf("data"), .. options])).Refused(2, named);

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
