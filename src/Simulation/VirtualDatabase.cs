using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Origin;

namespace AkkaCacheSim.Simulation;

/// <summary>The database of a virtual run: rows, versions that survive deletes, and the change log.</summary>
public sealed class VirtualDatabase : IDatabase
{
    private readonly VirtualWorld _world;
    private readonly VirtualOptions _options;
    private readonly Dictionary<string, (string? Value, long Version)> _rows = new(StringComparer.Ordinal);
    private readonly List<LoggedChange> _changes = [];

    /// <summary>Makes an empty database.</summary>
    /// <param name="world">The world it is in.</param>
    /// <param name="options">What a statement costs.</param>
    public VirtualDatabase(VirtualWorld world, VirtualOptions options)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(options);
        _world = world;
        _options = options;
    }

    /// <summary>Who is told that a statement has run.</summary>
    public OriginMachine Origin { get; set; } = null!;

    /// <summary>Raised after each commit.</summary>
    public Action Committed { get; set; } = () => { };

    /// <summary>The last row of the change log.</summary>
    public long LastSequence => _changes.Count;

    /// <inheritdoc />
    public void Execute(in Statement statement, long token)
    {
        var copy = statement;
        _world.After(_options.StatementTime, () => Origin.Executed(_world.Now, token, Run(copy)));
    }

    /// <summary>Runs a statement now, as any client of the database could.</summary>
    /// <param name="statement">The statement.</param>
    /// <returns>What the database answers.</returns>
    public StatementResult Run(in Statement statement)
    {
        _rows.TryGetValue(statement.Key, out var row);
        if (statement.Kind == StatementKind.Read || (statement.Kind == StatementKind.Delete && row.Value is null))
        {
            return new StatementResult(null, row.Value, row.Version, row.Version > 0 && row.Value is null, _world.Now, _world.Now) { Unchanged = true };
        }

        var version = row.Version + 1;
        var op = statement.Kind == StatementKind.Delete ? ChangeOp.Delete : row.Value is null ? ChangeOp.Create : ChangeOp.Update;
        _rows[statement.Key] = (statement.Value, version);
        _changes.Add(new LoggedChange(_changes.Count + 1, op, statement.Key, statement.Value, version, statement.WriteId, _world.Now, _world.Now));
        Committed();
        return new StatementResult(null, statement.Value, version, op == ChangeOp.Delete, _world.Now, _world.Now);
    }

    /// <summary>Rows of the change log.</summary>
    /// <param name="sequence">After which.</param>
    /// <param name="limit">How many at the most.</param>
    /// <returns>The rows.</returns>
    public IReadOnlyList<LoggedChange> ChangesAfter(long sequence, int limit) =>
        _changes.GetRange((int)sequence, (int)Math.Min(limit, _changes.Count - sequence));

    /// <summary>Every key and its version, for the end of a run.</summary>
    /// <returns>In the order of their first commit.</returns>
    public IEnumerable<(string Key, long Version)> Versions() => _rows.Select(row => (row.Key, row.Value.Version));
}
