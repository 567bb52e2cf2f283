using AkkaCacheSim.Dashboard.Browser.Tests.Support;

namespace AkkaCacheSim.Dashboard.Browser.Tests;

/// <summary>Pictures of the page's main states, to be looked at: only where AKKACACHESIM_SCREENSHOTS names a folder for them.</summary>
public sealed class Screenshots(Chromium chromium, ClusterWithPage cluster) : PageTest(chromium, cluster)
{
    private const int Narrow = 360;
    private const int Wide = 1440;

    private static readonly (string Name, ColorScheme Scheme, int Width)[] Looks = [("light", ColorScheme.Light, Wide), ("dark", ColorScheme.Dark, Wide), ("narrow", ColorScheme.Light, Narrow)];

    private readonly string? _folder = Environment.GetEnvironmentVariable("AKKACACHESIM_SCREENSHOTS");

    public override async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(_folder), "pictures, by hand, with AKKACACHESIM_SCREENSHOTS=FOLDER: docs/dashboard.md");
        await base.InitializeAsync();
    }

    [Fact]
    public async Task TakeThem()
    {
        await TakeAsync("empty");
        await Page.ConfigureAsync("placement", "ring");
        await Page.RequestAsync("SET", "colour", "blue");
        await Expect(Page.Slot("colour")).ToBeVisibleAsync();
        await Cluster.Client.PostAsync<LoadStateView>("/load", new LoadBody(["rate=50", "keys=24", "write-share=0.1", "bypass-share=0.5"]), TestContext.Current.CancellationToken);
        await Expect(Page.Slot("k0")).ToBeVisibleAsync();
        await Expect(Page.Raw.Locator("[data-stale=true]").First).ToBeVisibleAsync();
        await TakeAsync("load");
        await Page.Raw.ScreenshotAsync(new() { Path = Path.Combine(_folder!, "window.png") });
        await Page.ActAsync("node-1", "Kill");
        await Page.ActAsync("node-2", "Pause");
        await Expect(Page.Member("node-1")).ToHaveAttributeAsync("data-state", "down");
        await Expect(Page.Member("node-2")).ToHaveAttributeAsync("data-state", "paused");
        await TakeAsync("broken");
    }

    private async Task TakeAsync(string state)
    {
        foreach (var look in Looks)
        {
            await Page.LookAsync(look.Scheme, look.Width);
            await Page.Raw.ScreenshotAsync(new() { Path = Path.Combine(_folder!, $"{state}-{look.Name}.png"), FullPage = true });
        }

        await Page.LookAsync(ColorScheme.Light, Wide);
    }
}
