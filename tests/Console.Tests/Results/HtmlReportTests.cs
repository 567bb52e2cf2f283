using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AkkaCacheSim.Console.Commands;
using AkkaCacheSim.Console.Results;
using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Console.Scenarios;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Tests.Results;

public sealed partial class HtmlReportTests
{
    private const string Evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>";

    private static readonly string Html = HtmlReport.Page(Results());

    [Fact]
    public void WhenThePageIsOpenedOffline_ThenItLoadsNothing()
    {
        var own = Scripts().Aggregate(Html, (html, script) => html.Replace(script, string.Empty, StringComparison.Ordinal));
        Assert.DoesNotContain("http:", own, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https:", own, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", own, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(@"<(link|img|iframe|script[^>]*\ssrc)\b", own);
        Assert.Contains("default-src 'none'", own, StringComparison.Ordinal);
    }

    [Fact]
    public void WhenThePageIsMade_ThenTheChartsScriptIsInIt()
    {
        var scripts = Scripts();
        Assert.Equal(3, scripts.Count);
        Assert.Contains("Apache Software Foundation", scripts[1], StringComparison.Ordinal);
        Assert.InRange(scripts[1].Length, 500_000, 2_000_000);
        Assert.DoesNotContain("<!--", scripts[1], StringComparison.Ordinal);
        Assert.DoesNotContain("{{", scripts[2], StringComparison.Ordinal);
    }

    [Fact]
    public void WhenThePageIsMade_ThenTheDataIsInIt()
    {
        using var data = JsonDocument.Parse(Scripts()[0]);
        Assert.Equal((0.1, Evil), (data.RootElement.GetProperty("step").GetDouble(), data.RootElement.GetProperty("variants")[0].GetString()));
        var charts = data.RootElement.GetProperty("charts").EnumerateArray().ToDictionary(chart => chart.GetProperty("title").GetString()!, chart => chart.GetProperty("lines")[0].GetProperty("values"));
        Assert.Equal([50, null, 0], charts["Hit rate"].EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? (double?)null : value.GetDouble()));
        Assert.Equal(20, charts["Requests"][0].GetDouble());
        Assert.Equal(3, charts["Latency, mean"][0].GetDouble());
        Assert.Equal(10, charts["Shed by the origin"][2].GetDouble());
    }

    [Fact]
    public void WhenNamesHoldMarkup_ThenItIsShownAndNotRun()
    {
        Assert.DoesNotContain("<script>alert", Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", Html.Replace(Scripts()[1], string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(3, Regex.Count(Html, "</script>"));
        Assert.Contains("&lt;img src=x", Html, StringComparison.Ordinal);
    }

    [Fact]
    public void WhenThingsHoldOrDoNot_ThenTheyAreMarked()
    {
        Assert.Contains("✓ fine: 1 (expected &lt;= 2)", Html, StringComparison.Ordinal);
        Assert.Contains("✗ broken: 3 (expected &lt;= 2)", Html, StringComparison.Ordinal);
        Assert.Contains("✗ fail if reads &gt; 2: 3", Html, StringComparison.Ordinal);
        Assert.Contains("<dt>seed</dt><dd>7</dd>", Html, StringComparison.Ordinal);
    }

    [Fact]
    public void WhenARunIsLong_ThenStepsGrowAndNoRequestIsLost()
    {
        var report = new WorkloadReport();
        for (var i = 0; i < 10_000; i++) report.CountRead(Outcome.Hit, 1_000_000, i * 50_000_000L);
        var log = new[] { new VariantRuns("v", new RunResult(report, 0, 1)) };
        var step = Charts.StepOf(log);
        Assert.Equal(900_000_000, step);
        var requests = Charts.Of(log, step).Single(series => series.Chart == "Requests");
        Assert.Equal(556, requests.Values.Count);
        Assert.Equal(10_000, requests.Values.Sum(value => value!.Value * 0.9), 1.0);
    }

    [Fact]
    public void WhenPointsHaveTimes_ThenALineHasAValueForEachStep()
    {
        var line = Charts.Line("Queue", "requests", "v", [(-5, 1), (99, 4), (100, 2), (350, 7)], 100, values => values.Max());
        Assert.Equal([4, 2, 0, 7], line.Values);
        Assert.Empty(Charts.Line("Queue", "requests", "v", [], 100, values => values.Max()).Values);
    }

    [Theory]
    [InlineData("Host=db;Username=u;Password=s3cret;Database=d", "Host=db;Username=u;Password=***;Database=d")]
    [InlineData("Host=db;Pwd = 's3 cret';X=1", "Host=db;Pwd = ***;X=1")]
    [InlineData("postgresql://u:s3cret@db:5432/d?sslmode=require", "postgresql://u:***@db:5432/d?sslmode=require")]
    [InlineData("cdc.staleReads > 0", "cdc.staleReads > 0")]
    public void WhenTheCommandLineHoldsAPassword_ThenItIsHidden(string word, string shown) => Assert.Equal(shown, TypedLine.Public(word));

    private static List<string> Scripts() => [.. Script().Matches(Html).Select(match => match.Groups[1].Value)];

    private static ExperimentResults Results()
    {
        var report = new WorkloadReport();
        report.CountRead(Outcome.Hit, 2_000_000, 1);
        report.CountRead(Outcome.Miss, 4_000_000, 2);
        report.CountRead(Outcome.Shed, 1, 250_000_000);
        var experiment = new Experiment("compare " + Evil, "akkacachesim " + Evil, 1, [Threshold.Parse("reads > 2")], new ResultFiles(null, null, null, null)) { Settings = [new("seed", "7"), new(Evil, Evil)] };
        var row = new ResultRow(Evil, new JsonObject { ["variant"] = Evil, ["reads"] = 3 });
        return new ExperimentResults(experiment, [new RunOutcome([row], [Claim.AtMost("fine", 1, 2), Claim.AtMost("broken", 3, 2), Claim.AtMost(Evil, 1, 2)])], [new VariantRuns(Evil, new RunResult(report, 0, 1))]);
    }

    [GeneratedRegex(@"<script[^>]*>([\s\S]*?)</script>")]
    private static partial Regex Script();
}
