using AkkaCacheSim.Checker;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Console.Tests.Support;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;
using AkkaCacheSim.Tests.Support;
using Npgsql;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>
/// A cluster on a PostgreSQL server under load, and everything on the way of a change killed at random: nothing is stuck stale or lost, and every
/// position is right in the end. Twenty times each takes ten minutes: only where AKKACACHESIM_SOAK is 1.
/// </summary>
[Collection(Clusters.Name)]
public sealed class PostgresSoak : IDisposable
{
    private const int Times = 20;
    private const int Keys = 400;

    private static readonly WorkloadSpec Load = new() { Keys = Keys, Rate = 300, WriteShare = 0.3, BypassShare = 0.5, Duration = 5 * Durations.Second };

    private readonly PostgresServer _server;
    private readonly DatabaseUrl _url;
    private readonly ProcessFolder _folder = new();
    private readonly Random _random = new(1);

    public PostgresSoak(PostgresServer server) => (_server, _url) = (server, server.NewDatabase());

    public void Dispose()
    {
        _folder.Dispose();
        _server.Drop(_url);
    }

    [Fact]
    public async Task WhenEverythingOnTheWayIsKilledAtRandom_ThenNothingIsStuckStaleOrLost()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("AKKACACHESIM_SOAK") == "1", "a soak of ten minutes: .ci/long runs it, with AKKACACHESIM_SOAK=1");
        var server = _server.Private();
        var settings = new SimSettings { Slots = Keys, Write = "write-around", Ttl = Durations.None, Invalidation = InvalidationStrategies.Cdc, ServiceTime = default, Origin = _url.ToString() };
        await using var cluster = await LiveCluster.StartAsync(DataFolder.Take(_folder.FullPath), settings, new Binding("127.0.0.1"), record: true, _ => { }, TestContext.Current.CancellationToken);
        await cluster.RunAsync(Load with { Preload = true, Warm = true }, null, _ => { });
        using var stop = new CancellationTokenSource();
        var (reading, writing) = (LoadAsync(cluster, stop.Token), ForeignWritesAsync(stop.Token));
        (string Name, Func<Task> Do)[] cuts = [
            ("kill origin", () => KillAsync(cluster, "origin")),
            ("kill invalidator", () => KillAsync(cluster, "invalidator-0")),
            ("end walsender", () => Task.Run(() => PostgresServer.Run(_url, "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active AND database = current_database()"))),
            ("crash server", () => Task.Run(server.Crash))];
        var plan = cuts.SelectMany(cut => Enumerable.Repeat(cut, Times)).ToArray();
        _random.Shuffle(plan);
        foreach (var (name, cut) in plan)
        {
            await cut();
            Assert.False(cluster.Ended.IsCompleted, "the console was downed by the split-brain resolver: the machine is overloaded");
            await Wait.Until(cluster.ReadyAsync, $"the cluster is ready again after: {name}", 60);

            // Not a wait for something: the cuts come at random moments.
            await Task.Delay(_random.Next(1_500), TestContext.Current.CancellationToken);
        }

        await stop.CancelAsync();
        var (served, foreign) = (await reading, await writing);
        await DrainAsync(cluster);
        await cluster.EndHistoryAsync();
        Judge(served, foreign);
    }

    private void Judge(long served, int foreign)
    {
        // What the database says now, and not what the origin's process says of it.
        var final = PostgresServer.Lines(_url, "SELECT version, key FROM akkacachesim_versions").Select(line => line.Split('|')).Select(row => new HistoryFinal(row[1], long.Parse(row[0])));
        var lines = Directory.EnumerateFiles(_folder.PathOf("history"), "*.jsonl", SearchOption.AllDirectories).SelectMany(file => HistoryReader.Read(new StringReader(File.ReadAllText(file)), file));
        var report = HistoryCheck.Run(lines.Concat(final));
        TestContext.Current.TestOutputHelper?.WriteLine($"{report.Reads} reads, {report.FailedReads} failed; {report.Writes} writes, {foreign} foreign ones; {report.StaleReads} stale, at most {report.Staleness?.Max} ms; propagation of {report.Propagation.Count}: {report.Propagation.P50} / {report.Propagation.P99} ms");
        Assert.Equal((0, 0, 0), (report.StuckStale, report.LostWrites.Count, report.Overwrites.Count));
        Assert.True(served > 200 * Times && foreign > 50 * Times && report.Propagation.Count > 50 * Times, $"the load was served: {served} reads, {foreign} foreign writes, {report.Propagation.Count} copies that changed");
    }

    // What the group has committed every node has acknowledged, so that nothing is under way any more.
    private async Task DrainAsync(LiveCluster cluster)
    {
        var end = PostgresServer.Lines(_url, "SELECT pg_current_wal_lsn()")[0];
        await Wait.Until(() => PostgresServer.Lines(_url, $"SELECT FROM pg_replication_slots WHERE database = current_database() AND confirmed_flush_lsn >= '{end}'").Count == 1, "the server's log is confirmed to its end");
        var origin = cluster.Processes.Single(process => process.Name == "origin").Pid;
        await Wait.Until(() => BrokerOf.Offsets(origin, cluster.Settings.Invalidators) is { Count: > 0 } offsets && offsets.TrueForAll(at => at.Committed == at.End), "the group has committed to the ends of the partitions");
    }

    private static async Task KillAsync(LiveCluster cluster, string name)
    {
        await cluster.KillAsync(name);
        await cluster.RestartAsync(name);
    }

    private static async Task<long> LoadAsync(LiveCluster cluster, CancellationToken stop)
    {
        var served = 0L;
        for (var round = 1UL; !stop.IsCancellationRequested; round++)
        {
            var report = ShareReport.Sum(await cluster.RunAsync(Load with { Seed = round }, null, _ => { }));
            served += report.Reads - report.Errors - report.Shed;
        }

        return served;
    }

    // Writers that never heard of the cache, and whose statements concern many keys at a time.
    private async Task<int> ForeignWritesAsync(CancellationToken stop)
    {
        var (random, served) = (new Random(2), 0);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = PostgresServer.Open(_url);
                for (; !stop.IsCancellationRequested; served++)
                {
                    await using var command = new NpgsqlCommand($"UPDATE entries SET value = 'foreign-{served}' WHERE key LIKE 'k{random.Next(Keys)}%'", connection);
                    await command.ExecuteNonQueryAsync(CancellationToken.None);

                    // Not a wait for something: the writer's own pace.
                    await Task.Delay(20, CancellationToken.None);
                }
            }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                // The server is away; it comes back.
                await Task.Delay(20, CancellationToken.None);
            }
        }

        return served;
    }
}
