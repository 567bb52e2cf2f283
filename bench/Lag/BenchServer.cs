using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Tests.Support;
using Npgsql;

namespace AkkaCacheSim.Bench.Lag;

/// <summary>The PostgreSQL server to measure on: the one that the tests' variable names, or a private one.</summary>
internal sealed class BenchServer : IDisposable
{
    private const string Variable = "AKKACACHESIM_TEST_POSTGRES";

    private readonly PostgresInstance? _own;
    private readonly DatabaseUrl _url;

    private BenchServer(PostgresInstance? own, DatabaseUrl url)
    {
        _own = own;
        _url = url;

        // Where the cluster's processes, which are told no password, look for one.
        if (url.Password is not null) Environment.SetEnvironmentVariable("PGPASSWORD", url.Password);
    }

    /// <summary>Finds one; says so and returns null where there is none.</summary>
    /// <param name="section">What is left out then.</param>
    public static BenchServer? Find(string section)
    {
        if (DatabaseUrl.TryParse(Environment.GetEnvironmentVariable(Variable) ?? string.Empty, out var given)) return new BenchServer(null, given!);
        if (PostgresInstance.Binaries() is { } binaries)
        {
            var own = PostgresInstance.Start(binaries);
            return new BenchServer(own, own.Url);
        }

        System.Console.Error.WriteLine($"{section}: no PostgreSQL server: set {Variable} to a postgres:// URL, or install the server (Debian: apt-get install postgresql); left out");
        return null;
    }

    /// <summary>Does something on a database that comes and goes with it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="work">What to do.</param>
    public async Task OnDatabaseAsync(string name, Func<DatabaseUrl, Task> work)
    {
        Run($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        Run($"CREATE DATABASE {name}");
        await work(_url with { Database = name });
        Run($"DROP DATABASE {name} WITH (FORCE)");
    }

    public void Dispose() => _own?.Dispose();

    private void Run(string sql)
    {
        using var connection = PostgresInstance.Open(_url);
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
