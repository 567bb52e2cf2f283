using System.Text.Json;
using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>What puts load on a running cluster, writes behind its back, and runs scenarios beside it.</summary>
[Collection(Clusters.Name)]
public sealed class LoadTests
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task WhenAClusterIsLoadedBypassedAndAskedForScenarios_ThenEachIsDoneAndEndsWithIt()
    {
        var (cluster, up) = await RunningCluster.StartAsync("--nodes", "2", "--coordinators", "2", "--ttl", "none", "--service-time", "0");
        using var owned = cluster;
        using var client = ControlClient.Open(cluster.Data);
        await LoadAsync(cluster, client, RunningCluster.Pids(up)["node-1"]);
        await BypassAsync(cluster);
        await ScenarioAsync(client);
        await EndAsync(cluster, client);
    }

    private static async Task LoadAsync(RunningCluster cluster, ControlClient client, int node)
    {
        (await cluster.RunAsync("load", "stop")).Refused(1, "no load runs");
        using var load = Cli.Start("load", "--rate", "200", "--keys", "20", "--json", "--data", cluster.Data);
        await Wait.Until(async () => await StateAsync() is { Running: true, Phase: "running", Requests: > 0 }, "the load runs");
        Assert.Equal("200", (await StateAsync()).Options["rate"]);
        (await cluster.RunAsync("load")).Refused(1, "runs already");
        await Assert.ThrowsAsync<LiveException>(() => client.PostAsync<LoadStateView>("/load", new LoadBody(["rate=1"]), Cancel));
        Assert.Contains("one of rate", (await Assert.ThrowsAsync<UsageException>(() => client.PostAsync<LoadStateView>("/load", new LoadBody(["telepathy=1"]), Cancel))).Message, StringComparison.Ordinal);

        // It is no experiment: what dies is started again.
        OsProcesses.Kill(node);
        await Wait.Until(async () => RunningCluster.Pids(await cluster.StatusAsync())["node-1"] != node, "the node is started again");
        await cluster.ReadyAsync();
        await OsProcesses.TerminateAsync(load.Id);
        var printed = await load.StandardOutput.ReadToEndAsync(Cancel);
        await load.WaitForExitAsync(Cancel);
        Assert.Equal(0, load.ExitCode);
        var figures = JsonDocument.Parse(printed).RootElement.GetProperty("figures");
        Assert.InRange(figures.GetProperty("hitRate").GetDouble(), 0.1, 1);
        Assert.True(figures.GetProperty("latencyMs").GetProperty("hit").GetProperty("p50").GetDouble() > 0);
        var state = await StateAsync();
        Assert.Equal((false, "done", figures.GetProperty("requests").GetInt64()), (state.Running, state.Phase, state.Requests));

        // And the next may begin; a number of requests ends it.
        var next = await cluster.JsonAsync("load", "--requests", "50", "--concurrency", "4", "--keys", "20");
        Assert.Equal(50, next.GetProperty("figures").GetProperty("requests").GetInt64());

        async Task<LoadStateView> StateAsync() => await client.GetAsync<LoadStateView>("/load", Cancel);
    }

    private static async Task BypassAsync(RunningCluster cluster)
    {
        var version = (await cluster.JsonAsync("set", "k", "ours")).GetProperty("version").GetInt64();
        var bypass = await cluster.JsonAsync("bypass", "set", "k", "theirs");
        Assert.Equal(("stored", null), (bypass.GetProperty("outcome").GetString(), bypass.GetProperty("node").GetString()));
        Assert.InRange(bypass.GetProperty("version").GetInt64(), version + 1, long.MaxValue);
        var stale = await cluster.JsonAsync("get", "k");
        Assert.Equal(("ours", "hit", version), (stale.GetProperty("value").GetString(), stale.GetProperty("outcome").GetString(), stale.GetProperty("version").GetInt64()));
        Assert.Equal("deleted", (await cluster.JsonAsync("bypass", "del", "k")).GetProperty("outcome").GetString());
        (await cluster.RunAsync("bypass", "set", "", "v")).Refused(2, "KEY");
        Assert.Contains("bypass set k: stored", (await cluster.RunAsync("events")).Output, StringComparison.Ordinal);
    }

    private static async Task ScenarioAsync(ControlClient client)
    {
        Assert.Contains("latency-gap", (await client.GetAsync<ScenarioInfo[]>("/scenarios", Cancel)).Select(scenario => scenario.Name));
        await Assert.ThrowsAsync<UsageException>(() => StartAsync(client, "telepathy", "virtual"));
        await Assert.ThrowsAsync<LiveException>(() => client.GetTextAsync("/scenario/report", Cancel));
        await StartAsync(client, "latency-gap", "virtual");
        await Wait.Until(async () => !(await StateAsync()).Running, "the scenario ends");
        var state = await StateAsync();
        Assert.Equal(("latency-gap", 0), (state.Name, state.ExitCode));
        Assert.StartsWith("latency-gap: ", state.Progress[0], StringComparison.Ordinal);
        Assert.Equal("latency-gap", JsonDocument.Parse(state.Result!).RootElement.GetProperty("scenario").GetString());
        Assert.EndsWith("</html>", (await client.GetTextAsync("/scenario/report", Cancel)).TrimEnd(), StringComparison.Ordinal);

        // One on processes of its own, ended early.
        await StartAsync(client, "latency-gap", "live");
        await Assert.ThrowsAsync<LiveException>(() => StartAsync(client, "hot-key", "virtual"));
        state = await client.PostAsync<ScenarioStateView>("/scenario/stop", new { }, Cancel);
        Assert.Equal((false, 1), (state.Running, state.ExitCode));
        await Assert.ThrowsAsync<LiveException>(() => client.GetTextAsync("/scenario/report", Cancel));

        async Task<ScenarioStateView> StateAsync() => await client.GetAsync<ScenarioStateView>("/scenario", Cancel);
    }

    // A console that is killed has no last word.
    private static async Task EndAsync(RunningCluster cluster, ControlClient client)
    {
        var before = OsProcesses.Of(cluster.Data);
        await StartAsync(client, "latency-gap", "live");
        await Wait.Until(() => OsProcesses.Of(cluster.Data).Count > before.Count + 1, "the scenario has processes of its own");
        OsProcesses.Kill(client.Pid);
        await cluster.GoneAsync(before, 20);
    }

    private static Task<ScenarioStateView> StartAsync(ControlClient client, string name, string mode) =>
        client.PostAsync<ScenarioStateView>("/scenario", new ScenarioBody(name, mode, ["seed=3"]), Cancel);
}
