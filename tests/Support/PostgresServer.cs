using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AkkaCacheSim.Core.Settings;
using DotNet.Testcontainers.Images;
using Npgsql;
using Testcontainers.PostgreSql;

namespace AkkaCacheSim.Tests.Support;

/// <summary>
/// A PostgreSQL server for tests, one for the whole run: the one that AKKACACHESIM_TEST_POSTGRES names; a container, where there is a Docker engine that
/// has the image; or a private instance, on loopback and a free port, of the server binaries that are installed. Tests that want one where there is none
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

    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private DatabaseUrl? _url;
    private string? _why;
    private Process? _server;
    private DirectoryInfo? _folder;
    private PostgreSqlContainer? _container;
    private string _owner = string.Empty;
    private string? _binaries;
    private int _databases;

    /// <summary>Whether the server is this fixture's own, to be stopped and started at will.</summary>
    public bool IsPrivate { get; private set; }

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

    /// <summary>Stops the private server as a crash of it would, and starts it again.</summary>
    public void Crash()
    {
        Xunit.Assert.True(IsPrivate, "only a private server may be stopped");
        Shell($"{_owner} {_binaries}/pg_ctl -D {_folder!.FullName}/data -m immediate -w stop");
        End();
        Start();
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
    public static NpgsqlConnection Open(DatabaseUrl url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder { Host = url.Host, Port = url.Port, Database = url.Database, Username = url.User, Password = url.Password, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Containers.Stop(_container);
        if (_server is null) return;
        End();
        _folder!.Delete(recursive: true);
    }

    // The shell that watches it ends the server when its input does.
    private void End()
    {
        _server!.StandardInput.Close();
        _server.WaitForExit();
        _server.Dispose();
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

        _binaries = Binaries();
        if (_binaries is null || !OperatingSystem.IsLinux())
        {
            _why = HowToGetOne;
            return;
        }

        // The server refuses to run as root; the package has made a user for it.
        if (Environment.IsPrivilegedProcess) _owner = "runuser -u postgres --";
        _folder = Directory.CreateTempSubdirectory("akkacachesim-pg-");
        if (Environment.IsPrivilegedProcess) Shell($"chown postgres {_folder.FullName}");
        Shell($"{_owner} {_binaries}/initdb -D {_folder.FullName}/data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync");
        IsPrivate = true;
        _url = new DatabaseUrl("127.0.0.1", FreePort(), "postgres", "postgres", null, []);
        Start();
        Say($"PostgreSQL of {_binaries}, a private instance on port {_url.Port}");
    }

    // A child of ours that outlives us would be nobody's: a shell holds it, whose input is a pipe from here.
    private void Start()
    {
        var options = $"-c wal_level=logical -c max_replication_slots=20 -c max_wal_senders=20 -c max_connections=200 -c fsync=off -c listen_addresses=127.0.0.1 -c port={_url!.Port} -c unix_socket_directories={_folder!.FullName}";
        var script = $"({_owner} {_binaries}/postgres -D {_folder.FullName}/data {options} >>{_folder.FullName}/log 2>&1) & cat >/dev/null; {_owner} {_binaries}/pg_ctl -D {_folder.FullName}/data -m immediate -w stop; wait";
        _server = Process.Start(new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                Open(_url).Dispose();
                return;
            }
            catch (NpgsqlException) when (watch.Elapsed < StartWithin)
            {
                Thread.Sleep(20);
            }
        }
    }

    private static string? Binaries()
    {
        var installed = Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")) : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        return installed.Concat(onPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Shell(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true }) ?? throw new Win32Exception("sh");
        var errors = shell.StandardError.ReadToEndAsync();
        shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        if (shell.ExitCode != 0) throw new InvalidOperationException($"{script}: {errors.GetAwaiter().GetResult()}");
    }

    private static void Say(string line) => System.Console.Error.WriteLine("tests run on " + line);
}
