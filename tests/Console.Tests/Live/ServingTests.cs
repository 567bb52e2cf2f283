using System.Text.Json;
using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>Commands on a running cluster.</summary>
[Collection(Clusters.Name)]
public sealed class ServingTests : IAsyncLifetime
{
    private static readonly string[] Members = ["console", "coordinator-0", "node-0", "node-1", "node-2", "node-3", "origin"];

    private RunningCluster _cluster = null!;
    private JsonElement _up;

    public async ValueTask InitializeAsync() => (_cluster, _up) = await RunningCluster.StartAsync();

    public ValueTask DisposeAsync()
    {
        _cluster.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task WhenAClusterIsUp_ThenItServesShowsItselfAndGoesWithoutATrace()
    {
        Assert.True(_up.GetProperty("ready").GetBoolean());
        Assert.Equal(Members, Names(_up));
        await RequestsAsync();
        var pids = await StatusAsync();
        await ManyAskAsync();
        await EventsAsync();
        await WatchedAsync();
        await SecondUpAsync();
        await BadNamesAsync();
        await RequestsAsync();
        (await _cluster.RunAsync("down")).Succeeded();
        Assert.DoesNotContain(pids, OsProcesses.Lives);
        Assert.Empty(OsProcesses.Of(_cluster.Data));
        (await _cluster.RunAsync("get", "k")).Refused(1, _cluster.Data);
    }

    private async Task RequestsAsync()
    {
        Same(await _cluster.JsonAsync("get", "nobody"), null, "miss");
        Same(await _cluster.JsonAsync("set", "k", "värde \"1\""), "värde \"1\"", "stored");
        var hit = await _cluster.JsonAsync("get", "k");
        Same(hit, "värde \"1\"", "hit");
        Assert.StartsWith("node-", hit.GetProperty("node").GetString(), StringComparison.Ordinal);
        Assert.Equal("k", hit.GetProperty("key").GetString());
        Assert.InRange(hit.GetProperty("version").GetInt64(), 1, long.MaxValue);
        Assert.InRange(hit.GetProperty("latencyMs").GetDouble(), 0.001, 30_000);
        Same(await _cluster.JsonAsync("del", "k"), null, "deleted");
        Assert.Null(await _cluster.ValueAsync("k"));
        Assert.Equal("(nil)\n", (await _cluster.RunAsync("get", "k")).Succeeded().Output);
    }

    // Whoever looks on sees a request's whole way, where its value is and who owns it; the origin is asked no more than before.
    private async Task WatchedAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var client = ControlClient.Open(_cluster.Data);
        List<WatchedLine> lines = [];
        await Wait.Until(async () =>
        {
            lines = [.. (await client.GetAsync<WatchView>("/watch", cancel)).Lines.Where(line => line.Key == "seen")];
            await client.PostAsync<RequestView>("/request", new RequestBody("set", "seen", "value"), cancel);
            await client.PostAsync<RequestView>("/request", new RequestBody("get", "seen", null), cancel);
            return lines.GroupBy(line => line.Version).Any(way => way.Key is not null && way.Select(line => line.Kind).ToHashSet().IsSupersetOf(["commit", "copy", "read"]));
        }, "the ways of requests are seen", 20);
        var placed = (await client.GetAsync<PlacementView>("/placement?key=seen", cancel)).Key!;
        var read = lines.First(line => line is { Kind: "read", Outcome: "hit" });
        Assert.Equal(("coordinator-0", placed.Node, null), (read.By, read.Node, read.StalenessMs));
        var queries = (await client.GetAsync<StatusView>("/status", cancel)).Origin.Queries;
        var contents = await client.GetAsync<ContentsView>("/contents", cancel);
        Assert.Equal(["node-0", "node-1", "node-2", "node-3"], contents.Nodes.Select(node => node.Node));
        var (node, slot) = Assert.Single(contents.Nodes.SelectMany(node => node.Slots.Select(slot => (node, slot))), held => held.slot.Key == "seen");
        Assert.Equal((placed.Node, "value", false, false), (node.Node, slot.Value, slot.Dirty, slot.Stale));
        Assert.InRange(slot.Version!.Value, read.Version!.Value, long.MaxValue);
        Assert.Equal(queries, (await client.GetAsync<StatusView>("/status", cancel)).Origin.Queries);
        await Assert.ThrowsAsync<UsageException>(() => client.GetAsync<PlacementView>("/placement?key=", cancel));
    }

    private async Task<List<int>> StatusAsync()
    {
        var status = await _cluster.StatusAsync();
        Assert.Equal(Members, Names(status));
        Assert.All(status.GetProperty("members").EnumerateArray(), member => Assert.Equal("up", member.GetProperty("status").GetString()));
        var pids = RunningCluster.Pids(status);
        Assert.Equal(RunningCluster.Pids(_up), pids);
        Assert.All(pids.Values, pid => Assert.True(OsProcesses.Lives(pid)));
        Assert.InRange(status.GetProperty("requests").GetInt64(), 6, long.MaxValue);
        Assert.InRange(status.GetProperty("hitRate").GetDouble(), 0.01, 1);
        Assert.Equal(0, status.GetProperty("dirty").GetInt64());
        var origin = status.GetProperty("origin");
        Assert.Equal(origin.GetProperty("queries").GetInt64(), origin.GetProperty("reads").GetInt64() + origin.GetProperty("writes").GetInt64());
        Assert.Equal(2, origin.GetProperty("writes").GetInt64());
        Assert.Equal(0, origin.GetProperty("rows").GetInt64());
        Assert.Equal("4", status.GetProperty("settings").GetProperty("nodes").GetString());
        return [.. pids.Values];
    }

    // The answers that one gets are not counted for another.
    private async Task ManyAskAsync()
    {
        using var client = ControlClient.Open(_cluster.Data);
        var cancel = TestContext.Current.CancellationToken;
        var statuses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GetAsync<StatusView>("/status", cancel)));
        Assert.All(statuses, status => Assert.All(status.Members, member => Assert.Equal("up", member.Status)));
    }

    private async Task EventsAsync()
    {
        var lines = (await _cluster.RunAsync("events", "--json")).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var events = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var numbers = events.ConvertAll(line => line.GetProperty("number").GetInt64());
        Assert.Equal(numbers.OrderDescending(), numbers);
        Assert.Contains("get k", events[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains(events, line => line.GetProperty("text").GetString()!.StartsWith("node-3 started", StringComparison.Ordinal));
    }

    private async Task SecondUpAsync()
    {
        (await _cluster.RunAsync("up")).Refused(1, "already running");
        (await _cluster.RunAsync("up", "--detach")).Refused(1, "already running");
    }

    private async Task BadNamesAsync()
    {
        (await _cluster.RunAsync("kill", "node-9")).Refused(2, "node-9");
        (await _cluster.RunAsync("restart", "nobody")).Refused(2, "nobody");
    }

    private static void Same(JsonElement result, string? value, string outcome) =>
        Assert.Equal((value, outcome), (result.GetProperty("value").GetString(), result.GetProperty("outcome").GetString()));

    private static string?[] Names(JsonElement status) =>
        [.. status.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("name").GetString()).Order(StringComparer.Ordinal)];
}
