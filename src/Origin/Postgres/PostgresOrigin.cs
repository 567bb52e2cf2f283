using AkkaCacheSim.Cluster;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Origin.Rows;
using Npgsql;

namespace AkkaCacheSim.Origin.Postgres;

/// <summary>A schema in a PostgreSQL server.</summary>
internal sealed class PostgresOrigin : IOriginDatabase
{
    private readonly NpgsqlConnectionStringBuilder _connection;
    private readonly PostgresNames _names;

    public PostgresOrigin(NpgsqlConnectionStringBuilder connection, PostgresNames names)
    {
        _connection = connection;
        _names = names;
    }

    /// <inheritdoc />
    public async Task PrepareAsync(bool feeds, CancellationToken cancel)
    {
        await PostgresSchema.CreateAsync(_connection, _names, cancel);
        if (feeds) await PostgresChangeFeed.PrepareAsync(_connection, _names, cancel);
    }

    /// <inheritdoc />
    public IRowStore OpenRows(Action<long, StatementResult> completed) => new PostgresRowStore(_connection, _names, completed, MonotonicClock.Now);

    /// <inheritdoc />
    public IDisposable OpenLog(LogBegan began, Action<IReadOnlyList<LoggedChange>> read, Action<string> say) =>
        new PostgresChangeFeed(_connection, _names, began, read, MonotonicClock.Now, say);

    /// <inheritdoc />
    public Task EndAsync(CancellationToken cancel) => PostgresChangeFeed.DropAsync(_connection, _names, cancel);
}
