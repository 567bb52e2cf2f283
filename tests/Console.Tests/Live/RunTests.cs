using System.Text.Json;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Console.Tests.Support;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>Commands that start a cluster of their own.</summary>
[Collection(Clusters.Name)]
public sealed class RunTests : IDisposable
{
    private const int FewRequests = 15_000;

    private static readonly string[] Bare = ["--ttl", "none", "--service-time", "0", "--concurrency", "1"];

    private readonly ProcessFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Few keys and many writers: each way's staleness is far from the next one's, however busy the machine is.
    [Fact]
    public async Task WhenALiveComparisonIsMade_ThenTheWaysStandInTheOrderOfTheirStaleness()
    {
        var result = await Cli.RunAsync(240, "compare", "--json", "--ttl", "1s", "--rate", "500", "--keys", "40", "--write-share", "0.1", "--bypass-share", "0.2", "--service-time", "2ms", "--data", _folder.FullPath);
        var rows = result.Json().GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(["ttl", "explicit", "cdc"], rows.Select(row => row.GetProperty("invalidation").GetString()));
        foreach (var row in rows)
        {
            ComparisonRow.HasItsFields(row);
            Assert.Equal((0, 0), (row.GetProperty("errors").GetInt32(), row.GetProperty("shed").GetInt32()));
        }

        var stale = rows.ConvertAll(row => row.GetProperty("staleReads").GetInt32());
        Assert.True(stale[0] > stale[1] && stale[1] > stale[2], string.Join(", ", stale));
        Assert.Equal(0, rows[2].GetProperty("stuckStale").GetInt32());
        Assert.Empty(OsProcesses.Of(_folder.FullPath));
    }

    // A busy machine may fail a claim; what it may not do is say something else than its exit code, or play another load.
    [Fact]
    public async Task WhenLiveAndVirtualAreHeldAgainstEachOther_ThenTheyPlayOneLoadAndTheExitCodeSaysWhetherTheyAgree()
    {
        var result = await Cli.RunAsync(120, "agree", "--json", "--read", "read-through", "--invalidation", "explicit", "--duration", "3s", "--coordinators", "2", "--data", _folder.FullPath);
        using var document = JsonDocument.Parse(result.Output);
        var row = Assert.Single(document.RootElement.GetProperty("rows").EnumerateArray());
        Assert.Equal("read-through explicit", row.GetProperty("variant").GetString());
        ComparisonRow.HasItsFields(row.GetProperty("virtual"));
        ComparisonRow.HasItsFields(row.GetProperty("live"));
        int[] reads = [row.GetProperty("virtual").GetProperty("reads").GetInt32(), row.GetProperty("live").GetProperty("reads").GetInt32()];
        Assert.InRange(Math.Abs(reads[0] - reads[1]), 0, reads[0] / 50);
        Assert.InRange(row.GetProperty("difference").GetProperty("hitRate").GetDouble(), -0.1, 0.1);
        Assert.InRange(row.GetProperty("messageMs").GetDouble(), 0.01, 1_000);
        var claims = document.RootElement.GetProperty("claims").EnumerateArray().ToList();
        Assert.Equal(3, claims.Count);
        Assert.Equal(claims.TrueForAll(claim => claim.GetProperty("holds").GetBoolean()) ? 0 : 3, result.ExitCode);
        Assert.Empty(OsProcesses.Of(_folder.FullPath));
    }

    [Fact]
    public async Task WhenATraceGoesThroughFourNodes_ThenLiveAndVirtualAgreeRequestForRequest()
    {
        var trace = _folder.PathOf("trace.txt");
        await File.WriteAllLinesAsync(trace, File.ReadLines(RealTrace.File()).Take(FewRequests), TestContext.Current.CancellationToken);
        var live = await ReplayAsync("live", trace, "--nodes", "4", "--slots", "100");
        var simulated = await ReplayAsync("virtual", trace, "--nodes", "4", "--slots", "100");
        Assert.Equal(FewRequests, live.Outcomes.Length);
        Assert.Equal(["hit", "miss"], live.Outcomes.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(simulated.Outcomes, live.Outcomes);
        Assert.Equal((simulated.Misses, 0), (live.Misses, live.Failovers));
        Assert.Empty(OsProcesses.Of(_folder.FullPath));
    }

    [Fact]
    public async Task WhenTheRealTraceGoesThroughOneNode_ThenMissesAreExactlyTheReference()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("AKKACACHESIM_SOAK") == "1", "a minute, one request after the other: .ci/long runs it, with AKKACACHESIM_SOAK=1");
        var live = await ReplayAsync("live", RealTrace.File(), "--nodes", "1", "--slots", "1000");
        Assert.Equal((37_750, 0, 76_118), (live.Misses, live.Failovers, live.Outcomes.Length));
    }

    [Fact]
    public async Task WhenACoordinatorIsKilledInABurst_ThenTheOthersFinishWhatAllBeganTogetherAndItIsNamed()
    {
        var settings = new SimSettings
        {
            Coordinators = 4,
            Nodes = 1,
            Ttl = Durations.Second,
            Pool = 1_000,
            Sigma = 0,
            Kappa = 0,
            ServiceTime = new ServiceTime(400 * Durations.Millisecond, 400 * Durations.Millisecond),
            Timeout = 60 * Durations.Second,
        };
        var burst = new WorkloadSpec { Keys = 1, Preload = true, Warm = true, Rest = 2 * Durations.Second, Concurrency = 1_000, Requests = 1_000 };
        var workload = new Workload(burst, null, 0) { Script = [new ScriptStep(200 * Durations.Millisecond, ScriptAction.Kill, "coordinator-1")] };
        var result = await RunProgress.ShowAsync("burst", progress => new LiveDriver("127.0.0.1").RunAsync(settings, workload, _folder.FullPath, record: true, progress, TestContext.Current.CancellationToken));
        Assert.Equal([("coordinator-0", true), ("coordinator-1", false), ("coordinator-2", true), ("coordinator-3", true)], result.Coordinators.Select(share => (share.Coordinator, share.Report is not null)));
        Assert.Equal((750, 0, 0), (result.Report.Reads, result.Report.Errors, result.Report.Shed));
        Assert.InRange(result.OriginReads, 900, 1_001);
        long[] starts = [.. result.Coordinators.Select(share => share.Report).OfType<WorkloadReport>().Select(report => report.StartedAt)];
        Assert.InRange(starts.Max() - starts.Min(), 0, 250 * Durations.Millisecond);
        Assert.Empty(OsProcesses.Of(_folder.FullPath));
    }

    private async Task<(int Misses, int Failovers, string[] Outcomes)> ReplayAsync(string mode, string trace, params string[] options)
    {
        var outcomes = _folder.PathOf("outcomes-" + mode);
        var result = await Cli.RunAsync(300, ["replay", trace, "--mode", mode, "--json", "--outcomes", outcomes, "--data", _folder.FullPath, .. Bare, .. options]);
        var row = Assert.Single(result.Json().GetProperty("rows").EnumerateArray());
        Assert.Equal(0, row.GetProperty("errors").GetInt32());
        return (row.GetProperty("misses").GetInt32(), row.GetProperty("failovers").GetInt32(), await File.ReadAllLinesAsync(outcomes, TestContext.Current.CancellationToken));
    }
}
