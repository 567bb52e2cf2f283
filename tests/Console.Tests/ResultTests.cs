using System.Globalization;
using System.Text.Json;
using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests;

/// <summary>Files beside the JSON, repeated runs and thresholds, through the command line.</summary>
public sealed class ResultTests : IDisposable
{
    private static readonly string[] Short = ["--mode", "virtual", "--duration", "3s", "--rate", "200"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WhenFilesAreAskedFor_ThenTheyHoldTheFiguresOfTheJson()
    {
        var (report, csv, hgrm) = (_folder.PathOf("r.html"), _folder.PathOf("r.csv"), _folder.PathOf("deep/h"));
        var rows = (await RunAsync(["compare", "--json", .. Short, "--report", report, "--csv", csv, "--hgrm", hgrm])).Json().GetProperty("rows").EnumerateArray().ToList();
        var lines = await File.ReadAllLinesAsync(csv, TestContext.Current.CancellationToken);
        Assert.Equal(4, lines.Length);
        var columns = lines[0].Split(',');
        Assert.Equal(["invalidation", "reads", "writes"], columns[..3]);
        Assert.Equal("latencyMs.miss.p99", columns[^1]);
        foreach (var (line, row) in lines.Skip(1).Zip(rows))
        {
            var cells = line.Split(',');
            Assert.Equal(row.GetProperty("invalidation").GetString(), cells[0]);
            Assert.Equal(row.GetProperty("latencyMs").GetProperty("hit").GetProperty("p99").GetDouble(), double.Parse(cells[Array.IndexOf(columns, "latencyMs.hit.p99")], CultureInfo.InvariantCulture));
        }

        Assert.Equal(9, Directory.GetFiles(hgrm).Length);
        var distribution = await File.ReadAllTextAsync(Path.Combine(hgrm, "ttl-hit.hgrm"), TestContext.Current.CancellationToken);
        Assert.Contains("1/(1-Percentile)", distribution, StringComparison.Ordinal);
        Assert.Contains("#[Mean    =", distribution, StringComparison.Ordinal);
        var median = distribution.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).First(cells => cells is [_, "0.500000000000", ..]);
        Assert.Equal(rows[0].GetProperty("latencyMs").GetProperty("hit").GetProperty("p50").GetDouble(), double.Parse(median[0], CultureInfo.InvariantCulture), 0.002);
        Assert.Contains("akkacachesim compare --json", await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhenAComparisonIsRepeated_ThenItsRowsAreTheMediansOfTheRunsWithTheNextSeeds()
    {
        var repeated = (await RunAsync(["compare", "--json", .. Short, "--invalidation", "explicit", "--seed", "4", "--repeat", "3"])).Json().GetProperty("rows")[0];
        var reads = new List<long>();
        foreach (var seed in (string[])["4", "5", "6"])
        {
            var row = (await RunAsync(["compare", "--json", .. Short, "--invalidation", "explicit", "--seed", seed])).Json().GetProperty("rows")[0];
            Assert.False(row.TryGetProperty("spread", out _));
            reads.Add(row.GetProperty("originReads").GetInt64());
        }

        reads.Sort();
        var spread = repeated.GetProperty("spread").GetProperty("originReads");
        Assert.Equal((reads[0], reads[1], reads[2]), (spread.GetProperty("min").GetInt64(), repeated.GetProperty("originReads").GetInt64(), spread.GetProperty("max").GetInt64()));
        ComparisonRow.HasItsFields(repeated);
    }

    [Fact]
    public async Task WhenAScenarioIsRepeated_ThenProgressNamesTheRunAndTheTableHasTheSpread()
    {
        var result = (await RunAsync("scenario", "latency-gap", "--mode", "virtual", "--duration", "2s", "--repeat", "2")).Succeeded();
        Assert.Contains("run 2 of 2: reads", result.Errors, StringComparison.Ordinal);
        Assert.Matches(@"\nreads +[\d.,]+ \([\d.,]+\.\.[\d.,]+\)", result.Output);
        Assert.Matches(@"✓ a miss .*: [\d.]+\.\.[\d.]+ times", result.Output);
    }

    [Fact]
    public async Task WhenAThresholdIsCrossed_ThenTheExitCodeIsThreeAndTheOthersAreShownToo()
    {
        string[] thresholds = ["--fail-if", "reads.hitP50Ms > 1000", "--fail-if", "missP50Ms > 0"];
        var table = await RunAsync(["scenario", "latency-gap", "--mode", "virtual", "--duration", "2s", .. thresholds]);
        Assert.Equal(3, table.ExitCode);
        Assert.Contains("✓ fail if reads.hitP50Ms > 1000: ", table.Output, StringComparison.Ordinal);
        Assert.Contains("✗ fail if missP50Ms > 0: ", table.Output, StringComparison.Ordinal);

        var json = await RunAsync(["scenario", "latency-gap", "--mode", "virtual", "--duration", "2s", "--json", .. thresholds]);
        Assert.Equal(3, json.ExitCode);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal(
            [("reads.hitP50Ms > 1000", true), ("missP50Ms > 0", false)],
            document.RootElement.GetProperty("thresholds").EnumerateArray().Select(threshold => (threshold.GetProperty("expression").GetString()!, threshold.GetProperty("holds").GetBoolean())));
        Assert.InRange(document.RootElement.GetProperty("thresholds")[1].GetProperty("measured").GetDouble(), 5, 50);
    }

    [Fact]
    public async Task WhenATraceIsReplayed_ThenThresholdsAndFilesTakeItsRows()
    {
        var (trace, csv) = (_folder.Write("trace", "a", "b", "a", "c"), _folder.PathOf("r.csv"));
        Assert.Equal(3, (await RunAsync("replay", trace, "--eviction", "lru,sieve", "--capacity", "1,2", "--csv", csv, "--fail-if", "sieve 2.misses > 2")).ExitCode);
        Assert.Equal(5, (await File.ReadAllLinesAsync(csv, TestContext.Current.CancellationToken)).Length);
        (await RunAsync("replay", trace, "--capacity", "2", "--fail-if", "lru.misses > 3")).Succeeded();
        Assert.Equal(3, (await RunAsync("replay", trace, "--mode", "virtual", "--fail-if", "lru.misses >= 3")).ExitCode);
    }

    [Fact]
    public async Task WhenAHistoryIsChecked_ThenThresholdsTakeItsFigures()
    {
        (await RunAsync(["compare", "--invalidation", "explicit", .. Short])).Succeeded();
        var history = _folder.PathOf("data/compare/explicit/history");
        (await RunAsync("check", history, "--fail-if", "reads < 1")).Succeeded();
        Assert.Equal(3, (await RunAsync("check", history, "--fail-if", "reads > 1")).ExitCode);
        (await RunAsync("check", history, "--fail-if", "reeds > 1")).Refused(2, "staleReads");
    }

    [Fact]
    public async Task WhenASeriesIsAskedFor_ThenItsLinesAddUpToTheRows()
    {
        var series = _folder.PathOf("s.csv");
        var rows = (await RunAsync(["compare", "--json", .. Short, "--series", series])).Json().GetProperty("rows").EnumerateArray().ToList();
        var lines = (await File.ReadAllLinesAsync(series, TestContext.Current.CancellationToken)).Select(line => line.Split(',')).ToList();
        var (variant, reads, origin) = (lines[0].IndexOf("variant"), lines[0].IndexOf("reads"), lines[0].IndexOf("originReads"));
        foreach (var row in rows)
        {
            var own = lines.Skip(1).Where(line => line[variant] == row.GetProperty("invalidation").GetString()).ToList();
            Assert.Equal(row.GetProperty("reads").GetInt64(), own.Sum(line => long.Parse(line[reads], System.Globalization.CultureInfo.InvariantCulture)));
            Assert.Equal(row.GetProperty("originReads").GetInt64(), own.Sum(line => long.Parse(line[origin], System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    [Theory]
    [InlineData("--fail-if", "--fail-if", "staleReads")]
    [InlineData("--fail-if", "--fail-if", "stale > 1")]
    [InlineData("--fail-if", "--fail-if", "foo.staleReads > 1")]
    [InlineData("--repeat", "--repeat", "0")]
    [InlineData("--repeat", "--repeat", "101")]
    [InlineData("it is a folder", "--report", ".")]
    [InlineData("--csv", "--csv", "/proc/nowhere/r.csv")]
    [InlineData("--series", "--series", "/proc/nowhere/s.csv")]
    [InlineData("--hgrm", "--hgrm", "/proc/nowhere")]
    public async Task WhenAResultsOptionIsWrong_ThenOneLineNamesItAndNothingIsRun(string named, params string[] options) =>
        (await RunAsync(["compare", .. Short, .. options])).Refused(2, named);

    [Fact]
    public async Task WhenAScenariosThresholdNamesNoFigure_ThenTheKnownOnesAreNamed()
    {
        var result = await RunAsync("scenario", "latency-gap", "--mode", "virtual", "--duration", "1s", "--fail-if", "nothing > 1");
        Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains("hitP50Ms", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhenAStoreIsAskedForLatencies_ThenItSaysThatItHasNone() =>
        (await RunAsync("replay", _folder.Write("trace", "a"), "--hgrm", _folder.PathOf("h"))).Refused(2, "--hgrm");

    private Task<CliResult> RunAsync(params string[] args) => Cli.RunAsync(120, [.. args, "--data", _folder.PathOf("data")]);
}
