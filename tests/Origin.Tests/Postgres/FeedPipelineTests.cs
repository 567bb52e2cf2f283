using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Origin.Postgres;
using AkkaCacheSim.Tests.Support;
using Npgsql;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Postgres;

/// <summary>Whatever is cut on the way of a change, under load: every change arrives, and every position is right in the end.</summary>
[Collection("postgres")]
public sealed class FeedPipelineTests : IAsyncLifetime
{
    private const int Keys = 500;

    private readonly PostgresServer _server;
    private readonly DatabaseUrl _url;
    private readonly PostgresNames _names = new(SchemaName.Default);

    public FeedPipelineTests(PostgresServer server) => (_server, _url) = (server, server.NewDatabase());

    public async ValueTask InitializeAsync()
    {
        var connection = PostgresConnection.Of(_url);
        await PostgresSchema.CreateAsync(connection, _names, CancellationToken.None);
        await PostgresChangeFeed.PrepareAsync(connection, _names, CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        _server.Drop(_url);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(20, true)]
    public async Task WhenItsPartsAreCutAtRandom_ThenNothingIsMissingAndEveryPositionIsAtItsEnd(int times, bool soak)
    {
        Assert.SkipUnless(!soak || Environment.GetEnvironmentVariable("AKKACACHESIM_SOAK") == "1", "a soak of minutes: .ci/long runs it, with AKKACACHESIM_SOAK=1");
        var server = _server.Private();
        using var way = new FeedPipeline(_url, _names);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() => WriteAsync(stop.Token), TestContext.Current.CancellationToken);
        var random = new Random(times);
        Func<Task>[] cuts = [() => BrokerAsync(way, random), () => WalSenderAsync(), () => Task.Run(server.Crash), () => Task.Run(way.RestartConsumer)];
        var plan = cuts.SelectMany(cut => Enumerable.Repeat(cut, times)).ToArray();
        random.Shuffle(plan);
        foreach (var cut in plan)
        {
            await cut();

            // Not a wait for something: the cuts come at random moments.
            await Task.Delay(random.Next(800), TestContext.Current.CancellationToken);
        }

        await stop.CancelAsync();
        var writes = await writing;
        Assert.True(writes > 10 * times, $"only {writes} writes were served");
        var end = PostgresServer.Lines(_url, "SELECT pg_current_wal_lsn()")[0];
        await Wait.Until(() => PostgresServer.Lines(_url, $"SELECT FROM pg_replication_slots WHERE database = current_database() AND confirmed_flush_lsn >= '{end}'").Count == 1, $"the server's log is confirmed to its end; said: {string.Join("; ", way.Said)}", 60);
        await Wait.Until(() => way.Offsets().All(at => at.Committed == at.End), "the group has committed to the ends of the partitions", 60);
        Assert.True((way.Lives, way.Gaps) is (1, 0), $"the log lived {way.Lives} times, with {way.Gaps} gaps; said: {string.Join("; ", way.Said.Where(line => !line.StartsWith("publisher", StringComparison.Ordinal)))}");
        var wrong = PostgresServer.Lines(_url, "SELECT key, version FROM akkacachesim_versions").Except(way.Versions.Select(pair => $"{pair.Key}|{pair.Value}"));
        Assert.Empty(wrong.Select(line => $"{line} in the database, {way.Versions.GetValueOrDefault(line.Split('|')[0])} seen"));
    }

    // Now and then for longer than a message may take.
    private static async Task BrokerAsync(FeedPipeline way, Random random)
    {
        way.CutBroker(down: true);
        await Task.Delay(random.Next(8) == 0 ? 6_000 : random.Next(1_500), TestContext.Current.CancellationToken);
        way.CutBroker(down: false);
    }

    private Task WalSenderAsync()
    {
        PostgresServer.Run(_url, "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active AND database = current_database()");
        return Task.CompletedTask;
    }

    // One key at a time, several in a transaction, deletes, and each as often as the server lets it.
    private async Task<int> WriteAsync(CancellationToken stop)
    {
        var (random, served) = (new Random(1), 0);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = PostgresServer.Open(_url);
                for (; !stop.IsCancellationRequested; served++)
                {
                    var (from, count) = (random.Next(Keys), random.Next(10) == 0 ? 50 : 1);
                    var sql = random.Next(10) == 0
                        ? $"DELETE FROM entries WHERE key = 'k{from}'"
                        : $"INSERT INTO entries (key, value) SELECT 'k' || i, 'v{served}' FROM generate_series({from}, {from + count - 1}) i ON CONFLICT (key) DO UPDATE SET value = excluded.value";
                    await using var command = new NpgsqlCommand(sql, connection);
                    await command.ExecuteNonQueryAsync(CancellationToken.None);
                    await Task.Delay(1, CancellationToken.None);
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
