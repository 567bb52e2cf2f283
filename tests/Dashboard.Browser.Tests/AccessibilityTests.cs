using AkkaCacheSim.Dashboard.Browser.Tests.Support;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace AkkaCacheSim.Dashboard.Browser.Tests;

/// <summary>What axe-core finds in the page's main states.</summary>
public sealed class AccessibilityTests(Chromium chromium, ClusterWithPage cluster) : PageTest(chromium, cluster)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 1440)]
    [InlineData(ColorScheme.Light, 360)]
    public async Task WhenAxeLooks_ThenItFindsNothingSerious(ColorScheme scheme, int width)
    {
        await Page.LookAsync(scheme, width);
        await Page.RequestAsync("SET", "seen", "value");
        await Page.RequestAsync("External writer", "seen", "other");
        await Expect(Page.Slot("seen")).ToHaveAttributeAsync("data-stale", "true");
        await Page.ActAsync("node-1", "Pause");
        await Expect(Page.Member("node-1")).ToHaveAttributeAsync("data-state", "paused");
        await Page.Event("fault").Filter(new() { HasText = "pause node-1" }).First.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Page.Raw.GetByTestId("event-detail")).ToBeVisibleAsync();
        Clean(await Page.Raw.RunAxe());

        await Page.Button("Actions of node-1").ClickAsync();
        var resume = Page.Raw.GetByRole(AriaRole.Menuitem, new() { Name = "Resume", Exact = true });
        await Expect(resume).ToBeVisibleAsync();
        Clean(await Page.Raw.GetByRole(AriaRole.Menu).RunAxe());
        await resume.ClickAsync();
    }

    [Fact]
    public async Task WhenTheFirstLinkIsFollowed_ThenTheFocusIsPastTheHeaderAndTheAddressIsAsBefore()
    {
        await Page.Raw.GotoAsync(new Uri(Cluster.Url, "/?key=colour").ToString());
        await Page.LiveAsync();
        var address = Page.Raw.Url;
        await Page.Raw.Keyboard.PressAsync("Tab");
        await Expect(Page.Raw.GetByRole(AriaRole.Link, new() { Name = "To the cluster" })).ToBeFocusedAsync();
        await Page.Raw.Keyboard.PressAsync("Enter");
        await Expect(Page.Raw.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
        Assert.Equal(address, Page.Raw.Url);
    }

    private static void Clean(AxeResult result)
    {
        Assert.NotEmpty(result.Passes);
        Assert.Empty(result.Violations
            .Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(5).Select(node => node.Html))}"));
    }
}
