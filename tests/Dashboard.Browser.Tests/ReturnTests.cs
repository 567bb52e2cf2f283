using AkkaCacheSim.Dashboard.Browser.Tests.Support;

namespace AkkaCacheSim.Dashboard.Browser.Tests;

/// <summary>Pages that are loaded again, and clusters that go and come.</summary>
public sealed class ReturnTests(Chromium chromium, ClusterWithPage cluster) : PageTest(chromium, cluster)
{
    [Fact]
    public async Task WhenThePageIsLoadedAgain_ThenItShowsTheSameState()
    {
        await Page.ConfigureAsync("eviction", "sieve");
        await Page.RequestAsync("SET", "lasting", "value");
        await Expect(Page.Slot("lasting")).ToContainTextAsync("value");
        await Page.ActAsync("node-3", "Kill");
        await Expect(Page.Member("node-3")).ToHaveAttributeAsync("data-state", "down");

        await Page.Raw.ReloadAsync();
        await Page.LiveAsync();
        await Expect(Page.Setting("eviction")).ToHaveAttributeAsync("data-value", "sieve");
        await Expect(Page.Slot("lasting")).ToContainTextAsync("value");
        await Expect(Page.Member("node-3")).ToHaveAttributeAsync("data-state", "down");
        await Expect(Page.Key).ToHaveValueAsync("lasting");
    }

    [Fact]
    public async Task WhenTheClusterGoesAndComesBack_ThenThePageSaysSoAndFollowsItAgain()
    {
        await Page.Raw.EvaluateAsync("window.notReloadedByHand = true");
        (await Cluster.Cluster.RunAsync("down")).Succeeded();
        await Expect(Page.Alert.Filter(new() { HasText = "not answering" })).ToBeVisibleAsync();
        await Cluster.UpAgainAsync();
        await Page.LiveAsync();
        await Expect(Page.Alert.Filter(new() { HasText = "not answering" })).ToHaveCountAsync(0);
        await Page.RequestAsync("SET", "returned", "value");
        await Expect(Page.Slot("returned")).ToContainTextAsync("value");
        ForgetComplaints();
    }
}
