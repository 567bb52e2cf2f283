using System.Text.Json;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>Settings that change while the cluster runs.</summary>
[Collection(Clusters.Name)]
public sealed class ConfigureTests
{
    [Fact]
    public async Task WhenSettingsChange_ThenEveryMemberFollowsAlsoOneThatComesLater()
    {
        var (cluster, up) = await RunningCluster.StartAsync("--nodes", "3", "--ttl", "none", "--service-time", "0");
        using var owned = cluster;
        Assert.Equal(0, up.GetProperty("epoch").GetInt64());
        await RefusalsAsync(cluster);

        Changed(await cluster.JsonAsync("configure", "ttl=1s", "placement=ring", "invalidation=cdc"), 1, "ttl=1s", "placement=ring", "invalidation=cdc", "invalidators=1");
        Followed(await cluster.StatusAsync(), 1, 7, "ring");

        // The file has them for whoever starts later; one that has read an older file hears of them all the same.
        var file = Path.Combine(cluster.Data, "settings.json");
        var saved = EpochSettings.Load(file);
        Assert.Equal((1, "ring"), (saved.Epoch, saved.Settings.Placement));
        (saved with { Epoch = 0 }).Save(file);
        (await cluster.RunAsync("kill", "node-1")).Succeeded();
        (await cluster.RunAsync("restart", "node-1")).Succeeded();
        await cluster.ReadyAsync();
        await Wait.Until(async () => Epochs(await cluster.StatusAsync()).All(epoch => epoch == 1), "the one that came late follows");

        Changed(await cluster.JsonAsync("configure", "ttl=none"), 2, "ttl=none");
        await HitAsync(cluster, "k");
        Foreigner.Update(cluster, "k", "theirs");
        await Wait.Until(async () => await cluster.ValueAsync("k") == "theirs", "readers see the foreign write", 10);

        Changed(await cluster.JsonAsync("configure", "invalidation=ttl"), 3, "invalidation=ttl", "invalidators=0");
        var status = await cluster.StatusAsync();
        Followed(status, 3, 6, "ring");
        Assert.DoesNotContain("published", status.GetProperty("members").EnumerateArray().SelectMany(member => member.GetProperty("figures").EnumerateObject()).Select(figure => figure.Name));
        await HitAsync(cluster, "k");
        Foreigner.Update(cluster, "k", "unseen");
        Assert.NotEqual("unseen", await cluster.ValueAsync("k"));

        Changed(await cluster.JsonAsync("configure", "invalidation=cdc"), 4, "invalidation=cdc", "invalidators=1");
        await Wait.Until(async () => await cluster.ValueAsync("k") == "unseen", "what nobody was told of is gone", 10);
        var again = await cluster.JsonAsync("configure", "invalidation=cdc");
        Assert.Equal((4, 0), (again.GetProperty("epoch").GetInt32(), again.GetProperty("changed").GetArrayLength()));
        Assert.Contains("epoch 3: invalidators 1 -> 0, invalidation cdc -> ttl", (await cluster.RunAsync("events")).Output, StringComparison.Ordinal);
        (await cluster.RunAsync("down")).Succeeded();
    }

    [Fact]
    public async Task WhenAMemberDoesNotConfirm_ThenTheChangeFailsAndNamesIt()
    {
        var (cluster, up) = await RunningCluster.StartAsync("--nodes", "3");
        using var owned = cluster;
        var silent = RunningCluster.Pids(up)["node-1"];
        await OsProcesses.SignalAsync(silent, "STOP");
        try
        {
            (await cluster.RunAsync("configure", "ttl=1s")).Refused(1, "node-1");
        }
        finally
        {
            await OsProcesses.SignalAsync(silent, "CONT");
        }
    }

    private static async Task RefusalsAsync(RunningCluster cluster)
    {
        (await cluster.RunAsync("configure", "ttl=5s", "slots=9")).Refused(2, "slots");
        (await cluster.RunAsync("configure", "ttl=5s", "pool=0")).Refused(2, "--pool");
        Assert.Equal("none", (await cluster.StatusAsync()).GetProperty("settings").GetProperty("ttl").GetString());
    }

    private static async Task HitAsync(RunningCluster cluster, string key)
    {
        (await cluster.RunAsync("set", key, "ours")).Succeeded();
        await Wait.Until(async () => (await cluster.JsonAsync("get", key)).GetProperty("outcome").GetString() == "hit", "the key is served from the cache");
    }

    private static void Changed(JsonElement view, int epoch, params string[] changes)
    {
        Assert.Equal(epoch, view.GetProperty("epoch").GetInt32());
        var changed = view.GetProperty("changed").EnumerateArray().Select(change => $"{change.GetProperty("name").GetString()}={change.GetProperty("to").GetString()}");
        Assert.Equal(changes.Order(StringComparer.Ordinal), changed.Order(StringComparer.Ordinal));
        foreach (var change in changes) Assert.Equal(change[(change.IndexOf('=', StringComparison.Ordinal) + 1)..], view.GetProperty("settings").GetProperty(change[..change.IndexOf('=', StringComparison.Ordinal)]).GetString());
    }

    private static void Followed(JsonElement status, int epoch, int members, string placement)
    {
        Assert.Equal(epoch, status.GetProperty("epoch").GetInt32());
        Assert.Equal(placement, status.GetProperty("settings").GetProperty("placement").GetString());
        Assert.Equal(Enumerable.Repeat(epoch, members), Epochs(status));
    }

    private static IEnumerable<int> Epochs(JsonElement status) => status.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("epoch").GetInt32());
}
