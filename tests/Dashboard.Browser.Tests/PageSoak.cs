using System.Diagnostics;
using System.Globalization;
using AkkaCacheSim.Console.Tests.Support;
using AkkaCacheSim.Dashboard.Browser.Tests.Support;

namespace AkkaCacheSim.Dashboard.Browser.Tests;

/// <summary>How fluid the page stays beside a heavy load, what it takes of the cluster and what of the browser's memory. Twenty minutes, on a machine that does nothing else: only where AKKACACHESIM_SOAK is 1.</summary>
/// <param name="chromium">The browser.</param>
[Collection(Name)]
public sealed class PageSoak(Chromium chromium) : IAsyncLifetime
{
    private const string Name = "page soak";
    private const int Rate = 10_000;
    private const int Minutes = 10;
    private const int Rounds = 9;
    private const double LeastUpdatesPerSecond = 5;
    private const double LeastShareOfThroughput = 0.9;
    private const double MostGrowth = 1.5;

    private const double LeastHitRate = 0.95;

    private static readonly string[] Keys = ["keys=100", "theta=0.9"];

    private RunningCluster _cluster = null!;
    private ControlClient _client = null!;
    private DashboardPage _page = null!;
    private Uri _url = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("AKKACACHESIM_SOAK") == "1", "twenty minutes, by hand, with AKKACACHESIM_SOAK=1: bench/README.md");
        _page = new DashboardPage(await chromium.Browser.NewPageAsync());

        // Without single-flight ten thousand a second never get past a cold cache: the origin sheds them, and that is what would be measured.
        (_cluster, var up) = await RunningCluster.StartAsync("--dashboard-port", "0", "--slots", "64", "--ttl", "none", "--protect", "single-flight");
        _client = ControlClient.Open(_cluster.Data);
        _url = new Uri(up.GetProperty("dashboard").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        if (_page is not null) await _page.Raw.CloseAsync();
        _client?.Dispose();
        _cluster?.Dispose();
    }

    [Fact]
    public async Task WhenALoadOfTenThousandASecondGoesOn_ThenThePageUpdatesFiveTimesASecondAndTheBrowserStaysBounded()
    {
        await _page.OpenAsync(_url);
        await StartAsync(["rate=" + Rate.ToString(CultureInfo.InvariantCulture), "write-share=0.01", .. Keys]);
        List<(double Updates, double Requests, double Megabytes)> minutes = [];
        for (var i = 0; i < Minutes; i++)
        {
            minutes.Add(await MinuteAsync());
            Say($"minute {i + 1}: {minutes[^1].Requests:F0} requests/s, {minutes[^1].Updates:F1} updates/s, {minutes[^1].Megabytes:F0} MB");
        }

        await _client.PostAsync<LoadStateView>("/load/stop", new { }, Cancel);
        Assert.InRange(minutes.Min(minute => minute.Requests), 0.95 * Rate, 1.05 * Rate);
        Assert.InRange(minutes.Min(minute => minute.Updates), LeastUpdatesPerSecond, double.MaxValue);
        Assert.InRange(minutes[^1].Megabytes, 1, MostGrowth * minutes[0].Megabytes);
    }

    [Fact]
    public async Task WhenThePageIsOpen_ThenTheClusterServesNearlyAsManyRequestsAsWithout()
    {
        var bound = await ShareAsync("write-share=0.01");

        // Hits alone take all there is of the processors: what the page and its browser need is missing there.
        var unbound = await ShareAsync("write-share=0");
        Assert.InRange(bound, LeastShareOfThroughput, double.MaxValue);
        Assert.InRange(unbound, LeastShareOfThroughput, double.MaxValue);
    }

    // The throughput with the page over that without, in turns.
    private async Task<double> ShareAsync(string writes)
    {
        // What is used for the first time is compiled, the console's answers to the page too.
        await ThroughputAsync(writes);
        await _page.OpenAsync(_url);
        await ThroughputAsync(writes);
        List<double> without = [], with = [];
        for (var i = 0; i < Rounds; i++)
        {
            await _page.Raw.GotoAsync("about:blank");
            without.Add(await ThroughputAsync(writes));
            await _page.OpenAsync(_url);
            with.Add(await ThroughputAsync(writes));
            Say($"{writes}, round {i + 1}: {without[^1]:F0} requests/s without the page, {with[^1]:F0} with it");
        }

        var share = Median(with) / Median(without);
        Say($"{writes}, medians: {Median(without):F0} and {Median(with):F0}, a share of {share:F3}");
        return share;
    }

    // The means of a minute.
    private async Task<(double Updates, double Requests, double Megabytes)> MinuteAsync()
    {
        var start = Stopwatch.GetTimestamp();
        var (updates, requests) = (await _page.UpdatesAsync(), await RequestsAsync());
        List<long> resident = [];
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < 60 && await second.WaitForNextTickAsync(Cancel)) resident.Add(ProcessTree.ResidentBytes("chrom"));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return ((await _page.UpdatesAsync() - updates) / seconds, (await RequestsAsync() - requests) / seconds, resident.Average() / 1e6);
    }

    private async Task<long> RequestsAsync() => (await _client.GetAsync<StatusView>("/status", Cancel)).Requests;

    private async Task<double> ThroughputAsync(string writes)
    {
        await StartAsync(["concurrency=256", "duration=10s", writes, .. Keys]);
        await Wait.Until(async () => !(await LoadAsync()).Running, "the load has ended", 60);
        var figures = (await LoadAsync()).Figures!;
        Assert.InRange(figures.HitRate!.Value, LeastHitRate, 1);
        return figures.RequestsPerSecond!.Value;
    }

    private async Task StartAsync(string[] options)
    {
        await _client.PostAsync<LoadStateView>("/load", new LoadBody(options), Cancel);
        await Wait.Until(async () => (await LoadAsync()).Phase is "running" or "draining" or "done", "the load runs", 60);
    }

    private Task<LoadStateView> LoadAsync() => _client.GetAsync<LoadStateView>("/load", Cancel);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Say(FormattableString line) => TestContext.Current.TestOutputHelper?.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
