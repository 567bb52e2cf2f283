using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>A session without a terminal, on a running cluster and without one.</summary>
[Collection(Clusters.Name)]
public sealed class ConsoleTests
{
    [Fact]
    public async Task WhenLinesArePiped_ThenEachIsCarriedOutAndOneThatFailsEndsNothing()
    {
        var (cluster, _) = await RunningCluster.StartAsync("--nodes", "2");
        using var _ = cluster;
        var done = await Cli.PipeAsync("set 'a key' \"two\\twords\"\n\n# a remark\nget 'a key'\nconfigure ttl=5s\nexit\nget nobody\n", "console", "--data", cluster.Data);
        done.Succeeded();
        Assert.StartsWith("two\twords\ntwo\twords\n", done.Output, StringComparison.Ordinal);
        Assert.EndsWith("every live member has confirmed epoch 1\n", done.Output, StringComparison.Ordinal);
        Assert.Equal("5s", (await cluster.StatusAsync()).GetProperty("settings").GetProperty("ttl").GetString());

        var json = await Cli.PipeAsync("get 'a key'\n", "console", "--json", "--data", cluster.Data);
        Assert.Equal("two\twords", json.Json().GetProperty("value").GetString());

        var refused = await Cli.PipeAsync("kill node-7\nget \"open\ndance\nget nobody", "console", "--data", cluster.Data);
        Assert.Equal((2, "(nil)\n"), (refused.ExitCode, refused.Output));
        foreach (var named in new[] { "node-7", "a closing \"", "dance" }) Assert.Contains(named, refused.Errors, StringComparison.Ordinal);

        var failed = await Cli.PipeAsync($"get a --data {cluster.Data}-nowhere\nget nobody\n", "console", "--data", cluster.Data);
        Assert.Equal((1, "(nil)\n"), (failed.ExitCode, failed.Output));
    }

    [Fact]
    public async Task WhenNothingRunsAndNothingIsSaid_ThenNothingHappens()
    {
        using var folder = new TempFolder();
        var silent = await Cli.PipeAsync(string.Empty, "console", "--data", folder.PathOf("data"));
        Assert.Equal((0, string.Empty, string.Empty), (silent.ExitCode, silent.Output, silent.Errors));
        var said = await Cli.PipeAsync("status\nhelp\nconsole\n", "console", "--data", folder.PathOf("data"));
        Assert.Equal(2, said.ExitCode);
        Assert.Contains("configure", said.Output, StringComparison.Ordinal);
        Assert.Contains("no cluster is running", said.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.PathOf("data")), "a question made a folder");
    }
}
