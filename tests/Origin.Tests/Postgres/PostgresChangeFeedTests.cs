using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Origin.Kafka;
using AkkaCacheSim.Origin.Postgres;
using AkkaCacheSim.Tests.Support;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Postgres;

/// <summary>The server's log as changes.</summary>
[Collection("postgres")]
public sealed class PostgresChangeFeedTests : IAsyncLifetime
{
    private readonly PostgresServer _server;
    private readonly DatabaseUrl _url;
    private readonly PostgresNames _names = new(SchemaName.Default);
    private readonly List<FollowedFeed> _feeds = [];

    public PostgresChangeFeedTests(PostgresServer server) => (_server, _url) = (server, server.NewDatabase());

    public async ValueTask InitializeAsync() => await PostgresSchema.CreateAsync(PostgresConnection.Of(_url), _names, CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        foreach (var feed in _feeds) feed.Dispose();
        _server.Drop(_url);
        return ValueTask.CompletedTask;
    }

    private async Task<FollowedFeed> FollowAsync(bool confirms = true)
    {
        var feed = new FollowedFeed(_url, _names, confirms);
        _feeds.Add(feed);
        await feed.BegunAsync();
        return feed;
    }

    private void Run(string sql) => PostgresServer.Run(_url, sql);

    private List<string> Lines(string sql) => PostgresServer.Lines(_url, sql);

    private static IEnumerable<string> Brief(IEnumerable<LoggedChange> changes) => changes.Select(change => $"{change.Sequence} {"cud"[(int)change.Op]} {change.Key} {change.Value ?? "-"} {change.Version}");

