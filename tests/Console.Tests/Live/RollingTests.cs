using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>Every process but the console and the coordinators is restarted in good order, under load. A minute long: only where AKKACACHESIM_SOAK is 1; in virtual time ScenarioTests run it always.</summary>
[Collection(Clusters.Name)]
public sealed class RollingTests : IDisposable
{
    private readonly ProcessFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WhenEveryProcessIsRestartedInTurn_ThenNoRequestFails()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("AKKACACHESIM_SOAK") == "1", "a minute of restarts: .ci/long runs it, with AKKACACHESIM_SOAK=1");
        var result = await Cli.RunAsync(180, "scenario", "rolling-restart", "--nodes", "2", "--read", "read-through", "--json", "--data", _folder.PathOf("data"));
        var json = result.Json();
        Assert.All(json.GetProperty("claims").EnumerateArray(), claim => Assert.True(claim.GetProperty("holds").GetBoolean(), claim.ToString()));
        var row = json.GetProperty("rows")[0];
        Assert.Equal((4, 0), (row.GetProperty("restarts").GetInt32(), row.GetProperty("failedReads").GetInt32()));

        // They did go, and came back.
        var events = json.GetProperty("timeline").EnumerateArray().SelectMany(second => second.GetProperty("events").EnumerateArray()).Select(what => what.GetProperty("text").GetString()).ToList();
        foreach (var name in (string[])["node-0", "node-1", "origin", "invalidator-0"])
        {
            Assert.Contains($"{name} removed", events);
            Assert.Contains($"{name} joined", events);
        }
    }
}
