using AkkaCacheSim.Dashboard.Browser.Tests.Support;

namespace AkkaCacheSim.Dashboard.Browser.Tests;

/// <summary>The cluster is broken by a click, and mended.</summary>
public sealed class FaultTests(Chromium chromium, ClusterWithPage cluster) : PageTest(chromium, cluster)
{
    [Fact]
    public async Task WhenPlacementBecomesARingAndANodeIsKilled_ThenBothAreSeenAndItComesBackEmpty()
    {
        await Expect(Page.Placement).ToHaveAttributeAsync("data-placement", "modulo");
        await Page.ConfigureAsync("placement", "ring");
        await Expect(Page.Placement).ToHaveAttributeAsync("data-placement", "ring");

        await Page.ActAsync("node-1", "Kill");
        await Expect(Page.Member("node-1")).ToHaveAttributeAsync("data-state", "down");
        await Expect(Page.Member("node-0")).ToHaveAttributeAsync("data-state", "live");
        await Page.ActAsync("node-1", "Restart");
        await Expect(Page.Member("node-1")).ToHaveAttributeAsync("data-state", "live");
        await Expect(Page.Member("node-1")).ToContainTextAsync("0/8 slots");
        await Expect(Page.Event("fault").Filter(new() { HasText = "kill node-1" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task WhenANodeIsPaused_ThenItIsSeenAndItGoesOn()
    {
        await Page.ActAsync("node-3", "Pause");
        await Expect(Page.Member("node-3")).ToHaveAttributeAsync("data-state", "paused");
        await Page.ActAsync("node-3", "Resume");
        await Expect(Page.Member("node-3")).ToHaveAttributeAsync("data-state", "live");
    }

    [Fact]
    public async Task WhenANodeIsCutOff_ThenItIsSeenUntilItIsHealed()
    {
        await Page.Raw.GetByTestId("partition-picker").GetByLabel("node-0", new() { Exact = true }).CheckAsync();
        await Page.Button("Cut off").ClickAsync();
        await Expect(Page.Member("node-0")).ToHaveAttributeAsync("data-state", "cut-off");
        await Expect(Page.Member("node-1")).ToHaveAttributeAsync("data-state", "live");
        await Page.Button("Heal").ClickAsync();
        await Expect(Page.Member("node-0")).ToHaveAttributeAsync("data-state", "live");
    }
}
