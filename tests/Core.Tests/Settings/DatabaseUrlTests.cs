using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Tests.Settings;

/// <summary>URLs of PostgreSQL databases, and what is shown of them.</summary>
public sealed class DatabaseUrlTests
{
    [Theory]
    [InlineData("postgres://h", "h", 5432, null, null, null)]
    [InlineData("postgresql://h:5433/db", "h", 5433, "db", null, null)]
    [InlineData("postgres://me@h/db", "h", 5432, "db", "me", null)]
    [InlineData("postgres://me:p%40ss%3A%2F@h:1/d%20b", "h", 1, "d b", "me", "p@ss:/")]
    [InlineData("postgres://me:@[::1]/db", "::1", 5432, "db", "me", null)]
    [InlineData("postgres://me@h/db?password=secret", "h", 5432, "db", "me", "secret")]
    public void WhenAUrlIsRead_ThenItsPartsAreThere(string text, string host, int port, string? database, string? user, string? password)
    {
        Assert.True(DatabaseUrl.TryParse(text, out var url));
        Assert.Equal((host, port, database, user, password), (url!.Host.Trim('[', ']'), url.Port, url.Database, url.User, url.Password));
        Assert.Empty(url.Options);
        Assert.True(DatabaseUrl.TryParse(url.ToString(), out var again));
        Assert.Equal(url with { Options = [] }, again! with { Options = [] });
        Assert.Null(url.WithoutPassword.Password);
    }

    [Fact]
    public void WhenAUrlHasOptions_ThenTheyAreKept()
    {
        Assert.True(DatabaseUrl.TryParse("postgres://h/db?sslmode=require&application_name=a%20b", out var url));
        Assert.Equal([new("sslmode", "require"), new("application_name", "a b")], url!.Options);
        Assert.Equal("postgres://h:5432/db?sslmode=require&application_name=a%20b", url.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("sqlite")]
    [InlineData("postgres://")]
    [InlineData("postgres:///db")]
    [InlineData("mysql://h/db")]
    [InlineData("postgres://h:99999/db")]
    [InlineData("postgres://h/db?sslmode")]
    [InlineData("postgres://h/db#x")]
    public void WhenItIsNone_ThenItIsRefused(string text) => Assert.False(DatabaseUrl.TryParse(text, out _));

    [Theory]
    [InlineData("up --origin postgres://me:secret@h/db now", "up --origin postgres://me@h/db now")]
    [InlineData("postgresql://me:se:cr@et@h", "postgresql://me@h")]
    [InlineData("mysql://me:secret@h", "mysql://me@h")]
    [InlineData("postgres://h/db?password=secret&sslmode=require", "postgres://h/db?password=&sslmode=require")]
    [InlineData("postgres://h:5432/db", "postgres://h:5432/db")]
    [InlineData("set k a:b@c", "set k a:b@c")]
    public void WhenATextIsRedacted_ThenPasswordsAreOut(string text, string redacted) => Assert.Equal(redacted, DatabaseUrl.Redact(text));

    [Theory]
    [InlineData("public", true)]
    [InlineData("a_1", true)]
    [InlineData("", false)]
    [InlineData("1a", false)]
    [InlineData("Public", false)]
    [InlineData("pg_temp", false)]
    [InlineData("a\"b", false)]
    [InlineData("a234567890123456789012345678901234567890", false)]
    public void WhenASchemaIsNamed_ThenOnlyPlainNamesAreTaken(string name, bool valid) => Assert.Equal(valid, SchemaName.IsValid(name));
}
