using System.Net;
using AkkaCacheSim.Dashboard.Tests.Support;

namespace AkkaCacheSim.Dashboard.Tests.Hosting;

/// <summary>A page that is served to other machines.</summary>
public sealed class TokenTests
{
    private const string Everywhere = "0.0.0.0";

    [Theory]
    [InlineData("/")]
    [InlineData("/alive")]
    [InlineData("/_content/AkkaCacheSim.Dashboard/page.css")]
    public async Task WhenThereIsNoToken_ThenNothingIsServed(string path)
    {
        await using var page = await ServedPage.StartAsync(Everywhere);
        Assert.Equal(HttpStatusCode.Unauthorized, await page.StatusAsync(HttpMethod.Get, path));
        Assert.Equal(HttpStatusCode.Unauthorized, await page.StatusAsync(HttpMethod.Get, path + "?token=" + new string('0', 64)));
        Assert.Equal(HttpStatusCode.Unauthorized, await page.StatusAsync(HttpMethod.Get, path, ("Cookie", Name(page) + "=")));
    }

    [Fact]
    public async Task WhenTheTokenIsGiven_ThenItLeavesTheAddressForACookieThatScriptsAndOtherSitesCantUse()
    {
        await using var page = await ServedPage.StartAsync(Everywhere);
        using var answer = await page.SendAsync(HttpMethod.Get, $"/{page.Printed.Query}&key=a%26b");
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/?key=a%26b", answer.Headers.Location!.OriginalString);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);

        Assert.Equal(HttpStatusCode.OK, await page.StatusAsync(HttpMethod.Get, "/", ("Cookie", cookie.Split(';')[0])));
        Assert.Equal(HttpStatusCode.Forbidden, await page.StatusAsync(HttpMethod.Post, "/", ("Cookie", cookie.Split(';')[0]), ("Origin", "http://elsewhere.example")));
    }

    // An open page comes back with the next cluster on the same folder.
    [Fact]
    public async Task WhenThePageIsServedAgain_ThenTheTokenIsTheSameAndReadableByItsOwnerOnly()
    {
        await using var page = await ServedPage.StartAsync(Everywhere);
        var other = new TempFolder();
        var file = Path.Combine(page.Folder.FullPath, "dashboard-token");
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.Copy(file, Path.Combine(other.FullPath, "dashboard-token"));
        await using var again = await ServedPage.StartAsync(other, Everywhere, 0);
        Assert.Equal(page.Printed.Query, again.Printed.Query);
        await using var fresh = await ServedPage.StartAsync(Everywhere);
        Assert.NotEqual(page.Printed.Query, fresh.Printed.Query);
    }

    [Fact]
    public async Task WhenOnlyThisMachineIsServed_ThenThereIsNoToken()
    {
        await using var page = await ServedPage.StartAsync();
        Assert.Equal("", page.Printed.Query);
        Assert.Equal(HttpStatusCode.OK, await page.StatusAsync(HttpMethod.Get, "/alive"));
    }

    private static string Name(ServedPage page) => $"akkacachesim-{page.Url.Port}";
}
