using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>Durable write-back on live processes that are killed and paused.</summary>
[Collection(Clusters.Name)]
public sealed class WriteBackTests : IDisposable
{
    // Each is a command, and so a process.
    private const int Keys = 4;

    private readonly ProcessFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Two of six nodes in a round, ten rounds, and between two of them one round with a node that is paused until its partitions live elsewhere.
    [Fact]
    public async Task WhenNodesAreKilledAndOneIsPausedPastItsRemoval_ThenNoDurableWriteIsLostAndVolatileOnesAre()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("AKKACACHESIM_SOAK") == "1", "a soak of minutes: .ci/long runs it, with AKKACACHESIM_SOAK=1");
        var result = await Cli.RunAsync(420, "scenario", "write-back-crash", "--json", "--nodes", "6", "--duration", "181s", "--rate", "200", "--data", _folder.FullPath);
        var outcome = result.Json();
        Assert.All(outcome.GetProperty("claims").EnumerateArray(), claim => Assert.True(claim.GetProperty("holds").GetBoolean(), claim.ToString()));
        var durable = outcome.GetProperty("rows")[0];
        Assert.True(durable.GetProperty("kills").GetInt32() >= 20, durable.ToString());
        Assert.True(durable.GetProperty("acknowledged").GetInt32() > 500, durable.ToString());
        Assert.Empty(OsProcesses.Of(_folder.FullPath));
    }

    [Fact]
    public async Task WhenEveryProcessIsKilledWithABacklog_ThenTheNextUpWritesItWhateverItsSettings()
    {
        using var cluster = (await RunningCluster.StartAsync("--write", "write-back", "--service-time", "0")).Cluster;

        // The origin stands still, so nothing that is acknowledged from here on can be in it.
        await cluster.RunAsync("pause", "origin");
        for (var i = 0; i < Keys; i++) (await cluster.RunAsync("set", "k" + i, "v" + i)).Succeeded();
        var status = await cluster.StatusAsync();
        Assert.True(status.GetProperty("dirty").GetInt32() >= Keys, status.ToString());
        var pids = RunningCluster.Pids(status).Values.ToList();
        foreach (var pid in pids) OsProcesses.Kill(pid);
        await cluster.GoneAsync(pids, 20);

        await cluster.UpAsync("--write", "write-through", "--service-time", "0");
        Assert.Equal(0, (await cluster.StatusAsync()).GetProperty("dirty").GetInt32());
        for (var i = 0; i < Keys; i++) Assert.Equal("v" + i, await cluster.ValueAsync("k" + i));
    }

    [Fact]
    public async Task WhenWriteBackIsLeft_ThenWhatWasDirtyIsInTheOriginFirst()
    {
        using var cluster = (await RunningCluster.StartAsync("--write", "write-back", "--invalidation", "cdc", "--service-time", "200ms")).Cluster;
        for (var i = 0; i < Keys; i++) (await cluster.RunAsync("set", "k" + i, "v" + i)).Succeeded();
        var configured = await cluster.RunAsync("configure", "write=write-through", "read=read-through", "--json");
        Assert.Equal(0, configured.ExitCode);
        var status = await cluster.StatusAsync();
        Assert.Equal((0, Keys), (status.GetProperty("dirty").GetInt32(), status.GetProperty("origin").GetProperty("rows").GetInt32()));
        Assert.Equal("v3", await cluster.ValueAsync("k3"));
    }
}
