using AkkaCacheSim.Console.Tests.Support;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Tests.Support;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>Clusters whose origin is a PostgreSQL server.</summary>
[Collection(Clusters.Name)]
public sealed class PostgresTests : IDisposable
{
    private const string Password = "pa55-wörd:/?#@";

    private readonly PostgresServer _server;
    private readonly KafkaServer _kafka;
    private readonly DatabaseUrl _url;
    private readonly string _user;

    public PostgresTests(PostgresServer server, KafkaServer kafka)
    {
        _server = server;
        _kafka = kafka;
        _url = server.NewDatabase();
        _user = "user_" + _url.Database;
        PostgresServer.Run(_url, $"CREATE ROLE {_user} LOGIN REPLICATION PASSWORD '{Password}'; GRANT ALL ON DATABASE {_url.Database} TO {_user}; GRANT ALL ON SCHEMA public TO {_user}");
    }

    private string Origin => (_url with { User = _user, Password = Password }).ToString();

    public void Dispose()
    {
        PostgresServer.Run(_url, $"DROP OWNED BY {_user} CASCADE; DROP ROLE {_user}");
        _server.Drop(_url);
    }

    [Fact]
    public async Task WhenTheOriginIsPostgres_ThenItServesSeesForeignWritesAndLeavesNoSlotAndNoPassword()
    {
        var (cluster, up) = await RunningCluster.StartAsync("--nodes", "2", "--invalidation", "cdc", "--ttl", "none", "--service-time", "0", "--origin", Origin);
        using var owned = cluster;
        Assert.DoesNotContain(Password, up.ToString(), StringComparison.Ordinal);
        await ForeignWriteIsSeenAsync(cluster, "UPDATE entries SET value = 'theirs-1' WHERE key = 'k'", "theirs-1");
        await ForeignWriteIsSeenAsync(cluster, "DELETE FROM entries", null);
        await ForeignWriteIsSeenAsync(cluster, "TRUNCATE entries", null);
        await ForeignWriteIsSeenAsync(cluster, "UPDATE entries SET key = 'other'", null);

        PostgresServer.Run(_url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'akkacachesim'");
        await ForeignWriteIsSeenAsync(cluster, "UPDATE entries SET value = 'theirs-2' WHERE key = 'k'", "theirs-2");

        (await cluster.RunAsync("restart", "origin")).Succeeded();
        await cluster.ReadyAsync();
        await ForeignWriteIsSeenAsync(cluster, "UPDATE entries SET value = 'theirs-3' WHERE key = 'k'", "theirs-3");

        var said = (await cluster.StatusAsync()).ToString() + (await cluster.RunAsync("events")).Output + string.Concat(OsProcesses.Of(cluster.Data).Select(pid => File.ReadAllText($"/proc/{pid}/cmdline")));
        Assert.Contains(_user, said, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, said, StringComparison.Ordinal);
        Assert.Single(Slots());
        (await cluster.RunAsync("down")).Succeeded();
        Assert.Empty(Slots());
        Assert.Empty(PostgresServer.Lines(_url, "SELECT FROM pg_publication"));
        NowhereIn(cluster.Data);
    }

    [Fact]
    public async Task WhenTheDatabaseIsRestored_ThenReadersSeeWhatItHasNow()
    {
        var server = _server.Private();
        var (cluster, _) = await RunningCluster.StartAsync("--nodes", "2", "--invalidation", "cdc", "--ttl", "none", "--service-time", "0", "--origin", Origin);
        using var owned = cluster;
        await CachedAsync("kept");
        server.Save();
        await CachedAsync("lost");
        server.Restore();
        await Wait.Until(async () => (await cluster.RunAsync("get", "k", "--json")) is { ExitCode: 0 } read && read.Json().GetProperty("value").GetString() == "kept", "readers see the restored row");
        (await cluster.RunAsync("down")).Succeeded();

        async Task CachedAsync(string value)
        {
            await Wait.Until(async () => (await cluster.RunAsync("set", "k", value)).ExitCode == 0, "a write is served");
            await Wait.Until(async () => (await cluster.JsonAsync("get", "k")).GetProperty("outcome").GetString() == "hit", "the key is served from the cache");
        }
    }

    [Fact]
    public async Task WhenTheOriginWasKilled_ThenDownLeavesNoSlotEither()
    {
        var (cluster, _) = await RunningCluster.StartAsync("--nodes", "1", "--invalidation", "cdc", "--origin", Origin);
        using var owned = cluster;
        (await cluster.RunAsync("kill", "origin")).Succeeded();
        Assert.Single(Slots());
        (await cluster.RunAsync("down")).Succeeded();
        Assert.Empty(Slots());
    }

    [Fact]
    public async Task WhenTheJournalIsInTheServerToo_ThenABacklogOutlivesEveryProcessAndTheDataFolder()
    {
        var (cluster, _) = await RunningCluster.StartAsync("--nodes", "2", "--write", "write-back", "--service-time", "0", "--origin", Origin, "--journal", "postgres", "--schema", "deep");
        using var owned = cluster;
        await cluster.RunAsync("pause", "origin");
        for (var i = 0; i < 10; i++) (await cluster.RunAsync("set", "k" + i, "v" + i)).Succeeded();
        Assert.Empty(PostgresServer.Lines(_url, "SELECT FROM deep.entries"));
        Assert.NotEmpty(PostgresServer.Lines(_url, "SELECT FROM deep.akkacachesim_journal"));
        var pids = RunningCluster.Pids(await cluster.StatusAsync()).Values.ToList();
        foreach (var pid in pids) OsProcesses.Kill(pid);
        await cluster.GoneAsync(pids, 20);
        NowhereIn(cluster.Data);
        Directory.Delete(cluster.Data, recursive: true);

        await cluster.UpAsync("--nodes", "1", "--service-time", "0", "--origin", Origin, "--journal", "postgres", "--schema", "deep");
        for (var i = 0; i < 10; i++) Assert.Equal("v" + i, await cluster.ValueAsync("k" + i));
        Assert.Equal(["10"], PostgresServer.Lines(_url, "SELECT count(*) FROM deep.entries WHERE stamp > 0"));
        (await cluster.RunAsync("down")).Succeeded();
    }

    [Fact]
    public async Task WhenAComparisonIsMade_ThenItHasASchemaOfItsOwnThatGoesWithIt()
    {
        using var folder = new TempFolder();
        PostgresServer.Run(_url, "CREATE TABLE entries (mine int)");
        var result = await Cli.RunAsync(240, "compare", "--json", "--ttl", "1s", "--duration", "3s", "--rate", "200", "--keys", "40", "--invalidation", "cdc", "--service-time", "0", "--nodes", "2", "--origin", Origin, "--kafka", _kafka.Address, "--data", folder.FullPath);
        var row = Assert.Single(result.Json().GetProperty("rows").EnumerateArray());
        ComparisonRow.HasItsFields(row);
        Assert.Equal((0, 0), (row.GetProperty("errors").GetInt32(), row.GetProperty("stuckStale").GetInt32()));
        Assert.Equal(["entries"], PostgresServer.Lines(_url, "SELECT tablename FROM pg_tables WHERE schemaname LIKE 'public%'"));
        Assert.Empty(Slots());
        Assert.DoesNotContain(Password, result.Errors + result.Output, StringComparison.Ordinal);
        NowhereIn(folder.FullPath);
    }

    [Fact]
    public async Task WhenTheServerIsNotThereOrRefuses_ThenOneLineSaysSo()
    {
        using var folder = new TempFolder();
        await RefusedAsync((_url with { Port = 1, Password = Password }).ToString(), "is the server up");
        await RefusedAsync((_url with { Database = "nowhere" }).ToString(), "createdb");
        using var other = PostgresServer.Another("replica", Password);
        await RefusedAsync((other.Url with { Password = Password + "x" }).ToString(), "a user and password that it takes were expected");
        await RefusedAsync(other.Url.WithoutPassword.ToString(), "it wants a password");
        await RefusedAsync(other.Url.ToString(), "ALTER SYSTEM SET wal_level = logical", "--invalidation", "cdc");

        async Task RefusedAsync(string origin, string named, params string[] more)
        {
            var result = await Cli.RunAsync(100, ["up", "--detach", "--nodes", "1", "--origin", origin, "--data", folder.FullPath, .. more]);
            Assert.Equal(1, result.ExitCode);
            Assert.Contains(named, result.Errors.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
            Assert.DoesNotContain(Password, result.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
        }
    }

    private async Task ForeignWriteIsSeenAsync(RunningCluster cluster, string sql, string? value)
    {
        await Wait.Until(async () => (await cluster.RunAsync("set", "k", "ours")).ExitCode == 0, "a write is served");
        await Wait.Until(async () => (await cluster.JsonAsync("get", "k")).GetProperty("outcome").GetString() == "hit", "the key is served from the cache");
        PostgresServer.Run(_url, sql);
        await Wait.Until(async () => await cluster.ValueAsync("k") == value, $"readers see {sql}", 10);
    }

    private List<string> Slots() => PostgresServer.Lines(_url, "SELECT slot_name FROM pg_replication_slots WHERE database = current_database()");

    private static void NowhereIn(string folder)
    {
        // The lock holds a process id, and a moment longer than its holder lives.
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "lock"))
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotContain(Password, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Uri.EscapeDataString(Password), text, StringComparison.Ordinal);
        }
    }
}
