using System.Diagnostics;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Simulation;
using AkkaCacheSim.Traces;

namespace AkkaCacheSim.Console.Runs;

/// <summary>Runs in virtual time: one thread, one seed.</summary>
internal sealed class VirtualDriver : IDriver
{
    public Task<RunResult> RunAsync(SimSettings settings, Workload workload, string folder, bool record, RunProgress progress, CancellationToken cancel)
    {
        progress.Say("simulating");
        var spec = workload.Trace is null ? workload.Spec : workload.Spec with { Trace = TraceFile.ReadAll(workload.Trace) };
        if (record) HistoryStart.Write(folder, settings);
        using var file = record ? File.Create(Path.Combine(folder, "history", "virtual.jsonl")) : null;
        using var history = file is null ? null : new VirtualHistory(file);
        var cluster = new VirtualCluster(settings, new VirtualOptions { Drain = workload.Drain }, history);
        var watch = Stopwatch.StartNew();
        var report = cluster.Run(spec);
        cluster.RecordFinal();
        progress.At(1);
        return Task.FromResult(new RunResult(report, cluster.Origin.Counters.Reads, watch.Elapsed.TotalSeconds));
    }
}
