using System.Text.Json;
using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>Processes that die, and clusters that end in other ways than by <c>down</c>.</summary>
[Collection(Clusters.Name)]
public sealed class DeathTests
{
    private static readonly string[] Keys = ["a", "b", "c", "d", "e", "f", "g", "h"];

    [Fact]
    public async Task WhenProcessesDie_ThenEveryKeyIsAnsweredAndTheyComeBackUnlessTheUserHasKilledThem()
    {
        var (cluster, up) = await RunningCluster.StartAsync("--nodes", "3", "--service-time", "0");
        using var owned = cluster;
        var pids = RunningCluster.Pids(up);
        var owners = new HashSet<string?>();
        foreach (var key in Keys)
        {
            (await cluster.RunAsync("set", key, "v-" + key)).Succeeded();
            owners.Add((await cluster.JsonAsync("get", key)).GetProperty("node").GetString());
        }

        Assert.Contains("node-1", owners);
        (await cluster.RunAsync("kill", "node-1")).Succeeded();

        // At once, while nobody has noticed, and after.
        foreach (var key in Keys) Assert.Equal("v-" + key, await cluster.ValueAsync(key));
        await Wait.Until(async () => Node(await cluster.StatusAsync(), "node-1") == "down (signal 9)", "status shows the death");
        var status = await cluster.StatusAsync();
        Assert.False(status.GetProperty("ready").GetBoolean());
        Assert.Equal("up", Node(status, "node-0"));
        foreach (var key in Keys) Assert.Equal("v-" + key, await cluster.ValueAsync(key));
        Assert.Contains("node-1", (await cluster.RunAsync("events")).Output, StringComparison.Ordinal);

        (await cluster.RunAsync("restart", "node-1")).Succeeded();
        await cluster.ReadyAsync();
        foreach (var key in Keys) Assert.Equal("v-" + key, await cluster.ValueAsync(key));

        // By themselves: the supervisor starts them again, the origin too.
        OsProcesses.Kill(pids["node-0"]);
        OsProcesses.Kill(pids["origin"]);
        await Wait.Until(async () => RunningCluster.Pids(await cluster.StatusAsync()) is var now && now["node-0"] != pids["node-0"] && now["origin"] != pids["origin"], "both were started again");
        await cluster.ReadyAsync();
        foreach (var key in Keys) Assert.Equal("v-" + key, await cluster.ValueAsync(key));
        Assert.Contains($"node-0 (pid {pids["node-0"]}) is down (signal 9); it starts again in 1 s", (await cluster.RunAsync("events")).Output, StringComparison.Ordinal);

        var all = RunningCluster.Pids(await cluster.StatusAsync()).Values;
        (await cluster.RunAsync("down")).Succeeded();
        await cluster.GoneAsync(all, 1);
    }

    [Fact]
    public async Task WhenTheConsoleIsKilled_ThenItsChildrenLeaveAndTheFolderIsFree()
    {
        var (cluster, up) = await RunningCluster.StartAsync("--nodes", "1", "--invalidation", "cdc");
        using var owned = cluster;
        var pids = RunningCluster.Pids(up);
        Assert.Equal(5, pids.Count);
        OsProcesses.Kill(pids["console"]);
        await cluster.GoneAsync(pids.Values, 30);
        (await cluster.RunAsync("status")).Refused(1, cluster.Data);
    }

    [Fact]
    public async Task WhenUpInTheForegroundIsTerminated_ThenItEndsWellAndLeavesNothing()
    {
        using var cluster = new RunningCluster();
        using var up = Cli.Start("up", "--nodes", "1", "--data", cluster.Data);
        try
        {
            var output = up.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = up.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await Wait.Until(() => up.HasExited || File.Exists(Path.Combine(cluster.Data, "control.json")), "up serves", RunningCluster.StartSeconds);
            var pids = RunningCluster.Pids(await cluster.StatusAsync());
            Assert.Equal(up.Id, pids["console"]);
            await OsProcesses.TerminateAsync(up.Id);
            await up.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(40), TestContext.Current.CancellationToken);
            await cluster.GoneAsync(pids.Values, 1);
            Assert.Equal(0, up.ExitCode);
            Assert.Contains("node-0", await output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", await errors, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(cluster.Data, "control.json")));
        }
        finally
        {
            if (!up.HasExited) up.Kill(entireProcessTree: true);
        }
    }

    private static string? Node(JsonElement status, string name) => status.GetProperty("members").EnumerateArray()
        .Single(member => member.GetProperty("name").GetString() == name).GetProperty("status").GetString();
}