    [Fact]
    public async Task WhenAStrangerDoesAllKindsOfThings_ThenEachKeyOfEachIsAChange()
    {
        var feed = await FollowAsync();
        Run("INSERT INTO entries (key, value) VALUES ('a', 'v1'), ('b', NULL)");
        Run("UPDATE entries SET key = 'c' WHERE key = 'a'");
        Run("BEGIN; UPDATE entries SET value = 'w'; DELETE FROM entries WHERE key = 'b'; COMMIT");
        Run("BEGIN; INSERT INTO entries (key, value) VALUES ('never', 'x'); ROLLBACK");
        Run("UPDATE entries SET version = 77, stamp = 77");
        Run("INSERT INTO entries (key, value) VALUES ('c', 'z') ON CONFLICT (key) DO UPDATE SET value = excluded.value");
        Run("TRUNCATE entries");
        var changes = await feed.ChangesAsync(9);
        Assert.Equal(["1 c a v1 1", "2 c b - 1", "3 d a - 2", "4 c c v1 1"], Brief(changes.Take(4)));
        Assert.Equal(["b w 2", "c w 2"], changes.Skip(4).Take(2).Select(change => $"{change.Key} {change.Value} {change.Version}").Order(StringComparer.Ordinal));
        Assert.Equal(["7 d b - 3", "8 u c z 3", "9 d c - 4"], Brief(changes.Skip(6)));
        Assert.All(changes, change => Assert.True(change.From <= change.At && change.At <= Clock.Now() && change.WriteId == 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ключ 🗝\n\t\"'\\")]
    [InlineData("\u0001\ufffd\u200b\U0010ffff")]
    public async Task WhenAKeyIsOdd_ThenItComesAsItIs(string key)
    {
        var feed = await FollowAsync();
        using var connection = PostgresServer.Open(_url);
        using var insert = new Npgsql.NpgsqlCommand("INSERT INTO entries (key, value) VALUES ($1, $1)", connection) { Parameters = { new() { Value = key } } };
        insert.ExecuteNonQuery();
        var change = Assert.Single(await feed.ChangesAsync(1));
        Assert.Equal((key, key), (change.Key, change.Value));
    }

    [Fact]
    public async Task WhenALargeValueOrKeyIsStoredApart_ThenTheChangeComesWithWhatTheLogHasOfIt()
    {
        // Random, or it would be compressed and stay in the row.
        Run("INSERT INTO entries (key, value) SELECT string_agg(md5(i::text), '') FILTER (WHERE i <= 60), string_agg(md5(i::text), '') FROM generate_series(1, 1000) i");
        var feed = await FollowAsync();
        Run("UPDATE entries SET value = value");
        Run("UPDATE entries SET value = value || 'x'");
        Run("UPDATE entries SET value = repeat('y', 70000)");
        Run("UPDATE entries SET key = 'short'");
        Run("DELETE FROM entries");
        var changes = await feed.ChangesAsync(6);
        Assert.All(changes.Take(3), change => Assert.Equal((ChangeOp.Update, 1_920), (change.Op, change.Key.Length)));
        Assert.Equal(DebeziumEnvelope.UnavailableValue, changes[0].Value);
        Assert.Equal(32_001, changes[1].Value!.Length);
        Assert.Equal(DebeziumEnvelope.UnavailableValue, changes[2].Value);
        Assert.Equal([ChangeOp.Delete, ChangeOp.Create, ChangeOp.Delete], changes.Skip(3).Select(change => change.Op));
    }

    [Fact]
    public async Task WhenWholeRowsAreInTheLog_ThenNothingIsDifferent()
    {
        Run("ALTER TABLE entries REPLICA IDENTITY FULL");
        var feed = await FollowAsync();
        Run("INSERT INTO entries (key, value) VALUES ('a', 'v1')");
        Run("UPDATE entries SET value = 'v2'");
        Run("UPDATE entries SET key = 'b'");
        Run("DELETE FROM entries");
        Assert.Equal(["1 c a v1 1", "2 u a v2 2", "3 d a - 3", "4 c b v2 1", "5 d b - 2"], Brief(await feed.ChangesAsync(5)));
    }

    [Fact]
    public async Task WhenATransactionIsLarge_ThenItComesInPagesAndEachKeyOnce()
    {
        var feed = await FollowAsync();
        Run("INSERT INTO entries (key, value) SELECT 'k' || i, 'v' FROM generate_series(1, 5000) i");
        var changes = await feed.ChangesAsync(5_000);
        Assert.Equal(Enumerable.Range(1, 5_000).Select(i => (long)i), changes.Select(change => change.Sequence));
        Assert.Equal(5_000, changes.Select(change => change.Key).Distinct().Count());
        Assert.InRange(feed.MostOfAPage, 1, 500);
    }

    [Fact]
    public async Task WhenTheConnectionBreaksAgainAndAgain_ThenNothingIsMissingAndNothingComesTwice()
    {
        var feed = await FollowAsync();
        for (var round = 0; round < 10; round++)
        {
            Run($"INSERT INTO entries (key, value) SELECT 'k{round}-' || i, 'v' FROM generate_series(1, 300) i");
            Run("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active AND database = current_database()");
            Run($"UPDATE entries SET value = 'w' WHERE key = 'k{round}-1'");
        }

        var changes = await feed.ChangesAsync(3_010);
        Assert.Equal(3_010, changes.Count);
        Assert.Equal(Enumerable.Range(1, 3_010).Select(i => (long)i), changes.Select(change => change.Sequence));
        Assert.Equal(1, feed.Lives);
    }

    [Fact]
    public async Task WhenTheServerCrashes_ThenTheLogGoesOn()
    {
        var server = _server.Private();
        var feed = await FollowAsync();
        Run("INSERT INTO entries (key, value) VALUES ('a', 'v1')");
        await feed.ChangesAsync(1);
        server.Crash();
        Run("UPDATE entries SET value = 'v2'");
        Assert.Equal(["1 c a v1 1", "2 u a v2 2"], Brief(await feed.ChangesAsync(2)));
        Assert.Equal(1, feed.Lives);
    }

    // In the second case the restored log is longer than the lost one by the time that anybody can look at it.
    [Theory]
    [InlineData(null)]
    [InlineData("UPDATE entries SET value = 'filler' FROM generate_series(1, 100)\nUPDATE entries SET value = repeat('long', 10000)\nUPDATE entries SET value = 'v3'")]
    public async Task WhenTheDatabaseIsRestored_ThenTheLogBeginsAnew(string? after)
    {
        var server = _server.Private();
        var feed = await FollowAsync();
        Run("INSERT INTO entries (key, value) VALUES ('a', 'v1')");
        await feed.ChangesAsync(1);
        server.Save();
        Run("UPDATE entries SET value = 'lost'");
        Assert.Equal(["1 c a v1 1", "2 u a lost 2"], Brief(await feed.ChangesAsync(2)));
        server.Restore(_url.Database, after);
        await feed.BegunAsync(2);
        Run("UPDATE entries SET value = 'last'");
        Assert.Equal("last", Assert.Single(await feed.ChangesAsync(1)).Value);
    }

    [Fact]
    public async Task WhenTheSlotIsDropped_ThenTheLogBeginsAnew()
    {
        var feed = await FollowAsync();
        Run("INSERT INTO entries (key, value) VALUES ('a', 'v1')");
        await feed.ChangesAsync(1);
        Run("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active AND database = current_database()");
        await Wait.Until(() => TryDropSlot(), "the slot is dropped between two connections");
        await feed.BegunAsync(2);
        Run("UPDATE entries SET value = 'v2'");
        Assert.Equal(["1 u a v2 2"], Brief(await feed.ChangesAsync(1)));
    }

    [Fact]
    public async Task WhenChangesAreNotConfirmed_ThenTheServerKeepsItsLog()
    {
        var feed = await FollowAsync(confirms: false);
        var before = Lines("SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE database = current_database()")[0];
        Run("INSERT INTO entries (key, value) VALUES ('a', 'v1')");
        await feed.ChangesAsync(1);
        Assert.Equal([before], Lines("SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE database = current_database()"));
    }

    [Fact]
    public async Task WhenNothingIsWritten_ThenTheServerIsNotHeldBack()
    {
        _ = await FollowAsync();
        Run("CREATE TABLE others AS SELECT i FROM generate_series(1, 1000) i");
        var end = Lines("SELECT pg_current_wal_lsn()")[0];
        await Wait.Until(() => Lines($"SELECT confirmed_flush_lsn >= '{end}' FROM pg_replication_slots WHERE database = current_database()")[0] == "t", "the slot has moved past what others wrote", 30);
    }

    [Fact]
    public async Task WhenAnOrphanIsLeft_ThenTheNextFeedDropsItAndLeavesNothingItself()
    {
        await PostgresChangeFeed.PrepareAsync(PostgresConnection.Of(_url), _names, TestContext.Current.CancellationToken);
        var name = Lines("SELECT 'akkacachesim_public_' || oid FROM pg_database WHERE datname = current_database()")[0];
        Run($"SELECT pg_create_logical_replication_slot('{name}', 'pgoutput')");
        var feed = await FollowAsync();
        Run("INSERT INTO entries (key, value) VALUES ('a', 'v1')");
        await feed.ChangesAsync(1);
        Assert.Equal([name], Lines("SELECT slot_name FROM pg_replication_slots WHERE database = current_database()"));
        feed.Dispose();
        Assert.Empty(Lines("SELECT FROM pg_replication_slots WHERE database = current_database()"));
        Assert.Empty(Lines("SELECT FROM pg_publication"));
    }

    private bool TryDropSlot()
    {
        try
        {
            Run("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active AND database = current_database()");
            Run("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = current_database()");
            return true;
        }
        catch (Npgsql.PostgresException e) when (e.SqlState == "55006")
        {
            return false;
        }
    }
}
