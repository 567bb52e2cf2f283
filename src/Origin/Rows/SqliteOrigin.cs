using AkkaCacheSim.Cluster;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Origin;

namespace AkkaCacheSim.Origin.Rows;

/// <summary>The embedded database: a file.</summary>
internal sealed class SqliteOrigin : IOriginDatabase
{
    private readonly string _file;

    public SqliteOrigin(string file) => _file = file;

    /// <inheritdoc />
    public Task PrepareAsync(bool feeds, CancellationToken cancel)
    {
        SqliteSchema.Create(_file);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public IRowStore OpenRows(Action<long, StatementResult> completed) => new SqliteRowStore(_file, completed, MonotonicClock.Now);

    /// <inheritdoc />
    public IDisposable OpenLog(LogBegan began, Action<IReadOnlyList<LoggedChange>> read, Action<string> say)
    {
        ArgumentNullException.ThrowIfNull(began);
        var log = new SqliteChangeLog(_file, read, MonotonicClock.Now, say);
        began(log, log.LoadPosition(), log.LastSequence());
        return log;
    }

    /// <inheritdoc />
    public Task EndAsync(CancellationToken cancel) => Task.CompletedTask;
}
