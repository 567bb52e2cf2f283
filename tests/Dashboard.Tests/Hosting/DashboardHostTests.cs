using AkkaCacheSim.Dashboard.Tests.Support;

namespace AkkaCacheSim.Dashboard.Tests.Hosting;

/// <summary>Where the page can't be served.</summary>
public sealed class DashboardHostTests
{
    [Fact]
    public async Task WhenThePortIsInUse_ThenTheOptionIsNamed()
    {
        await using var page = await ServedPage.StartAsync();
        using var folder = new TempFolder();
        var e = await Assert.ThrowsAsync<LiveException>(() => ServedPage.StartAsync(folder, "127.0.0.1", page.Url.Port));
        Assert.Contains($"--dashboard-port {page.Url.Port}", e.Message, StringComparison.Ordinal);
        Assert.Contains("in use", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("no such name")]
    public async Task WhenTheAddressIsNotOfThisMachine_ThenTheOptionIsNamed(string address)
    {
        using var folder = new TempFolder();
        var e = await Assert.ThrowsAsync<LiveException>(() => ServedPage.StartAsync(folder, address, 0));
        Assert.Contains($"--dashboard-bind {address}", e.Message, StringComparison.Ordinal);
    }
}
