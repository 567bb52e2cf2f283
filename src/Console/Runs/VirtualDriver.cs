using System.Diagnostics;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Simulation;
using AkkaCacheSim.Traces;

namespace AkkaCacheSim.Console.Runs;

/// <summary>Runs in virtual time: one thread, one seed.</summary>
/// <param name="messageTime">How long a message takes from one process to another, ns, a fifth more or less; null for what the model takes it to be.</param>
internal sealed class VirtualDriver(long? messageTime = null) : IDriver
{
    public Task<RunResult> RunAsync(SimSettings settings, Workload workload, string folder, bool record, RunProgress progress, CancellationToken cancel)
    {
        if (settings.Origin != SimSettings.EmbeddedOrigin) throw new UsageException($"--origin {settings.Origin}: a run in virtual time has a database of its own; --mode live was expected");
        progress.Say("simulating");
        var spec = workload.Trace is null ? workload.Spec : workload.Spec with { Trace = TraceFile.ReadAll(workload.Trace) };
        if (record) HistoryStart.Write(folder, settings);
        using var file = record ? File.Create(Path.Combine(folder, "history", "virtual.jsonl")) : null;
        using var history = file is null ? null : new VirtualHistory(file);
        var cluster = new VirtualCluster(settings, Options(workload.Drain), history);
        var watch = Stopwatch.StartNew();
        var script = new VirtualScript(cluster, workload.Script);
        var report = cluster.Run(spec, script.Start);
        var result = new RunResult(report, cluster.Origins.Sum(origin => origin.Counters.Reads), watch.Elapsed.TotalSeconds)
        {
            OriginWrites = cluster.Origins.Sum(origin => origin.Counters.Writes),
            Dirty = cluster.DirtyAtEnd,
            Origin = RunResult.Counted([.. cluster.Origins.SelectMany(origin => origin.Series.Since(cluster.World.Now, report.StartedAt)).OrderBy(sample => sample.At)], report),
            Coordinators = cluster.Shares,
            Events = [.. script.Events.Where(what => what.At >= report.StartedAt && what.At <= report.EndedAt).Select(what => new RunEvent(what.At - report.StartedAt, what.Text))],
            Lookups = [.. cluster.Nodes.Select(node => node.Counters.Lookups)],
            Cleared = cluster.Nodes.Sum(node => node.Counters.Cleared),
        };
        cluster.RecordFinal();
        progress.At(1);
        progress.SayMissing(cluster.Shares);
        return Task.FromResult(result);
    }

    private VirtualOptions Options(long drain)
    {
        var options = new VirtualOptions { Drain = drain };
        return messageTime is { } time ? options with { NetworkLeast = time * 4 / 5, NetworkMost = time * 6 / 5 } : options;
    }
}
