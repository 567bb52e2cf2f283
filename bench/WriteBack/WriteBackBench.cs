using System.Diagnostics;
using AkkaCacheSim.Bench.Reporting;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;
using AkkaCacheSim.Traces;

namespace AkkaCacheSim.Bench.WriteBack;

/// <summary>Durable acknowledgements on a live cluster against a bare journal, and how long a large backlog takes to recover.</summary>
internal static class WriteBackBench
{
    private const int Window = 64;
    private const int Writes = 20_000;
    private const int Dirty = 100_000;

    private static readonly SimSettings Settings = new() { Slots = 1_000, Write = "write-back", Backlog = 1_000_000, ServiceTime = default, Ttl = Durations.None, Timeout = 20 * Durations.Second };

    public static async Task RunAsync(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("akkacachesim-bench-").FullName;
        try
        {
            await AcknowledgeAsync(report, folder);
            await RecoverAsync(report, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AcknowledgeAsync(Report report, string folder)
    {
        var table = report.Add("write-back", $"{Writes:#,##0} durable writes of 10,000 keys, values of 16 characters", "what", "writes/s", "p50 ms", "p99 ms");
        await using (var cluster = await StartAsync(Path.Combine(folder, "acks"), Settings))
        {
            // Once to let the compilers of all processes finish.
            await cluster.RunAsync(Load(Window, Writes), null, _ => { });
            foreach (var window in (int[])[1, Window, 1_024])
            {
                var run = ShareReport.Sum(await cluster.RunAsync(Load(window, window == 1 ? Writes / 10 : Writes), null, _ => { }));
                var speed = run.WritesEnding(Outcome.Stored) * 1e9 / (run.EndedAt - run.StartedAt);
                table.Row($"cluster, {window} in flight", speed, run.Write.GetValueAtPercentile(50) / 1e6, run.Write.GetValueAtPercentile(99) / 1e6);
            }
        }

        foreach (var batch in (int[])[1, Window, 1_024])
        {
            var bare = Path.Combine(folder, "bare-" + batch);
            Directory.CreateDirectory(bare);
            var (speed, latency) = await BareJournal.RunAsync(bare, batch == 1 ? Writes / 10 : Writes, batch);
            table.Row($"one bare PersistAll loop, {batch} a batch", speed, latency.GetValueAtPercentile(50) / 1e6, latency.GetValueAtPercentile(99) / 1e6);
        }
    }

    private static async Task RecoverAsync(Report report, string folder)
    {
        // An origin that takes an hour for a statement takes nothing while this runs.
        var settings = Settings with { ServiceTime = new ServiceTime(3600 * Durations.Second, 3600 * Durations.Second) };
        var data = Path.Combine(folder, "recovery");
        var empty = await StartedInAsync(data, settings, 0);
        long acknowledged;
        await using (var cluster = await StartAsync(data, settings))
        {
            var trace = Path.Combine(folder, "writes.csv");
            await File.WriteAllLinesAsync(trace, Enumerable.Range(0, Dirty).Select(i => $"k{i},set").Prepend("key,op"));
            var run = ShareReport.Sum(await cluster.RunAsync(new WorkloadSpec { Concurrency = 1_024, ValueSize = 16 }, new TraceInput(trace), _ => { }));
            acknowledged = run.WritesEnding(Outcome.Stored);
        }

        var full = await StartedInAsync(data, settings, acknowledged);
        var table = report.Add("write-back", "start of a cluster until it serves, its dirty partitions recovered", "backlog", "seconds");
        table.Row("empty", empty);
        table.Row($"{acknowledged:#,##0} dirty entries", full);
    }

    private static async Task<double> StartedInAsync(string data, SimSettings settings, long dirty)
    {
        var watch = Stopwatch.StartNew();
        await using var cluster = await StartAsync(data, settings);
        var seconds = watch.Elapsed.TotalSeconds;
        var found = (await cluster.GatherAsync()).Sum(status => status.Figures.GetValueOrDefault("dirty"));
        if (found < dirty) throw new InvalidOperationException($"{dirty} dirty entries were expected, not {found}");
        return seconds;
    }

    private static Task<LiveCluster> StartAsync(string data, SimSettings settings)
    {
        Directory.CreateDirectory(data);
        return LiveCluster.StartAsync(DataFolder.Take(data), settings, new Binding("127.0.0.1"), record: false, System.Console.Error.WriteLine, CancellationToken.None);
    }

    private static WorkloadSpec Load(int window, int requests) => new() { Keys = 10_000, Requests = requests, Concurrency = window, WriteShare = 1 };
}
