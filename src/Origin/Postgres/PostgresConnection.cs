using AkkaCacheSim.Core.Settings;
using Npgsql;

namespace AkkaCacheSim.Origin.Postgres;

/// <summary>Makes of a URL what Npgsql connects with. A password that the URL lacks it finds itself, in PGPASSWORD or in .pgpass.</summary>
public static class PostgresConnection
{
    /// <summary>The variable that PostgreSQL's clients, Npgsql among them, take a password from.</summary>
    public const string PasswordVariable = "PGPASSWORD";

    // Longer than any statement of ours; a stranger who holds a row for longer fails it.
    private const int CommandSeconds = 10;
    private const int ConnectSeconds = 5;
    private const int StartSeconds = 20;
    private const int PreparedStatements = 20;

    // libpq's names for what people write behind the question mark.
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
        ["options"] = "Options",
    };

    /// <summary>Reads a URL for good.</summary>
    /// <param name="url">The URL.</param>
    /// <returns>What to connect with.</returns>
    /// <exception cref="FormatException">An option is unknown or has a value that can't be; the message says what was expected, in the form <c>NAME=VALUE: …</c>.</exception>
    public static NpgsqlConnectionStringBuilder Of(DatabaseUrl url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.Port,
            ApplicationName = "akkacachesim",
            Timeout = ConnectSeconds,
            CommandTimeout = CommandSeconds,
            MaxAutoPrepare = PreparedStatements,
            // Nothing of ours outlives its transaction; putting a session right would cost as much as the statement.
            NoResetOnClose = true,
            // Somebody who pulls a cable tells nobody.
            KeepAlive = 10,
        };
        if (url.Database is not null) builder.Database = url.Database;
        if (url.User is not null) builder.Username = url.User;
        if (url.Password is not null) builder.Password = url.Password;
        foreach (var (name, value) in url.Options) Add(builder, name, value);
        return builder;
    }

    /// <summary>The same for what is done once, at a start or an end: not pooled, and in no hurry, since others start at the same time.</summary>
    /// <param name="connection">What to connect with.</param>
    /// <returns>A copy.</returns>
    internal static NpgsqlConnectionStringBuilder AtStart(NpgsqlConnectionStringBuilder connection) =>
        new(connection.ConnectionString) { Pooling = false, Timeout = StartSeconds, CommandTimeout = StartSeconds };

    private static void Add(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        if (!Names.TryGetValue(name, out var keyword)) throw new FormatException($"{name}={value}: one of {string.Join(", ", Names.Keys)}");
        try
        {
            // verify-full here is VerifyFull there.
            builder[keyword] = keyword == "SSL Mode" ? value.Replace("-", string.Empty, StringComparison.Ordinal) : value;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException or KeyNotFoundException)
        {
            throw new FormatException($"{name}={value}: a value that {name} can have", e);
        }
    }
}
