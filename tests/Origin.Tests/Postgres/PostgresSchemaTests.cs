using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Origin.Postgres;
using AkkaCacheSim.Origin.Rows;
using AkkaCacheSim.Tests.Support;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Postgres;

/// <summary>Making the schema, and what is said when it can't be.</summary>
[Collection("postgres")]
public sealed class PostgresSchemaTests : IDisposable
{
    private const string Password = "s3cret-word";

    private readonly PostgresServer _server;
    private readonly DatabaseUrl _url;
    private readonly PostgresNames _names = new("other_schema");

    public PostgresSchemaTests(PostgresServer server) => (_server, _url) = (server, server.NewDatabase());

    public void Dispose() => _server.Drop(_url);

    private Task CreateAsync(DatabaseUrl? url = null) => PostgresSchema.CreateAsync(PostgresConnection.Of(url ?? _url), _names, TestContext.Current.CancellationToken);

    private async Task<string> RefusedAsync(DatabaseUrl url)
    {
        var failure = await Assert.ThrowsAsync<OriginUnavailableException>(() => CreateAsync(url));
        Assert.DoesNotContain('\n', failure.Message);
        Assert.DoesNotContain(Password, failure.ToString(), StringComparison.Ordinal);
        return failure.Message;
    }

    [Fact]
    public async Task WhenCreatedTwiceOrAtOnce_ThenNothingIsLost()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CreateAsync()));
        PostgresServer.Run(_url, "INSERT INTO other_schema.entries (key, value) VALUES ('a', 'v1')");
        await CreateAsync();
        Assert.Equal(["a|v1|1|0"], PostgresServer.Lines(_url, "SELECT key, value, version, stamp FROM other_schema.entries"));
        Assert.Equal(["1"], PostgresServer.Lines(_url, "SELECT * FROM other_schema.akkacachesim_schema"));
    }

    [Fact]
    public async Task WhenATableIsSomebodyElses_ThenItIsNotTouched()
    {
        PostgresServer.Run(_url, "CREATE SCHEMA other_schema; CREATE TABLE other_schema.entries (id int)");
        Assert.Contains("--schema", await RefusedAsync(_url));
        await Assert.ThrowsAsync<OriginUnavailableException>(() => PostgresSchema.DropAsync(PostgresConnection.Of(_url), _names, TestContext.Current.CancellationToken));
        Assert.Equal(["entries"], PostgresServer.Lines(_url, "SELECT tablename FROM pg_tables WHERE schemaname = 'other_schema'"));
    }

    [Fact]
    public async Task WhenDropped_ThenNothingIsLeft()
    {
        await CreateAsync();
        await PostgresSchema.DropAsync(PostgresConnection.Of(_url), _names, TestContext.Current.CancellationToken);
        await PostgresSchema.DropAsync(PostgresConnection.Of(_url), _names, TestContext.Current.CancellationToken);
        Assert.Empty(PostgresServer.Lines(_url, "SELECT FROM pg_namespace WHERE nspname = 'other_schema'"));
    }

    [Fact]
    public async Task WhenTheServerOrTheDatabaseIsNotThere_ThenOneLineSaysWhatToDo()
    {
        Assert.Contains("is the server up", await RefusedAsync(_url with { Port = 1, Password = Password }));
        Assert.Contains("createdb", await RefusedAsync(_url with { Database = "nowhere" }));
    }

    [Fact]
    public async Task WhenTheUserMayNot_ThenOneLineSaysWhatToDo()
    {
        var user = "plain_" + _url.Database;
        PostgresServer.Run(_url, $"CREATE ROLE {user} LOGIN PASSWORD '{Password}'");
        try
        {
            Assert.Contains("CREATE", await RefusedAsync(_url with { User = user, Password = Password }));
            await CreateAsync();
            var failure = await Assert.ThrowsAsync<OriginUnavailableException>(() => PostgresChangeFeed.PrepareAsync(PostgresConnection.Of(_url with { User = user, Password = Password }), _names, TestContext.Current.CancellationToken));
            Assert.Contains("REPLICATION", failure.Message);
        }
        finally
        {
            PostgresServer.Run(_url, $"DROP ROLE {user}");
        }
    }

    [Theory]
    [InlineData("sslmode", "verify-full", null)]
    [InlineData("sslmode", "perhaps", "sslmode=perhaps")]
    [InlineData("colour", "red", "colour=red")]
    public void WhenTheUrlHasOptions_ThenThoseThatCannotBeAreNamed(string name, string value, string? named)
    {
        var url = _url with { Options = [new(name, value)] };
        if (named is null) _ = PostgresConnection.Of(url);
        else Assert.Contains(named, Assert.Throws<FormatException>(() => PostgresConnection.Of(url)).Message);
    }
}
