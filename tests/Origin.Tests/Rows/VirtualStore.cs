using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Simulation;

namespace AkkaCacheSim.Origin.Tests.Rows;

/// <summary>The database of virtual runs without the origin in front of it. A millisecond passes with each statement.</summary>
public sealed class VirtualStore : IDatabase
{
    private const long Tick = 1_000_000;

    private readonly VirtualWorld _world = new(1, VirtualOptions.Instant, null);
    private readonly VirtualDatabase _database;
    private readonly Action<long, StatementResult> _completed;

    public VirtualStore(Action<long, StatementResult> completed)
    {
        _completed = completed;
        _database = new VirtualDatabase(_world, VirtualOptions.Instant);
    }

    public long Now => _world.Now;

    public IReadOnlyList<LoggedChange> Changes => _database.ChangesAfter(0, int.MaxValue);

    public IEnumerable<(string Key, long Version)> Versions => _database.Versions();

    public void Execute(in Statement statement, long token) => _completed(token, Run(statement));

    public StatementResult Run(in Statement statement)
    {
        var result = _database.Run(statement);
        _world.Run(_world.Now + Tick, () => false);
        return result;
    }
}
