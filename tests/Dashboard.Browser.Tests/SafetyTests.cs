using System.Net;
using System.Net.WebSockets;
using AkkaCacheSim.Dashboard.Browser.Tests.Support;

namespace AkkaCacheSim.Dashboard.Browser.Tests;

/// <summary>What the page does not do, whoever asks for it.</summary>
public sealed class SafetyTests(Chromium chromium, ClusterWithPage cluster) : PageTest(chromium, cluster)
{
    private const string Foreign = "http://elsewhere.example";
    private const string Markup = "<script>alert(1)</script>";
    private const string Image = "<img src=x onerror=alert(2)>";

    [Fact]
    public async Task WhenKeyAndValueAreMarkup_ThenTheyAreShownAsTextAndNothingRuns()
    {
        var dialogs = 0;
        Page.Raw.Dialog += (_, dialog) =>
        {
            dialogs++;
            _ = dialog.DismissAsync();
        };
        await Page.RequestAsync("SET", Markup, Image);
        await Expect(Page.Slot(Markup)).ToContainTextAsync(Markup);
        await Expect(Page.Slot(Markup)).ToContainTextAsync(Image);
        await Page.RequestAsync("GET", Markup);
        await Expect(Page.Answer).ToContainTextAsync(Image);
        await Expect(Page.Raw.GetByTestId("events")).ToContainTextAsync(Markup);
        await Expect(Page.Raw.Locator("script:not([src])", new() { HasText = "alert" })).ToHaveCountAsync(0);
        await Expect(Page.Raw.Locator("img[onerror]")).ToHaveCountAsync(0);
        Assert.Equal(0, dialogs);
    }

    [Fact]
    public async Task WhenThePageIsLoaded_ThenItsPolicyAllowsNoScriptButItsOwn()
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(Cluster.Url, TestContext.Current.CancellationToken);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        var scripts = Assert.Single(policy.Split(';', StringSplitOptions.TrimEntries), directive => directive.StartsWith("script-src ", StringComparison.Ordinal));
        Assert.DoesNotContain("unsafe", scripts, StringComparison.Ordinal);
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("_blazor/negotiate?negotiateVersion=1")]
    public async Task WhenAnotherOriginPosts_ThenItIsRefused(string path)
    {
        using var http = new HttpClient();
        using var ours = await http.SendAsync(Post(path, Cluster.Url.GetLeftPart(UriPartial.Authority)), TestContext.Current.CancellationToken);
        Assert.NotEqual(HttpStatusCode.Forbidden, ours.StatusCode);
        using var forged = await http.SendAsync(Post(path, Foreign), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
    }

    [Fact]
    public async Task WhenAnotherOriginOpensAWebSocket_ThenItIsRefused()
    {
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await ConnectAsync(Cluster.Url.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.Forbidden, await ConnectAsync(Foreign));
    }

    // A name of somebody else's that leads to this machine: what DNS rebinding makes of one.
    [Fact]
    public async Task WhenThePageIsAskedForByAnotherName_ThenItIsNotServed()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, Cluster.Url) { Headers = { Host = "elsewhere.example" } };
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    private HttpRequestMessage Post(string path, string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Cluster.Url, path)) { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add("Origin", origin);
        return request;
    }

    private async Task<HttpStatusCode> ConnectAsync(string origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(new UriBuilder(Cluster.Url) { Scheme = "ws", Path = "/_blazor" }.Uri, TestContext.Current.CancellationToken);
        }
        catch (WebSocketException)
        {
            // Refused; the status says how.
        }

        return socket.HttpStatusCode;
    }
}
