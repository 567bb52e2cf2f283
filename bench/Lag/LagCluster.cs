using AkkaCacheSim.Cluster;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Bench.Lag;

/// <summary>A cluster that hears of changes through the log alone, and its history.</summary>
internal sealed class LagCluster : IAsyncDisposable
{
    public const int Keys = 1_000;
    public const int Writes = 500;
    public const int Reads = 1_000;
    public const int Seconds = 10;

    // The processes' compilers take as long as that, and a core meanwhile.
    private const int WarmSeconds = 25;

    private static readonly WorkloadSpec Readers = new() { Keys = Keys, Rate = Reads, Duration = Seconds * Durations.Second };

    private readonly LiveCluster _cluster;
    private readonly string _folder;

    private LagCluster(LiveCluster cluster, string folder)
    {
        _cluster = cluster;
        _folder = folder;
    }

    /// <summary>The embedded origin's file.</summary>
    public string Database => Path.Combine(_folder, "origin.db");

    private static readonly WorkloadSpec Mixed = Readers with { Rate = Reads + Writes, WriteShare = (double)Writes / (Reads + Writes), BypassShare = 1 };

    /// <summary>Starts one, every key cached and every process warm.</summary>
    public static async Task<LagCluster> StartAsync(SimSettings settings)
    {
        var folder = Directory.CreateTempSubdirectory("akkacachesim-bench-").FullName;
        settings = settings with { Slots = Keys, Write = "write-around", Ttl = Durations.None, Invalidation = InvalidationStrategies.Cdc, ServiceTime = default };
        var cluster = await LiveCluster.StartAsync(DataFolder.Take(folder), settings, new Binding("127.0.0.1"), record: true, System.Console.Error.WriteLine, CancellationToken.None);
        await cluster.RunAsync(new WorkloadSpec { Keys = Keys, Requests = 1, Preload = true, Warm = true }, null, _ => { });
        await cluster.RunAsync(Mixed with { Duration = WarmSeconds * Durations.Second }, null, _ => { });
        return new LagCluster(cluster, folder);
    }

    /// <summary>Writes on connections of the origin, past the cache.</summary>
    public async Task<LagRound> BypassAsync()
    {
        var report = ShareReport.Sum(await _cluster.RunAsync(Mixed, null, _ => { }));
        return new LagRound(report.StartedAt, report.EndedAt, null);
    }

    /// <summary>Reads while a shell writes.</summary>
    public async Task<LagRound> BesideAsync(ShellWriter shell)
    {
        var starting = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = _cluster.RunAsync(Readers, null, _ => { }, at => starting.TrySetResult(at));
        var from = await starting.Task;
        var writes = await Task.Factory.StartNew(() => shell.Write(Writes, Keys, from + Readers.Duration), TaskCreationOptions.LongRunning);
        await reading;
        return new LagRound(from, MonotonicClock.Now(), writes);
    }

    /// <summary>Ends the history and adds what it says of each round to the round's series.</summary>
    public async Task JudgeAsync(IEnumerable<(LagSeries Series, LagRound Round)> rounds)
    {
        // Not a wait for something: the time that invalidations under way are given.
        await Task.Delay(TimeSpan.FromSeconds(1));
        await _cluster.EndHistoryAsync();
        var history = new LagHistory(Path.Combine(_folder, "history"));
        foreach (var (series, round) in rounds) series.Add(history.Judge(round));
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
