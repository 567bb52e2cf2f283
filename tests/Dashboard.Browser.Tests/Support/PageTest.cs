using System.Collections.Concurrent;

namespace AkkaCacheSim.Dashboard.Browser.Tests.Support;

/// <summary>A test with the page open in a browser that remembers nothing. Whatever it tests, no request may leave the machine and the page's own code may not fail.</summary>
/// <param name="chromium">The browser.</param>
/// <param name="cluster">The cluster.</param>
[Collection(Pages.Name)]
public abstract class PageTest(Chromium chromium, ClusterWithPage cluster) : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _asked = [];
    private readonly ConcurrentQueue<string> _complaints = [];
    private IBrowserContext? _context;

    internal ClusterWithPage Cluster { get; } = cluster;

    internal DashboardPage Page { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        _context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 1000 } });
        await Cluster.MendAsync();
        _context.Request += (_, request) => _asked.Enqueue(request.Url);
        _context.Console += (_, message) => Note(message);
        _context.WebError += (_, error) => _complaints.Enqueue(error.Error);
        Page = new DashboardPage(await _context.NewPageAsync());
        Page.Raw.WebSocket += (_, socket) => _asked.Enqueue(socket.Url);
        await Page.OpenAsync(Cluster.Url);
    }

    public async ValueTask DisposeAsync()
    {
        if (_context is null) return;
        if (TestContext.Current.TestState?.Result == TestResult.Failed) TestContext.Current.AddAttachment("page.png", await Page.Raw.ScreenshotAsync(), "image/png");
        await _context.DisposeAsync();
        Assert.All(_asked, url => Assert.Equal(Cluster.Url.Authority, new Uri(url).Authority));
        Assert.Contains(_asked, url => url.StartsWith("ws:", StringComparison.Ordinal));
        Assert.Empty(_complaints);
        GC.SuppressFinalize(this);
    }

    /// <summary>What the browser says of a page that was cut off on purpose is no complaint.</summary>
    protected void ForgetComplaints() => _complaints.Clear();

    private void Note(IConsoleMessage message)
    {
        if (message.Type == "error") _complaints.Enqueue(message.Text);
    }
}
