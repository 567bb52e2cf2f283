using System.Diagnostics;
using AkkaCacheSim.Bench.Reporting;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;
using AkkaCacheSim.Simulation;

namespace AkkaCacheSim.Bench.Virtual;

/// <summary>How many requests the virtual driver gets through in a second of real time, on one thread.</summary>
internal static class VirtualBench
{
    private const long Requests = 2_000_000;
    private const int Rounds = 5;

    // Every key fits, and has been read once before the first request that counts.
    private static readonly VirtualCase HitHeavy = new(
        "hits",
        new SimSettings { Nodes = 4, Slots = 10_000, Ttl = Durations.None, ServiceTime = default },
        new WorkloadSpec { Keys = 10_000, Theta = 0.99, Concurrency = 64, Requests = Requests, Preload = true, Warm = true });

    // Room for a tenth of the keys, and a write in twenty.
    private static readonly VirtualCase Mixed = new(
        "mixed",
        new SimSettings { Nodes = 4, Slots = 2_500, ServiceTime = default },
        new WorkloadSpec { Keys = 100_000, Theta = 0.99, Concurrency = 64, Requests = Requests, WriteShare = 0.05, Preload = true });

    public static Task RunAsync(Report report)
    {
        VirtualCase[] cases = [HitHeavy, Mixed];
        var speeds = cases.Select(_ => new Samples()).ToArray();
        var runs = new VirtualRun[cases.Length];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < cases.Length; i++)
            {
                runs[i] = Measure(cases[i]);
                speeds[i].Add(runs[i].RequestsPerSecond);
            }
        }

        var table = report.Add("virtual", $"4 nodes, {Requests:#,##0} requests, closed loop of 64, Zipf(0.99), no history; median of {Rounds} rounds", "load", "requests/s", "least", "most", "hit ratio", "events/request", "events/s");
        for (var i = 0; i < cases.Length; i++)
        {
            table.Row(cases[i].Name, speeds[i].Median, speeds[i].Least, speeds[i].Most, runs[i].HitRate, runs[i].EventsPerRequest, runs[i].EventsPerRequest * speeds[i].Median);
            report.Add(new Floor($"virtual: requests/s, {cases[i].Name}", speeds[i].Median, 300_000, null));
        }

        return Task.CompletedTask;
    }

    private static VirtualRun Measure(VirtualCase setting)
    {
        var cluster = new VirtualCluster(setting.Settings, new VirtualOptions { Drain = 0 }, history: null);
        var client = cluster.Begin(setting.Load);
        cluster.World.Run(long.MaxValue, () => client.Phase >= WorkloadPhase.Running);
        var events = cluster.World.Events;
        var started = Stopwatch.GetTimestamp();
        cluster.World.Run(long.MaxValue, () => client.Phase == WorkloadPhase.Done);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var report = client.Report;
        if (report.Errors + report.Shed > 0) throw new InvalidOperationException($"{setting.Name}: a run without errors was expected");
        return new VirtualRun(Requests / seconds, report.HitRate, (double)(cluster.World.Events - events) / Requests);
    }
}
