using System.Globalization;
using AkkaCacheSim.Bench.Reporting;
using AkkaCacheSim.Cluster;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;
using AkkaCacheSim.Tests.Support;
using Npgsql;

namespace AkkaCacheSim.Bench.Lag;

/// <summary>Every row is changed in one transaction, with a copy of each in the caches: how long until the last old copy is gone, and what that takes.</summary>
internal static class BulkBench
{
    private const int Keys = 50_000;
    private const int Slots = 20_000;

    private static readonly TimeSpan GoneWithin = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(Report report)
    {
        using var server = BenchServer.Find("cdc-bulk");
        if (server is not null) await server.OnDatabaseAsync("bench_bulk", origin => RunAsync(report, origin));
    }

    private static async Task RunAsync(Report report, DatabaseUrl origin)
    {
        var folder = Directory.CreateTempSubdirectory("akkacachesim-bench-").FullName;
        var settings = new SimSettings { Slots = Slots, Write = "write-around", Ttl = Durations.None, Invalidation = InvalidationStrategies.Cdc, ServiceTime = default, Origin = origin.WithoutPassword.ToString() };
        await using (var cluster = await LiveCluster.StartAsync(DataFolder.Take(folder), settings, new Binding("127.0.0.1"), record: true, System.Console.Error.WriteLine, CancellationToken.None))
        {
            await cluster.RunAsync(new WorkloadSpec { Keys = Keys, Requests = 1, Preload = true, Warm = true }, null, _ => { });
            var before = await cluster.GatherAsync();
            string[] watched = ["origin", "invalidator-0"];
            var memory = watched.Select(name => Megabytes(cluster, name, "VmRSS")).ToList();
            var (from, committed) = Change(origin);
            var after = await GoneAsync(cluster, before);
            await cluster.EndHistoryAsync();
            var lag = new LagHistory(Path.Combine(folder, "history")).Judge(new LagRound(from, MonotonicClock.Now(), null), committed);
            var cleared = Sum(after, "cleared") - Sum(before, "cleared");
            var table = report.Add("cdc-bulk", $"{Keys:#,##0} rows in one UPDATE, a copy of each in 4 nodes", "what", "figure");
            table.Row("the statement, s", (committed - from) / 1e9);
            table.Row("copies that it made old", lag.Count);
            table.Row("half of them gone, s after the commit", lag.P50! / 1e3);
            table.Row("the last one gone, s after the commit", lag.Max! / 1e3);
            table.Row("times that a node was cleared", cleared);
            foreach (var (name, had) in watched.Zip(memory))
            {
                table.Row($"{name}: memory before, MB", had);
                table.Row($"{name}: memory after, MB", Megabytes(cluster, name, "VmRSS"));
                table.Row($"{name}: the most it ever had, MB", Megabytes(cluster, name, "VmHWM"));
            }

            report.Add(new Floor("cdc-bulk: copies made old and gone", lag.Count, Keys, null));
            report.Add(new Floor("cdc-bulk: times that a node was cleared", cleared, null, 0));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static (long From, long Committed) Change(DatabaseUrl origin)
    {
        using var connection = PostgresInstance.Open(origin);
        using var update = new NpgsqlCommand("UPDATE entries SET value = 'changed in one go'", connection) { CommandTimeout = 0 };
        var from = MonotonicClock.Now();
        update.ExecuteNonQuery();
        return (from, MonotonicClock.Now());
    }

    private static async Task<IReadOnlyList<ProcessStatus>> GoneAsync(LiveCluster cluster, IReadOnlyList<ProcessStatus> before)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var giveUp = MonotonicClock.Now() + (long)GoneWithin.TotalNanoseconds;
        while (true)
        {
            var now = await cluster.GatherAsync();
            if (Sum(now, "invalidated") - Sum(before, "invalidated") >= Keys || MonotonicClock.Now() > giveUp) return now;
            await timer.WaitForNextTickAsync();
        }
    }

    private static long Sum(IReadOnlyList<ProcessStatus> statuses, string figure) => statuses.Sum(status => status.Figures.GetValueOrDefault(figure));

    // Where the system does not say, nothing.
    private static double Megabytes(LiveCluster cluster, string name, string line)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"/proc/{cluster.Processes.Single(process => process.Name == name).Pid}/status");
        if (!File.Exists(file)) return double.NaN;
        var words = File.ReadLines(file).First(text => text.StartsWith(line + ":", StringComparison.Ordinal)).Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return double.Parse(words[1], CultureInfo.InvariantCulture) / 1024;
    }
}
