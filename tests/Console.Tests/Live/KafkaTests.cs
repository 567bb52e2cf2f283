using System.Text.Json;
using AkkaCacheSim.Console.Tests.Support;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Tests.Support;
using Confluent.Kafka;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>Clusters whose log of changes is in a Kafka cluster, with the origin's own feed and with a connector.</summary>
[Collection(Clusters.Name)]
public sealed class KafkaTests(KafkaServer kafka, PostgresServer postgres)
{
    [Fact]
    public async Task WhenTheLogIsInAKafkaCluster_ThenForeignWritesAreSeenWhicheverProcessIsStartedAnew()
    {
        // Topics of other runs may be there still.
        var schema = $"k{Environment.ProcessId}";
        var (cluster, _) = await RunningCluster.StartAsync("--nodes", "2", "--invalidation", "cdc", "--invalidators", "2", "--ttl", "none", "--service-time", "0", "--kafka", kafka.Address, "--schema", schema);
        using var owned = cluster;
        await ForeignWriteIsSeenAsync(cluster, "1");
        foreach (var name in new[] { "origin", "invalidator-1", "invalidator-0" })
        {
            (await cluster.RunAsync("restart", name)).Succeeded();
            await cluster.ReadyAsync();
            await ForeignWriteIsSeenAsync(cluster, name);
        }

        await Wait.Until(async () => (await FigureAsync(cluster, "lag"), await FigureAsync(cluster, "lagMs"), await FigureAsync(cluster, "partitions")) == (0, 0, 4), "the invalidators share the partitions and are behind in none", 30);
        (await cluster.RunAsync("down")).Succeeded();
    }

    [Fact]
    public async Task WhenDebeziumPublishes_ThenCopiesGoAndWhatCannotBeReadHoldsNothingUp()
    {
        var url = postgres.NewDatabase();
        try
        {
            var schema = $"d{Environment.ProcessId}";
            var (cluster, _) = await RunningCluster.StartAsync("--nodes", "2", "--invalidation", "cdc", "--ttl", "none", "--service-time", "0", "--origin", url.ToString(), "--schema", schema, "--kafka", kafka.Address, "--cdc", "debezium");
            using var owned = cluster;
            Assert.Empty(PostgresServer.Lines(url, "SELECT FROM pg_replication_slots WHERE database = current_database()"));
            using var producer = new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig { BootstrapServers = kafka.Address }).Build();
            var topic = LogNames.Topic(schema);
            foreach (var debezium in new[] { new DebeziumMessages(schemas: false), new DebeziumMessages(schemas: true) })
            {
                var version = await ConnectorIsFollowedAsync(cluster, url, schema, "u", async v => await SendAsync(debezium.Key("k"), debezium.Change("u", "null", DebeziumMessages.Row("k", v))));
                await ConnectorIsFollowedAsync(cluster, url, schema, "rubbish", async _ => await SendAsync(debezium.Key("k"), [0xff, 0x00]));
                await ConnectorIsFollowedAsync(cluster, url, schema, "d", async _ =>
                {
                    await SendAsync(debezium.Key("k"), debezium.Change("d", DebeziumMessages.Row("k", version), "null"));
                    await SendAsync(debezium.Key("k"), null);
                });
                await ConnectorIsFollowedAsync(cluster, url, schema, "t", async _ => await SendAsync(null, debezium.Change("t", "null", "null")));
            }

            Assert.Equal(2, await FigureAsync(cluster, "malformed"));
            await producer.ProduceAsync(LogNames.Heartbeats, new Message<byte[]?, byte[]?> { Key = new DebeziumMessages(false).HeartbeatKey(), Value = new DebeziumMessages(false).Heartbeat() }, TestContext.Current.CancellationToken);
            await Wait.Until(async () => (await InvalidatorsAsync(cluster)).Any(figures => figures.TryGetProperty("heartbeatMs", out _)), "the connector's heartbeat is noticed", 30);
            (await cluster.RunAsync("down")).Succeeded();

            Task SendAsync(byte[]? key, byte[]? value) => producer.ProduceAsync(topic, new Message<byte[]?, byte[]?> { Key = key, Value = value });
        }
        finally
        {
            postgres.Drop(url);
        }
    }

    // A row is cached, changed behind the cache's back, and only the connector's message tells.
    private static async Task<long> ConnectorIsFollowedAsync(RunningCluster cluster, DatabaseUrl url, string schema, string what, Func<long, Task> publish)
    {
        await CachedAsync(cluster, "ours-" + what);
        PostgresServer.Run(url, $"UPDATE {schema}.entries SET value = 'theirs-{what}' WHERE key = 'k'");
        var version = long.Parse(PostgresServer.Lines(url, $"SELECT version FROM {schema}.entries WHERE key = 'k'")[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal("ours-" + what, await cluster.ValueAsync("k"));
        await publish(version);
        await Wait.Until(async () => await cluster.ValueAsync("k") == "theirs-" + what, $"readers see what {what} is about", 20);
        return version;
    }

    private static async Task ForeignWriteIsSeenAsync(RunningCluster cluster, string round)
    {
        await CachedAsync(cluster, "ours-" + round);
        Foreigner.Update(cluster, "k", "theirs-" + round);
        await Wait.Until(async () => await cluster.ValueAsync("k") == "theirs-" + round, "readers see the foreign write", 20);
    }

    private static async Task CachedAsync(RunningCluster cluster, string value)
    {
        await Wait.Until(async () => (await cluster.RunAsync("set", "k", value)).ExitCode == 0, "a write is served");
        await Wait.Until(async () => (await cluster.JsonAsync("get", "k")).GetProperty("outcome").GetString() == "hit", "the key is served from the cache", 30);
        Assert.Equal(value, await cluster.ValueAsync("k"));
    }

    private static async Task<long> FigureAsync(RunningCluster cluster, string name) => (await InvalidatorsAsync(cluster)).Sum(figures => figures.GetProperty(name).GetInt64());

    private static async Task<List<JsonElement>> InvalidatorsAsync(RunningCluster cluster) =>
        [.. (await cluster.StatusAsync()).GetProperty("members").EnumerateArray().Where(member => member.GetProperty("role").GetString() == "invalidator").Select(member => member.GetProperty("figures"))];
}
