using System.Text.Json;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>Links that are cut and slow, on live processes.</summary>
[Collection(Clusters.Name)]
public sealed class PartitionTests
{
    private static readonly string[] Keys = ["a", "b", "c", "d", "e", "f", "g", "h"];

    [Fact]
    public async Task WhenLinksAreCutAndSlow_ThenEveryKeyIsStillAnsweredAndAllHealsWithoutALoss()
    {
        var (cluster, up) = await RunningCluster.StartAsync("--nodes", "3", "--service-time", "0");
        using var owned = cluster;
        var pids = RunningCluster.Pids(up);
        foreach (var key in Keys) (await cluster.RunAsync("set", key, "v-" + key)).Succeeded();

        await RefusalsAsync(cluster);

        // The link between the two is cut by one of them, which the console can't reach afterwards.
        Done(await cluster.JsonAsync("partition", "node-0", "node-1", "--for", "1m"), "node-0 node-1", "cut off");
        Assert.Equal(["node-0", "node-1"], CutOff(await cluster.StatusAsync()));
        Assert.Equal("v-a", await cluster.ValueAsync("a"));
        Done(await cluster.JsonAsync("heal"), "all", "healed");
        await cluster.ReadyAsync();
        await AnsweredAsync(cluster);

        // Nobody says so.
        (await cluster.RunAsync("partition", "node-2,origin", "--for", "4s")).Succeeded();
        Assert.Equal(["node-2", "origin"], CutOff(await cluster.StatusAsync()));
        await cluster.ReadyAsync();
        await AnsweredAsync(cluster);

        Done(await cluster.JsonAsync("slow", "coordinator-0", "20KB"), "coordinator-0", "slow");
        Assert.InRange(await BehindALargeOneAsync(cluster), 300, 30_000);
        (await cluster.RunAsync("heal")).Succeeded();
        await AnsweredAsync(cluster);

        // Nobody was removed: it is the same processes.
        Assert.Equal(pids, RunningCluster.Pids(await cluster.StatusAsync()));
        (await cluster.RunAsync("down")).Succeeded();
    }

    // The large one has its link to itself for 2 s. No command is started in between, which can take as long on a busy machine.
    private static async Task<double> BehindALargeOneAsync(RunningCluster cluster)
    {
        using var client = ControlClient.Open(cluster.Data);
        var cancel = TestContext.Current.CancellationToken;
        await client.PostAsync<RequestView>("/request", new RequestBody("set", "large", new string('x', 40_000)), cancel);
        return (await client.PostAsync<RequestView>("/request", new RequestBody("get", "a", null), cancel)).LatencyMs;
    }

    private static async Task RefusalsAsync(RunningCluster cluster)
    {
        (await cluster.RunAsync("partition", "node-9")).Refused(2, "node-9");
        (await cluster.RunAsync("partition", "node-0,node-0")).Refused(2, "node-0");
        (await cluster.RunAsync("partition", "node-0", "--for", "11m")).Refused(2, "--for 11m");
        (await cluster.RunAsync("partition", "node-0,node-1,node-2,origin,coordinator-0,console")).Refused(2, "leaves somebody out");
        (await cluster.RunAsync("slow", "nobody", "1KB")).Refused(2, "nobody");
        (await cluster.RunAsync("slow", "node-0", "0")).Refused(2, "slow 0");
    }

    private static async Task AnsweredAsync(RunningCluster cluster)
    {
        foreach (var key in Keys) Assert.Equal("v-" + key, await cluster.ValueAsync(key));
    }

    private static void Done(JsonElement links, string name, string status) =>
        Assert.Equal((name, status), (links.GetProperty("name").GetString(), links.GetProperty("status").GetString()));

    private static string?[] CutOff(JsonElement status) =>
    [
        .. status.GetProperty("members").EnumerateArray()
            .Where(member => member.GetProperty("status").GetString() == "cut off")
            .Select(member => member.GetProperty("name").GetString())
            .Order(StringComparer.Ordinal),
    ];
}
