using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests;

public sealed class ScenarioTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("latency-gap")]
    [InlineData("write-policies")]
    [InlineData("write-back-crash")]
    [InlineData("ttl-sweep")]
    [InlineData("stampede")]
    [InlineData("expire-popular")]
    [InlineData("hot-key")]
    [InlineData("background-refresh")]
    [InlineData("origin-collapse")]
    [InlineData("stale-fill")]
    [InlineData("bypass-writer")]
    [InlineData("cdc-lag")]
    [InlineData("cdc-gap")]
    [InlineData("virtual-nodes")]
    [InlineData("add-node")]
    [InlineData("node-failure")]
    [InlineData("partition")]
    [InlineData("rolling-restart")]
    public async Task WhenAScenarioRunsInVirtualTime_ThenItsClaimsHold(string name)
    {
        var result = await Cli.RunAsync("scenario", name, "--mode", "virtual", "--json", "--data", _folder.FullPath);
        var json = result.Json();
        Assert.Equal(name, json.GetProperty("scenario").GetString());
        Assert.NotEmpty(json.GetProperty("rows").EnumerateArray());
        Assert.All(json.GetProperty("rows").EnumerateArray(), row => Assert.True(row.TryGetProperty("variant", out _)));
        Assert.NotEmpty(json.GetProperty("claims").EnumerateArray());
        Assert.All(json.GetProperty("claims").EnumerateArray(), claim => Assert.True(claim.GetProperty("holds").GetBoolean(), claim.ToString()));
    }

    [Fact]
    public async Task WhenAClaimDoesNotHold_ThenTheExitCodeIsThree()
    {
        // Without an origin's service time a miss is not ten times as slow as a hit.
        var result = await Cli.RunAsync("scenario", "latency-gap", "--mode", "virtual", "--service-time", "0", "--data", _folder.FullPath);
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("✗", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhenTheScenarioIsUnknown_ThenTheKnownOnesAreListed()
    {
        var result = await Cli.RunAsync("scenario", "guess");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("one of list, latency-gap, ", result.Errors, StringComparison.Ordinal);
    }
}
