using System.Diagnostics;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Simulation;
using AkkaCacheSim.Traces;

namespace AkkaCacheSim.Console.Runs;

/// <summary>Runs in virtual time: one thread, one seed.</summary>
internal sealed class VirtualDriver : IDriver
{
    // How long a live cluster takes to miss a killed member and remove it.
    private const long DetectedAfter = 900 * Durations.Millisecond;

    public Task<RunResult> RunAsync(SimSettings settings, Workload workload, string folder, bool record, RunProgress progress, CancellationToken cancel)
    {
        if (settings.Origin != SimSettings.EmbeddedOrigin) throw new UsageException($"--origin {settings.Origin}: a run in virtual time has a database of its own; --mode live was expected");
        progress.Say("simulating");
        var spec = workload.Trace is null ? workload.Spec : workload.Spec with { Trace = TraceFile.ReadAll(workload.Trace) };
        if (record) HistoryStart.Write(folder, settings);
        using var file = record ? File.Create(Path.Combine(folder, "history", "virtual.jsonl")) : null;
        using var history = file is null ? null : new VirtualHistory(file);
        var cluster = new VirtualCluster(settings, new VirtualOptions { Drain = workload.Drain }, history);
        var watch = Stopwatch.StartNew();
        var paused = new Dictionary<string, Action>();
        var report = cluster.Run(spec, start =>
        {
            foreach (var step in workload.Script) cluster.World.After(start - cluster.World.Now + step.At, () => Play(cluster, step, paused));
        });
        var result = new RunResult(report, cluster.Origin.Counters.Reads, watch.Elapsed.TotalSeconds)
        {
            OriginWrites = cluster.Origin.Counters.Writes,
            Dirty = cluster.DirtyAtEnd,
            Origin = RunResult.Counted(cluster.Origin.Series.Since(cluster.World.Now, report.StartedAt), report),
            Coordinators = cluster.Shares,
            Lookups = [.. cluster.Nodes.Select(node => node.Counters.Lookups)],
            Cleared = cluster.Nodes.Sum(node => node.Counters.Cleared),
        };
        cluster.RecordFinal();
        progress.At(1);
        progress.SayMissing(cluster.Shares);
        return Task.FromResult(result);
    }

    // The virtual cluster is told what a live one finds out: a silent member is removed after a while.
    private static void Play(VirtualCluster cluster, ScriptStep step, Dictionary<string, Action> paused)
    {
        _ = Address.TryParseName(step.Process, out var role, out var index);
        switch (step.Action)
        {
            case ScriptAction.Kill when role == Role.Coordinator:
                cluster.KillCoordinator(index);
                cluster.World.After(DetectedAfter, () => cluster.RemoveCoordinator(index));
                break;
            case ScriptAction.Restart when role == Role.Coordinator:
                cluster.AddCoordinator(index);
                break;
            case ScriptAction.Kill when role == Role.Origin:
                cluster.KillFeed();
                break;
            case ScriptAction.Restart when role == Role.Origin:
                cluster.RestartFeed(newBroker: true);
                break;
            case ScriptAction.Pause when role == Role.Invalidator:
                paused[step.Process] = cluster.PauseInvalidator(index);
                break;
            case ScriptAction.Resume:
                paused[step.Process]();
                break;
            case var _ when role != Role.Node:
                throw new NotSupportedException($"{step.Process}: {step.Action} is not for it in virtual time");
            case ScriptAction.Kill:
                cluster.KillNode(index);
                cluster.World.After(DetectedAfter, () => cluster.RemoveNode(index));
                break;
            case ScriptAction.Pause:
                paused[step.Process] = cluster.PauseNode(index);
                cluster.World.After(DetectedAfter, () => cluster.RemoveNode(index));
                break;
            default:
                cluster.AddNode(index);
                break;
        }
    }
}
