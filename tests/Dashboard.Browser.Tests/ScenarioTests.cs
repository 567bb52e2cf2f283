using AkkaCacheSim.Dashboard.Browser.Tests.Support;

namespace AkkaCacheSim.Dashboard.Browser.Tests;

/// <summary>Scenarios that are run from the page.</summary>
public sealed class ScenarioTests(Chromium chromium, ClusterWithPage cluster) : PageTest(chromium, cluster)
{
    [Fact]
    public async Task WhenAStampedeIsRun_ThenThePageShowsAThousandOriginReadsWithoutAndOneWithSingleFlight()
    {
        await Page.ChooseAsync("Scenario", "stampede");
        await Page.ChooseAsync("Mode", "virtual");
        await Page.Button("Run scenario").ClickAsync();
        var result = Page.Raw.GetByTestId("scenario-result");
        await Expect(result.GetByRole(AriaRole.Table).First).ToBeVisibleAsync(new() { Timeout = 90_000 });
        var reads = await ColumnAsync(result, "origin reads");
        Assert.InRange(await FigureAsync(result, "none", reads), 900, 1_000);
        Assert.Equal(1, await FigureAsync(result, "single-flight", reads));
        await Expect(result.Locator("[data-holds='true']").First).ToBeVisibleAsync();
        await Expect(result.Locator("[data-holds='false']")).ToHaveCountAsync(0);
    }

    private static async Task<int> ColumnAsync(ILocator result, string name)
    {
        var columns = await result.GetByRole(AriaRole.Columnheader).AllInnerTextsAsync();
        return Assert.Single(Enumerable.Range(0, columns.Count), i => columns[i].Trim().Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<long> FigureAsync(ILocator result, string variant, int column)
    {
        var row = result.GetByRole(AriaRole.Row).Filter(new() { Has = result.Page.GetByRole(AriaRole.Cell, new() { Name = variant, Exact = true }) });
        return long.Parse(await row.First.GetByRole(AriaRole.Cell).Nth(column).InnerTextAsync(), System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture);
    }
}
