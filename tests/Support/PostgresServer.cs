using System.Globalization;
using AkkaCacheSim.Core.Settings;
using DotNet.Testcontainers.Images;
using Npgsql;
using Testcontainers.PostgreSql;

namespace AkkaCacheSim.Tests.Support;

/// <summary>
/// A PostgreSQL server for tests, one for the whole run: the one that AKKACACHESIM_TEST_POSTGRES names; a container, where there is a Docker engine that
/// has the image; or a private instance of the server binaries that are installed. Tests that want one where there is none
/// are skipped. It says which one served.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    /// <summary>Names a server to use, <c>postgres://…</c>. Its user must be allowed to create databases and roles; the tests drop what they make.</summary>
    public const string Variable = "AKKACACHESIM_TEST_POSTGRES";

    /// <summary>How to get one.</summary>
    public const string HowToGetOne = $"no PostgreSQL server: set {Variable} to a postgres:// URL, pull the image {Image}, or install the server (Debian: apt-get install postgresql)";

    /// <summary>The image of the container.</summary>
    public const string Image = "postgres:17";

    private readonly Lock _gate = new();
    private DatabaseUrl? _url;
    private string? _why;
    private PostgresInstance? _private;
    private PostgreSqlContainer? _container;
    private int _databases;

    /// <summary>A new database in it; the test is skipped where there is no server.</summary>
    /// <returns>Where it is, its superuser's password included if it has one.</returns>
    public DatabaseUrl NewDatabase()
    {
        var server = Url();
        var name = string.Create(CultureInfo.InvariantCulture, $"akkacachesim_test_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}");
        Run(server, $"CREATE DATABASE {name}");
        return server with { Database = name };
    }

    /// <summary>Drops a database with whoever is connected to it, and its slots.</summary>
    /// <param name="url">The database.</param>
    public void Drop(DatabaseUrl url)
    {
        ArgumentNullException.ThrowIfNull(url);
        Run(Url(), $"SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE database = '{url.Database}' AND active_pid IS NOT NULL");
        Run(url, $"SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = '{url.Database}' AND NOT active");
        Run(Url(), $"DROP DATABASE IF EXISTS {url.Database} WITH (FORCE)");
    }

    /// <summary>The private server, to be stopped and started at will; the test is skipped where somebody else's serves.</summary>
    public PostgresInstance Private()
    {
        _ = Url();
        if (_private is null) Xunit.Assert.Skip($"only a private server may be stopped, and {Variable} names one that is not");
        return _private;
    }

    /// <summary>A private server of its own, for the caller to end; the test is skipped where no binaries are installed.</summary>
    /// <param name="walLevel">How much its log says.</param>
    /// <param name="password">Its superuser's.</param>
    public static PostgresInstance Another(string walLevel = "logical", string? password = null)
    {
        var binaries = PostgresInstance.Binaries();
        if (binaries is null) Xunit.Assert.Skip(HowToGetOne);
        return PostgresInstance.Start(binaries, walLevel, password);
    }

    /// <summary>Runs SQL.</summary>
    public static void Run(DatabaseUrl url, string sql)
    {
        using var connection = Open(url);
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a query, its columns as text with bars between them.</summary>
    public static List<string> Lines(DatabaseUrl url, string sql)
    {
        using var connection = Open(url);
        using var command = new NpgsqlCommand(sql, connection) { AllResultTypesAreUnknown = true };
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read()) lines.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "-" : reader.GetString(i))));
        return lines;
    }

    /// <summary>A plain connection, not pooled.</summary>
    public static NpgsqlConnection Open(DatabaseUrl url) => PostgresInstance.Open(url);

    /// <inheritdoc />
    public void Dispose()
    {
        Containers.Stop(_container);
        _private?.Dispose();
    }

    private DatabaseUrl Url()
    {
        lock (_gate)
        {
            if (_url is null && _why is null) Find();
            if (_url is null) Xunit.Assert.Skip(_why!);
            return _url;
        }
    }

    private void Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text)
        {
            if (!DatabaseUrl.TryParse(text, out _url)) throw new FormatException($"{Variable}: postgres://user:password@host:port/database was expected");
            Say($"PostgreSQL of {Variable}, {_url!.WithoutPassword}");
            return;
        }

        _container = Containers.Start(() => new PostgreSqlBuilder(Image).WithImagePullPolicy(PullPolicy.Never).WithCommand("-c", "wal_level=logical", "-c", "max_connections=200").Build());
        if (_container is not null)
        {
            _url = new DatabaseUrl(_container.Hostname, _container.GetMappedPublicPort(PostgreSqlBuilder.PostgreSqlPort), "postgres", PostgreSqlBuilder.DefaultUsername, PostgreSqlBuilder.DefaultPassword, []);
            Say($"PostgreSQL of the image {Image}, in a container on port {_url.Port}");
            return;
        }

        if (PostgresInstance.Binaries() is not { } binaries)
        {
            _why = HowToGetOne;
            return;
        }

        _private = PostgresInstance.Start(binaries);
        _url = _private.Url;
        Say($"PostgreSQL of {binaries}, a private instance on port {_url.Port}");
    }

    private static void Say(string line) => System.Console.Error.WriteLine("tests run on " + line);
}
