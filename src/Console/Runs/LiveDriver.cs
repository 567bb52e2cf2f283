using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Runs;

/// <summary>Runs on live processes.</summary>
internal sealed class LiveDriver(string bind) : IDriver
{
    public async Task<RunResult> RunAsync(SimSettings settings, Workload workload, string folder, bool record, RunProgress progress, CancellationToken cancel)
    {
        if (record) HistoryStart.Write(folder, settings);
        await using var cluster = await LiveCluster.StartAsync(DataFolder.Take(folder), settings, bind, record, progress.Say, cancel);
        var running = cluster.RunAsync(workload.Spec, workload.Trace, step => Show(step, progress));
        var report = await WithDeathsAsync(cluster, running, cancel);
        var originReads = await OriginReadsAsync(cluster);
        if (record)
        {
            // Not a wait for something: the time that invalidations under way are given.
            await Task.Delay(TimeSpan.FromMicroseconds(workload.Drain / 1e3), cancel);
            await cluster.EndHistoryAsync();
        }

        progress.At(1);
        progress.Say("stopping");
        return new RunResult(report, originReads, (report.EndedAt - report.StartedAt) / 1e9);
    }

    // A run that has lost a process ends with a word instead of hanging.
    private static async Task<T> WithDeathsAsync<T>(LiveCluster cluster, Task<T> running, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!running.IsCompleted)
        {
            if (cluster.Processes.FirstOrDefault(p => !p.Lives) is { } dead) throw new LiveException($"{dead.Name} is {dead.Status}; its log is in the data folder");
            var tick = timer.WaitForNextTickAsync(cancel).AsTask();
            await (await Task.WhenAny(running, tick));
        }

        return await running;
    }

    private static async Task<long> OriginReadsAsync(LiveCluster cluster)
    {
        var statuses = await cluster.GatherAsync();
        return statuses.FirstOrDefault(status => status.Name == "origin")?.Figures.GetValueOrDefault("reads")
            ?? throw new LiveException("the origin does not answer");
    }

    private static void Show(WorkloadProgress step, RunProgress progress)
    {
        progress.Say(step.Phase.ToLowerInvariant());
        progress.At(step.Progress);
    }
}
