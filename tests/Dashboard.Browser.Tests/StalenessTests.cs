using System.Text.RegularExpressions;
using AkkaCacheSim.Dashboard.Browser.Tests.Support;

namespace AkkaCacheSim.Dashboard.Browser.Tests;

/// <summary>Writes behind the cache's back.</summary>
public sealed partial class StalenessTests(Chromium chromium, ClusterWithPage cluster) : PageTest(chromium, cluster)
{
    [Fact]
    public async Task WhenSomebodyWritesBehindTheCachesBack_ThenTheCopyIsStaleUntilCdcDropsIt()
    {
        await CopiedAsync("price", "10");
        await Page.RequestAsync("External writer", "price", "20");
        await Expect(Page.Slot("price")).ToHaveAttributeAsync("data-stale", "true");
        await Page.RequestAsync("GET", "price");
        await Expect(Page.Answer).ToContainTextAsync("hit, version 1");

        await Page.SwitchOnAsync("invalidation", "cdc");
        await Expect(Page.Member("invalidator-0")).ToHaveAttributeAsync("data-state", "live");

        // A node drops all it has when it first hears of an invalidator, and again at the first batch from it: only then is a copy there to stay.
        await Page.RequestAsync("External writer", "price", "30");
        await Expect(Page.Member("invalidator-0")).ToContainTextAsync(AllTold());
        await Expect(Page.Slot("price")).ToHaveCountAsync(0);
        await CopiedAsync("stock", "1");
        await Page.ActAsync("invalidator-0", "Pause");
        await Expect(Page.Member("invalidator-0")).ToHaveAttributeAsync("data-state", "paused");
        await Page.RequestAsync("External writer", "stock", "2");
        await Expect(Page.Slot("stock")).ToHaveAttributeAsync("data-stale", "true");
        await Page.ActAsync("invalidator-0", "Resume");
        await Expect(Page.Slot("stock")).ToHaveCountAsync(0);
        await Page.RequestAsync("GET", "stock");
        await Expect(Page.Slot("stock")).ToContainTextAsync("2");
        await Expect(Page.Slot("stock")).ToHaveAttributeAsync("data-stale", "false");
    }

    // The invalidator has read something, and every node has acknowledged it.
    [GeneratedRegex(@"read\s*[1-9].*not acknowledged yet\s*0", RegexOptions.Singleline)]
    private static partial Regex AllTold();

    private async Task CopiedAsync(string key, string value)
    {
        await Page.RequestAsync("SET", key, value);
        await Expect(Page.Slot(key)).ToContainTextAsync(value);
        await Expect(Page.Slot(key)).ToHaveAttributeAsync("data-stale", "false");
    }
}
