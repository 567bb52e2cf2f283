using System.Text.Json;
using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests;

public sealed class CheckTests : IDisposable
{
    private const string Write = """{"t":"write","client":"c","key":"k","id":"w","start":10,"end":14,"acked":true,"durable":true}""";
    private const string Commit = """{"t":"commit","key":"k","version":1,"id":"w","at":12}""";
    private const string Foreign = """{"t":"commit","key":"k","version":1,"id":"other","at":5}""";
    private const string Read = """{"t":"read","client":"c","key":"k","version":1,"start":20,"end":21,"outcome":"hit","node":"node-0","incarnation":1}""";
    private const string Final = """{"t":"final","key":"k","version":1}""";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WhenAHistoryIsClean_ThenCheckHoldsAndHasItsFields()
    {
        var report = (await Cli.RunAsync("check", _folder.Write("clean.jsonl", Write, Commit, Read, Final), "--json")).Json();
        Assert.Equal((1, 0), (report.GetProperty("reads").GetInt32(), report.GetProperty("staleReads").GetInt32()));
        foreach (var name in new[] { "p50", "p99", "max" }) Assert.Equal(JsonValueKind.Null, report.GetProperty("stalenessMs").GetProperty(name).ValueKind);
        foreach (var name in new[] { "lostWrites", "overwrites", "nonMonotonicReads" }) Assert.Equal(0, report.GetProperty(name).GetArrayLength());
    }

    [Fact]
    public async Task WhenAHistoryHasALostWrite_ThenCheckExitsWithThreeAndShowsIt()
    {
        var file = _folder.Write("lost.jsonl", Write, Foreign, Final);
        var result = await Cli.RunAsync("check", file, "--json");
        Assert.Equal((3, string.Empty), (result.ExitCode, result.Errors));
        using var report = JsonDocument.Parse(result.Output);
        var lost = Assert.Single(report.RootElement.GetProperty("lostWrites").EnumerateArray());
        Assert.Equal("w", lost.GetProperty("id").GetString());
        var text = await Cli.RunAsync("check", file);
        Assert.Equal(3, text.ExitCode);
        Assert.Contains("✗ lost writes 1", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhenTheCommitLiesInAnotherFileOfTheFolder_ThenCheckFindsIt()
    {
        _folder.Write("a.jsonl", Write);
        _folder.Write("b.jsonl", Commit);
        (await Cli.RunAsync("check", _folder.FullPath)).Succeeded();
    }

    [Theory]
    [InlineData("""{"t":"read","client":"c","key":""")]
    [InlineData("""{"t":"read"}""")]
    [InlineData("""{"t":"write","client":"c","key":"k","id":"w","start":"soon","end":14,"acked":true,"durable":true}""")]
    [InlineData("[]")]
    [InlineData("no JSON")]
    public async Task WhenALineIsBroken_ThenCheckNamesFileAndLine(string broken) =>
        (await Cli.RunAsync("check", _folder.Write("broken.jsonl", Write, Commit, broken))).Refused(2, "broken.jsonl");
}
