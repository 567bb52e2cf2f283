using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>Writers that never heard of the cache.</summary>
[Collection(Clusters.Name)]
public sealed class CdcTests
{
    [Fact]
    public async Task WhenSomebodyElseWritesTheDatabase_ThenReadersSeeItAlsoAfterRestartsOfTheLogsParts()
    {
        var (cluster, _) = await RunningCluster.StartAsync("--nodes", "2", "--invalidation", "cdc", "--ttl", "none", "--service-time", "0");
        using var owned = cluster;
        await ForeignWriteIsSeenAsync(cluster, "1");

        (await cluster.RunAsync("restart", "invalidator-0")).Succeeded();
        await cluster.ReadyAsync();
        await ForeignWriteIsSeenAsync(cluster, "2");

        (await cluster.RunAsync("restart", "origin")).Succeeded();
        await cluster.ReadyAsync();
        await ForeignWriteIsSeenAsync(cluster, "3");
        (await cluster.RunAsync("down")).Succeeded();
    }

    private static async Task ForeignWriteIsSeenAsync(RunningCluster cluster, string round)
    {
        (await cluster.RunAsync("set", "k", "ours-" + round)).Succeeded();
        await Wait.Until(
            async () =>
            {
                var read = await cluster.JsonAsync("get", "k");
                Assert.Equal("ours-" + round, read.GetProperty("value").GetString());
                return read.GetProperty("outcome").GetString() == "hit";
            },
            "the key is served from the cache");
        Foreigner.Update(cluster, "k", "theirs-" + round);
        await Wait.Until(async () => await cluster.ValueAsync("k") == "theirs-" + round, "readers see the foreign write", 10);
    }
}
