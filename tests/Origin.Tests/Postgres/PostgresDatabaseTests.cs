using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Origin.Postgres;
using AkkaCacheSim.Origin.Tests.Rows;
using AkkaCacheSim.Tests.Support;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Postgres;

/// <summary>PostgreSQL does what every database does, and what is its own.</summary>
[Collection("postgres")]
public sealed class PostgresDatabaseTests(PostgresServer server) : SqlDatabaseConformance
{
    private const string Last = "the last";

    private readonly PostgresNames _names = new(SchemaName.Default);
    private DatabaseUrl? _url;
    private FollowedFeed? _feed;

    protected override IDatabase Open(Action<long, StatementResult> completed)
    {
        _url = server.NewDatabase();
        var connection = PostgresConnection.Of(_url);
        Task.Run(() => PostgresSchema.CreateAsync(connection, _names, TestContext.Current.CancellationToken)).GetAwaiter().GetResult();
        _feed = new FollowedFeed(_url, _names);
        Task.Run(() => _feed.BegunAsync()).GetAwaiter().GetResult();
        return new PostgresRowStore(connection, _names, completed, Clock.Now);
    }

    protected override void Foreign(string sql)
    {
        _ = Database;
        PostgresServer.Run(_url!, sql);
    }

    protected override async Task<IReadOnlyList<LoggedChange>> Changes()
    {
        // Everything before this change has come once it has.
        Foreign($"INSERT INTO entries (key, value) VALUES ('{Last}', '')");
        await Wait.Until(() => _feed!.Changes.Any(change => change.Key == Last), "the last change comes");
        return [.. _feed!.Changes.Where(change => change.Key != Last)];
    }

    protected override IEnumerable<(string Key, long Version)> Versions() => ((PostgresRowStore)Database).Versions().Where(row => row.Key != Last);

    protected override void Close()
    {
        base.Close();
        _feed?.Dispose();
        if (_url is not null) server.Drop(_url);
    }

    [Fact]
    public async Task WhenRowsAndVersionsAreAsked_ThenDeletedKeysCountForVersionsOnly()
    {
        await Write("b", "v1");
        await Write("a", "v1");
        await Write("a", "v2");
        await Delete("b");
        var store = (PostgresRowStore)Database;
        await Wait.Until(() => store.Rows() == 1, "the row is counted");
        Assert.Equal([("a", 2L), ("b", 2L)], store.Versions());
    }

    [Fact]
    public async Task WhenOneRowOfAFlushFails_ThenNoneOfItIsWrittenAndOtherStatementsAre()
    {
        await Write("a", "v1");
        Foreign("""
            CREATE FUNCTION grumpy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no bad values'; END $$;
            CREATE TRIGGER grumpy BEFORE INSERT ON entries FOR EACH ROW WHEN (NEW.value = 'bad') EXECUTE FUNCTION grumpy()
            """);
        var batch = new FlushBatch(true, [new FlushRow("a", "f2", 7, 1, 0), new FlushRow("b", "bad", 8, 2, 0)]);
        var flush = Ask(new Statement(StatementKind.Flush, string.Empty, null, 0) { Batch = batch });
        Assert.Null((await Write("c", "good")).Error);
        Assert.Contains("no bad values", (await flush).Error);
        var row = await Read("a");
        Assert.Equal(("v1", 1, 0), (row.Value, row.Version, row.Stamp));
    }

    [Fact]
    public async Task WhenAStrangerHoldsTheRow_ThenAWriteWaitsAndReadsDoNot()
    {
        await Write("a", "v1");
        using var stranger = PostgresServer.Open(_url!);
        using var transaction = stranger.BeginTransaction();
        using var update = new Npgsql.NpgsqlCommand("UPDATE entries SET value = 's2' WHERE key = 'a'", stranger);
        update.ExecuteNonQuery();
        var write = Write("a", "v2");
        Assert.Equal("v1", (await Read("a")).Value);
        Assert.False(write.IsCompleted);
        transaction.Commit();
        Assert.Equal((null, 3), ((await write).Error, (await write).Version));
    }

    [Fact]
    public async Task WhenEveryRowIsTruncated_ThenEachIsDeletedWithAVersionOfItsOwn()
    {
        await Write("a", "v1");
        await Flush("b", "f1", 7);
        Foreign("TRUNCATE entries");
        Assert.Equal((null, 2, true), ((await Read("a")).Value, (await Read("a")).Version, (await Read("a")).Deleted));
        Assert.Equal((2, 7), ((await Read("b")).Version, (await Read("b")).Stamp));
        Assert.Equal((3, false), Brief(await Write("a", "v3")));
        Assert.Equal([("a", ChangeOp.Delete, 2L), ("b", ChangeOp.Delete, 2L)], (await Changes()).Skip(2).Take(2).OrderBy(change => change.Key).Select(change => (change.Key, change.Op, change.Version)));
    }

    [Fact]
    public async Task WhenAWriterDeletesAndAnotherCreatesAtOnce_ThenVersionsGoOnGrowing()
    {
        await Write("a", "v1");
        using var stranger = PostgresServer.Open(_url!);
        using var transaction = stranger.BeginTransaction();
        using var delete = new Npgsql.NpgsqlCommand("DELETE FROM entries", stranger);
        delete.ExecuteNonQuery();
        var write = Write("a", "v3");
        await Wait.Until(() => PostgresServer.Lines(_url!, "SELECT count(*) FROM pg_locks WHERE NOT granted")[0] == "1", "the write waits");
        transaction.Commit();
        Assert.Equal((null, 3), ((await write).Error, (await write).Version));
    }

    [Fact]
    public async Task WhenConnectionsAreCut_ThenStatementsGoOnAndNoneCommittedIsCalledFailed()
    {
        await Write("a", "v0", 1);
        for (var i = 1; i <= 20; i++)
        {
            var write = Write("a", $"v{i}", i + 1);
            if (i % 2 == 0) PostgresServer.Run(_url!, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'akkacachesim' AND backend_type = 'client backend'");
            var answer = await write;
            var row = await Read("a");
            if (row.Error is not null) row = await Read("a");
            Assert.Equal(answer.Error is null ? $"v{i}" : $"v{i - 1}", row.Value);
            if (answer.Error is not null) Assert.Equal((null, row.Version + 1), ((answer = await Write("a", $"v{i}", i + 1)).Error, answer.Version));
        }
    }

    [Fact]
    public async Task WhenTextCannotBeStored_ThenOneLineSaysSo()
    {
        Assert.DoesNotContain('\n', (await Write("a\0b", "v")).Error!);
        Assert.NotNull((await Write("\ud800", "v")).Error);
        Assert.Null((await Write("a", "v")).Error);
    }
}
