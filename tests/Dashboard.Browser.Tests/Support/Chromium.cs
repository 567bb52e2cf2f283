[assembly: AssemblyFixture(typeof(AkkaCacheSim.Dashboard.Browser.Tests.Support.Chromium))]

namespace AkkaCacheSim.Dashboard.Browser.Tests.Support;

/// <summary>The browser that is installed, started once for all tests. It reaches nothing but this machine.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Named = "AKKACACHESIM_TEST_CHROMIUM";
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Whether there is one.</summary>
    public bool IsInstalled => _browser is not null;

    /// <summary>The browser; the test is skipped where none is installed.</summary>
    public IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(_browser is null, $"no Chromium on the path, and {Named} names none");
            return _browser;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Path() is not { } path) return;
        SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        string[] args = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            // Its sandbox refuses to run as root, as which containers often run.
            Args = Environment.IsPrivilegedProcess ? [.. args, "--no-sandbox"] : args,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string? Path() => Environment.GetEnvironmentVariable(Named) is { Length: > 0 } named
        ? named
        : Names.SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Select(folder => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}
