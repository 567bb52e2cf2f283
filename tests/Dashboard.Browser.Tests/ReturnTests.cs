using AkkaCacheSim.Dashboard.Browser.Tests.Support;

namespace AkkaCacheSim.Dashboard.Browser.Tests;

/// <summary>Pages that are loaded again, and clusters that go and come.</summary>
public sealed class ReturnTests(Chromium chromium, ClusterWithPage cluster) : PageTest(chromium, cluster)
{
    [Fact]
    public async Task WhenThePageIsLoadedAgain_ThenItShowsTheSameState()
    {
        // With a ring the others keep what is theirs when a node goes.
        await Page.ConfigureAsync("placement", "ring");
        var key = Assert.Single(await Cluster.KeysOfAsync("node-0", 1));
        await Page.RequestAsync("SET", key, "lasting");
        await Expect(Page.Slot(key)).ToContainTextAsync("lasting");
        await Page.ActAsync("node-3", "Kill");
        await Expect(Page.Member("node-3")).ToHaveAttributeAsync("data-state", "down");

        await Page.Raw.ReloadAsync();
        await Page.LiveAsync();
        await Expect(Page.Setting("placement")).ToHaveAttributeAsync("data-value", "ring");
        await Expect(Page.Placement).ToHaveAttributeAsync("data-placement", "ring");
        await Expect(Page.Slot(key)).ToContainTextAsync("lasting");
        await Expect(Page.Member("node-3")).ToHaveAttributeAsync("data-state", "down");
        await Expect(Page.Key).ToHaveValueAsync(key);
    }

    [Fact]
    public async Task WhenTheClusterGoesAndComesBack_ThenThePageSaysSoAndFollowsItAgain()
    {
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
