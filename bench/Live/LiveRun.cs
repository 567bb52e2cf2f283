using System.Diagnostics;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Bench.Live;

/// <summary>A cluster of this machine's processes, in a folder of its own, with every key resident.</summary>
internal sealed class LiveRun : IAsyncDisposable
{
    private const int Keys = 10_000;

    // A machine that is busy with something else delays an answer for seconds; that should cost a figure, not the run.
    private static readonly SimSettings Settings = new() { Nodes = 4, Slots = Keys, Ttl = Durations.None, ServiceTime = default, Timeout = 20 * Durations.Second };

    private readonly LiveCluster _cluster;
    private readonly string _folder;

    private LiveRun(LiveCluster cluster, string folder, TimeSpan startedIn)
    {
        _cluster = cluster;
        _folder = folder;
        StartedIn = startedIn;
    }

    public TimeSpan StartedIn { get; }

    public static async Task<LiveRun> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("akkacachesim-bench-").FullName;
        var started = Stopwatch.GetTimestamp();
        var cluster = await LiveCluster.StartAsync(DataFolder.Take(folder), Settings, new Binding("127.0.0.1"), record: false, System.Console.Error.WriteLine, CancellationToken.None);
        return new LiveRun(cluster, folder, Stopwatch.GetElapsedTime(started));
    }

    public async Task FillAsync() => await RunAsync(new WorkloadSpec { Keys = Keys, Requests = 1, Preload = true, Warm = true });

    public async Task<LiveRound> HitAsync(long requests, int window)
    {
        var before = await SentAsync();
        var report = await RunAsync(new WorkloadSpec { Keys = Keys, Requests = requests, Concurrency = window });
        var after = await SentAsync();
        if (report.HitRate < 0.99) throw new InvalidOperationException($"hits were expected, not a share of {report.HitRate}");
        return new LiveRound(report, (double)(after.Letters - before.Letters) / (after.Envelopes - before.Envelopes));
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<WorkloadReport> RunAsync(WorkloadSpec spec) => ShareReport.Sum(await _cluster.RunAsync(spec, null, _ => { }));

    private async Task<(long Letters, long Envelopes)> SentAsync()
    {
        var statuses = await _cluster.GatherAsync();
        var figures = statuses.Single(status => status.Name == "coordinator-0").Figures;
        return (figures["letters"], figures["envelopes"]);
    }
}
