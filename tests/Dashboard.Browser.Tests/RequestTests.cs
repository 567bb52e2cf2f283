using System.Text.RegularExpressions;
using AkkaCacheSim.Dashboard.Browser.Tests.Support;

namespace AkkaCacheSim.Dashboard.Browser.Tests;

/// <summary>Keys that are typed, and where they land.</summary>
public sealed class RequestTests(Chromium chromium, ClusterWithPage cluster) : PageTest(chromium, cluster)
{
    private const int SlotsOfANode = 8;

    [Fact]
    public async Task WhenAKeyIsReadTwice_ThenItIsAMissAndThenAHitAndItsCopyIsSeenWhereItLands()
    {
        await Page.RequestAsync("External writer", "colour", "blue");
        await Expect(Page.Answer).ToContainTextAsync("colour");
        await Page.Button("GET").ClickAsync();
        await Expect(Page.Answer).ToHaveTextAsync(new Regex("^miss, version 1"));
        await Page.Button("GET").ClickAsync();
        await Expect(Page.Answer).ToHaveTextAsync(new Regex("^hit, version 1"));
        await Expect(Page.Raw.GetByTestId("marks")).ToHaveAttributeAsync("data-begun", new Regex("^[1-9]"));
        var owner = await Cluster.OwnerAsync("colour");
        await Expect(Page.Raw.GetByTestId("lands-on")).ToContainTextAsync(owner);
        await Expect(Page.Member(owner).GetByTestId("slot").Filter(new() { HasText = "colour" })).ToContainTextAsync("blue");
    }

    [Fact]
    public async Task WhenANodeIsFilled_ThenItEvictsTheKeyThatWasLongestUnused()
    {
        var keys = await Cluster.KeysOfAsync("node-2", SlotsOfANode + 1);
        foreach (var key in keys)
        {
            await Page.RequestAsync("SET", key, "of " + key);
            await Expect(Page.Slot(key)).ToContainTextAsync("of " + key);
        }

        await Expect(Page.Slot(keys[0])).ToHaveCountAsync(0);
        await Expect(Page.Member("node-2")).ToContainTextAsync($"{SlotsOfANode}/{SlotsOfANode} slots");
        await Page.RequestAsync("GET", keys[0]);
        await Expect(Page.Answer).ToContainTextAsync("miss");
    }

    // A click on what was served first would go nowhere.
    [Fact]
    public async Task WhenThePageIsNotLiveYet_ThenItShowsTheClusterAndTakesNoClick()
    {
        using var http = new HttpClient();
        var served = await http.GetStringAsync(Cluster.Url, TestContext.Current.CancellationToken);
        Assert.Contains("member-node-0", served, StringComparison.Ordinal);
        Assert.Matches(new Regex("<div class=\"page\"[^>]* inert"), served);
        await Expect(Page.Raw.GetByTestId("updates")).Not.ToHaveAttributeAsync("inert", new Regex(""));
    }
}
