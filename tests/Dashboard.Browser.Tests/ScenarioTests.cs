using System.Text.Json;
using AkkaCacheSim.Dashboard.Browser.Tests.Support;

namespace AkkaCacheSim.Dashboard.Browser.Tests;

/// <summary>Scenarios that are run from the page.</summary>
public sealed class ScenarioTests(Chromium chromium, ClusterWithPage cluster) : PageTest(chromium, cluster)
{
    [Fact]
    public async Task WhenAStampedeIsRun_ThenThePageShowsAThousandOriginReadsWithoutAndOneWithSingleFlight()
    {
        await Expect(Page.Choice("Scenario")).ToHaveValueAsync("stampede");
        await Page.ChooseAsync("Mode", "virtual");
        await Page.Button("Run scenario").ClickAsync();
        var result = Page.Raw.GetByTestId("scenario-result");
        await Expect(OriginReads(result, "none, 1 coordinator")).ToHaveTextAsync("1,000", new() { Timeout = 90_000 });
        await Expect(OriginReads(result, "single-flight, 1 coordinator")).ToHaveTextAsync("1");
        await Expect(result.Locator("[data-holds='true']").First).ToBeVisibleAsync();
        await Expect(result.Locator("[data-holds='false']")).ToHaveCountAsync(0);
        var download = await Page.Raw.RunAndWaitForDownloadAsync(() => result.GetByRole(AriaRole.Link, new() { Name = "JSON", Exact = true }).ClickAsync());
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
        Assert.Equal("stampede", document.RootElement.GetProperty("scenario").GetString());
        var report = await Page.Raw.RunAndWaitForDownloadAsync(() => result.GetByRole(AriaRole.Link, new() { Name = "HTML report", Exact = true }).ClickAsync());
        Assert.StartsWith("<!", await File.ReadAllTextAsync(await report.PathAsync(), TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
    }

    private static ILocator OriginReads(ILocator result, string variant) =>
        result.GetByRole(AriaRole.Row).Filter(new() { Has = result.Page.GetByRole(AriaRole.Rowheader, new() { Name = variant, Exact = true }) }).Locator("[data-figure='originReads']");
}
