using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AkkaCacheSim.Core.Settings;
using Npgsql;

namespace AkkaCacheSim.Tests.Support;

/// <summary>A private PostgreSQL server, on loopback and a free port, of the binaries that are installed. It ends with this process, however that ends.</summary>
public sealed class PostgresInstance : IDisposable
{
    private const string User = "postgres";

    private const int StartSeconds = 60;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("akkacachesim-pg-");
    private readonly string _binaries, _walLevel;

    // The server refuses to run as root; the package has made a user for it.
    private readonly string _owner = Environment.IsPrivilegedProcess ? $"runuser -u {User} -- " : string.Empty;
    private readonly Process _shell;

    private PostgresInstance(string binaries, string walLevel, string? password)
    {
        _binaries = binaries;
        _walLevel = walLevel;
        Url = new DatabaseUrl("127.0.0.1", FreePort(), "postgres", User, password, []);
        _shell = Shell();
    }

    /// <summary>Its superuser's way to it, password included if it has one.</summary>
    public DatabaseUrl Url { get; }

    private string StopCommand => $"{_owner}{_binaries}/pg_ctl -D {Data} -m immediate -w stop";

    private string Said => Path.Combine(_folder.FullName, "said");

    private string Data => Path.Combine(_folder.FullName, "data");

    private string Options => $"-c wal_level={_walLevel} -c max_replication_slots=20 -c fsync=off";

    private string Saved => Path.Combine(_folder.FullName, "saved");

    /// <summary>The folder of the newest server binaries; null where none are installed.</summary>
    public static string? Binaries()
    {
        if (!OperatingSystem.IsLinux()) return null;
        var installed = Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")) : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        return installed.Concat(onPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb")));
    }

    /// <summary>Makes and starts one.</summary>
    /// <param name="binaries">The server's binaries.</param>
    /// <param name="walLevel">How much its log says.</param>
    /// <param name="password">The superuser's; null where everybody on this host is trusted.</param>
    public static PostgresInstance Start(string binaries, string walLevel = "logical", string? password = null)
    {
        var instance = new PostgresInstance(binaries, walLevel, password);
        try
        {
            instance.Create(password);
            instance.Launch();
            return instance;
        }
        catch
        {
            instance.Dispose();
            throw;
        }
    }

    /// <summary>A plain connection to a database, not pooled.</summary>
    public static NpgsqlConnection Open(DatabaseUrl url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder { Host = url.Host, Port = url.Port, Database = url.Database, Username = url.User, Password = url.Password, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Ends it as a crash would, and starts it again.</summary>
    public void Crash()
    {
        Do(StopCommand);
        Launch();
    }

    /// <summary>Keeps what its disk holds now; it is down for as long as that takes.</summary>
    public void Save()
    {
        Do(StopCommand);
        Do($"rm -rf {Saved} && cp -a {Data} {Saved}");
        Launch();
    }

    /// <summary>Goes back to what was kept, as somebody does who restores a backup.</summary>
    /// <param name="database">Where something is written before anybody can connect.</param>
    /// <param name="sql">What, a statement a line; null for nothing.</param>
    public void Restore(string? database = null, string? sql = null)
    {
        Do(StopCommand);
        Do($"rm -rf {Data} && cp -a {Saved} {Data}");
        if (sql is not null)
        {
            var script = Path.Combine(_folder.FullName, "script");
            File.WriteAllText(script, sql + "\n");
            Do($"{_owner}{_binaries}/postgres --single -D {Data} {Options} {database} < {script}");
        }

        Launch();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Create(string? password)
    {
        var secret = Path.Combine(_folder.FullName, "secret");
        File.WriteAllText(secret, password);
        if (_owner.Length > 0) Do($"chown -R {User} {_folder.FullName}");
        var access = password is null ? "-A trust" : $"-A scram-sha-256 --pwfile={secret}";
        Do($"{_owner}{_binaries}/initdb -D {Data} -U {User} {access} -E UTF8 --locale=C.UTF-8 --no-sync");
    }

    private void Launch() =>
        Do($"{_owner}{_binaries}/pg_ctl -D {Data} -l {Data}/log -t {StartSeconds} -w -o '{Options} -c max_wal_senders=20 -c max_connections=200 -c listen_addresses=127.0.0.1 -c port={Url.Port} -c unix_socket_directories={_folder.FullName}' start");

    private void Do(string command)
    {
        _shell.StandardInput.WriteLine(command);
        if (_shell.StandardOutput.ReadLine() != "done") throw new InvalidOperationException($"{command}: {File.ReadAllText(Said)}");
    }

    // A child of ours that outlives us would be nobody's: a shell holds the server, and ends it when its input ends, whatever signal the group gets. It is also the one that starts whatever
    // else is needed: a child of ours would inherit the embedded broker's connections, which it does not close on exec, and keep them open.
    private Process Shell()
    {
        var script = $"trap '' TERM INT HUP; while read -r command; do eval \"$command\" </dev/null >>{Said} 2>&1 && echo done || echo failed; done; {StopCommand} >>{Said} 2>&1";
        return Process.Start(new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true }) ?? throw new Win32Exception("sh");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
