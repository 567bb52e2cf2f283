using System.Diagnostics;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Runs;

/// <summary>Runs on live processes.</summary>
internal sealed class LiveDriver(string bind) : IDriver
{
    private static readonly TimeSpan DrainWithin = TimeSpan.FromSeconds(60);

    public async Task<RunResult> RunAsync(SimSettings settings, Workload workload, string folder, bool record, RunProgress progress, CancellationToken cancel)
    {
        await using var schema = await RunSchema.TakeAsync(settings, cancel);
        settings = schema.Settings;
        if (record) HistoryStart.Write(folder, settings);
        await using var cluster = await LiveCluster.StartAsync(DataFolder.Take(folder), settings, new Binding(bind), record, progress.Say, cancel);
        var script = new LiveScript(cluster, workload.Script);
        var running = cluster.RunAsync(workload.Spec, workload.Trace, step => Show(step, progress), script.Start);
        var shares = await WithDeathsAsync(cluster, running, script, cancel);
        await script.EndAsync();
        var statuses = await cluster.GatherAsync();
        var (reads, writes) = OriginLife.Counted(statuses);
        List<ProcessStatus> nodes = [.. statuses.Where(status => status.Name.StartsWith("node-", StringComparison.Ordinal)).OrderBy(status => status.Name, StringComparer.Ordinal)];
        var dirty = Dirty(statuses);
        if (settings.Write == "write-back") await DrainAsync(cluster, progress, cancel);
        if (record)
        {
            // Not a wait for something: the time that invalidations under way are given.
            await Task.Delay(TimeSpan.FromMicroseconds(workload.Drain / 1e3), cancel);
            await cluster.EndHistoryAsync();
        }

        var report = ShareReport.Sum(shares);
        var happened = cluster.HappenedSince(report.StartedAt);
        var series = await cluster.OriginSeriesAsync(report.StartedAt);
        progress.At(1);
        progress.SayMissing(shares);
        progress.Say("stopping");
        return new RunResult(report, script.EarlierOrigins.Sum(origin => origin.Reads) + reads, (report.EndedAt - report.StartedAt) / 1e9)
        {
            OriginWrites = script.EarlierOrigins.Sum(origin => origin.Writes) + writes,
            Dirty = dirty,
            Origin = RunResult.Counted([.. script.EarlierOrigins.SelectMany(origin => origin.Samples), .. series], report),
            Coordinators = shares,
            Events = [.. happened.Where(what => what.At <= report.EndedAt).Select(what => new RunEvent(what.At - report.StartedAt, what.Text))],
            Lookups = [.. nodes.Select(status => status.Figures.GetValueOrDefault("lookups"))],
            Cleared = nodes.Sum(status => status.Figures.GetValueOrDefault("cleared")),
        };
    }

    // A run that has lost a process ends with a word instead of hanging.
    private static async Task<T> WithDeathsAsync<T>(LiveCluster cluster, Task<T> running, LiveScript script, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!running.IsCompleted)
        {
            if (cluster.Ended.IsCompleted) throw new LiveException("the console was downed by the split-brain resolver: too many nodes were gone at once");
            if (cluster.Processes.FirstOrDefault(p => !p.Lives && !script.Killed(p.Name)) is { } dead) throw new LiveException($"{dead.Name} is {dead.Status}; its log is in the data folder");
            var tick = timer.WaitForNextTickAsync(cancel).AsTask();
            await (await Task.WhenAny(running, tick));
        }

        return await running;
    }

    private static long Dirty(IReadOnlyList<ProcessStatus> statuses) => statuses.Sum(status => status.Figures.GetValueOrDefault("dirty"));

    // Also when nobody reports anything dirty: what lives nowhere at the moment can't report.
    private static async Task DrainAsync(LiveCluster cluster, RunProgress progress, CancellationToken cancel)
    {
        progress.Say("draining");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var watch = Stopwatch.StartNew();
        while (!await cluster.DrainedAsync())
        {
            if (watch.Elapsed > DrainWithin) throw new LiveException($"the dirty queue was not empty within {DrainWithin.TotalSeconds:0} s");
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    private static void Show(WorkloadProgress step, RunProgress progress)
    {
        progress.Say(step.Phase.ToLowerInvariant());
        progress.At(step.Progress);
    }
}
