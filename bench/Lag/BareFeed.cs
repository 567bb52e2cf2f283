using AkkaCacheSim.Checker;
using AkkaCacheSim.Cluster;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Origin.Kafka;
using AkkaCacheSim.Tests.Support;
using Confluent.Kafka;
using Npgsql;
using Npgsql.Replication;
using Npgsql.Replication.PgOutput;
using Npgsql.Replication.PgOutput.Messages;

namespace AkkaCacheSim.Bench.Lag;

/// <summary>The least that such a way costs: one process inserts rows, reads them by logical replication, produces each to the embedded broker and consumes it.</summary>
internal static class BareFeed
{
    private const string Topic = "bare";
    private const int WaitSeconds = 60;

    public static async Task<LagFigures> RunAsync(DatabaseUrl url, int rate, int seconds)
    {
        using var connection = PostgresInstance.Open(url);
        Run(connection, "DROP TABLE IF EXISTS bare; CREATE TABLE bare (n int); DROP PUBLICATION IF EXISTS bare; CREATE PUBLICATION bare FOR TABLE bare");
        using var broker = new MockBroker(Topic, 1);
        using var producer = new ProducerBuilder<Null, byte[]>(new ProducerConfig { BootstrapServers = broker.Bootstrap, LingerMs = 0, EnableIdempotence = true, Acks = Acks.All }).Build();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds + WaitSeconds));
        var (ready, writes) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), rate * (1 + seconds));
        var relaying = Task.Run(() => RelayAsync(url, producer, writes, ready, patience.Token));
        var consuming = Task.Factory.StartNew(() => Consume(broker.Bootstrap, writes, patience.Token), TaskCreationOptions.LongRunning);
        await Task.WhenAny(ready.Task, relaying);
        var written = await Task.Factory.StartNew(() => Write(connection, rate, writes), TaskCreationOptions.LongRunning);
        await relaying;
        var consumed = await consuming;

        // In the first second the consumer finds its broker.
        var counted = Enumerable.Range(rate, writes - rate).ToList();
        return new LagFigures(
            counted.Count / ((written[^1].Answer - written[rate].Start) / 1e9),
            counted.Count,
            Of(counted.Select(n => consumed[n] - written[n].Start)),
            Of(counted.Select(n => consumed[n] - written[n].Answer)));
    }

    private static (long Start, long Answer)[] Write(NpgsqlConnection connection, int rate, int writes)
    {
        using var insert = new NpgsqlCommand("INSERT INTO bare VALUES ($1)", connection) { Parameters = { new NpgsqlParameter<int>() } };
        insert.Prepare();
        var (times, begin) = (new (long, long)[writes], MonotonicClock.Now());
        for (var n = 0; n < writes; n++)
        {
            // Not a wait for something: the writer's own pace.
            var left = begin + (n * 1_000_000_000L / rate) - MonotonicClock.Now();
            if (left > 0) Thread.Sleep(TimeSpan.FromMicroseconds(left / 1e3));
            ((NpgsqlParameter<int>)insert.Parameters[0]).TypedValue = n;
            var start = MonotonicClock.Now();
            insert.ExecuteNonQuery();
            times[n] = (start, MonotonicClock.Now());
        }

        return times;
    }

    private static async Task RelayAsync(DatabaseUrl url, IProducer<Null, byte[]> producer, int writes, TaskCompletionSource ready, CancellationToken cancel)
    {
        var builder = new NpgsqlConnectionStringBuilder { Host = url.Host, Port = url.Port, Database = url.Database, Username = url.User, Password = url.Password };
        await using var replication = new LogicalReplicationConnection(builder.ConnectionString);
        await replication.Open(cancel);
        var slot = await replication.CreatePgOutputReplicationSlot("bare", temporarySlot: true, cancellationToken: cancel);
        ready.SetResult();
        await foreach (var message in replication.StartReplication(slot, new PgOutputReplicationOptions("bare", PgOutputProtocolVersion.V1), cancel))
        {
            if (message is InsertMessage insert)
            {
                await foreach (var value in insert.NewRow) producer.Produce(Topic, new Message<Null, byte[]> { Value = System.Text.Encoding.ASCII.GetBytes(await value.Get<string>(cancel)) });
                if (--writes == 0) return;
            }

            replication.SetReplicationStatus(message.WalEnd);
        }
    }

    private static long[] Consume(string bootstrap, int writes, CancellationToken cancel)
    {
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(new ConsumerConfig { BootstrapServers = bootstrap, GroupId = "bare", FetchWaitMaxMs = 2 }).Build();
        consumer.Assign(new TopicPartitionOffset(Topic, 0, Offset.Beginning));
        var times = new long[writes];
        for (var left = writes; left > 0; left--) times[int.Parse(consumer.Consume(cancel).Message.Value)] = MonotonicClock.Now();
        return times;
    }

    private static Percentiles Of(IEnumerable<long> times)
    {
        var sorted = times.Order().ToList();
        return new Percentiles(Rank(50), Rank(99), sorted[^1] / 1e6);

        double Rank(int percent) => sorted[(((percent * sorted.Count) + 99) / 100) - 1] / 1e6;
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
