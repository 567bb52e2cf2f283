using System.Net;

namespace AkkaCacheSim.Dashboard.Tests.Hosting;

/// <summary>Who is served, and under what policy; asked over HTTP.</summary>
public sealed class PageGuardTests
{
    private const string Foreign = "http://elsewhere.example";

    [Fact]
    public async Task WhenThePageIsServed_ThenItsPolicyAllowsOwnScriptsOnlyAndNoFrame()
    {
        await using var page = await ServedPage.StartAsync();
        using var answer = await page.SendAsync(HttpMethod.Get, "/");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy")).Split("; ");
        Assert.Contains("script-src 'self'", policy);
        Assert.Contains("default-src 'self'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    // A policy that forbids scripts within the page is of use only where there are none.
    [Fact]
    public async Task WhenThePageIsServed_ThenEveryScriptIsAFileOfItsOwn()
    {
        await using var page = await ServedPage.StartAsync();
        using var answer = await page.SendAsync(HttpMethod.Get, "/");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var scripts = text.Split("<script").Skip(1).ToList();
        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.Matches("^ src=\"_[^\"]+\"[^>]*></script>", script));
        Assert.DoesNotContain("https://", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("elsewhere.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.elsewhere.example:5188", HttpStatusCode.MisdirectedRequest)]
    [InlineData("192.0.2.1", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost:9000", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:5188", HttpStatusCode.OK)]
    public async Task WhenItIsAskedForByAName_ThenOnlyNamesOfThisMachineAreServed(string host, HttpStatusCode status)
    {
        await using var page = await ServedPage.StartAsync();
        Assert.Equal(status, await page.StatusAsync(HttpMethod.Get, "/alive", ("Host", host)));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/_blazor/negotiate?negotiateVersion=1")]
    public async Task WhenAnotherSitePosts_ThenItIsRefused(string path)
    {
        await using var page = await ServedPage.StartAsync();
        var own = page.Url.GetLeftPart(UriPartial.Authority);
        Assert.NotEqual(HttpStatusCode.Forbidden, await page.StatusAsync(HttpMethod.Post, path, ("Origin", own)));
        foreach (var origin in (string[])[Foreign, "null", "http://127.0.0.1:1", own.Replace("http:", "https:", StringComparison.Ordinal)])
        {
            Assert.Equal(HttpStatusCode.Forbidden, await page.StatusAsync(HttpMethod.Post, path, ("Origin", origin)));
        }

        Assert.Equal(HttpStatusCode.Forbidden, await page.StatusAsync(HttpMethod.Post, path, ("Sec-Fetch-Site", "cross-site")));
    }

    [Fact]
    public async Task WhenAnotherSiteOpensAWebSocket_ThenItIsRefused()
    {
        await using var page = await ServedPage.StartAsync();
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await page.ConnectAsync(page.Url.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.Forbidden, await page.ConnectAsync(Foreign));
        Assert.Equal(HttpStatusCode.Forbidden, await page.ConnectAsync("null"));
    }
}
