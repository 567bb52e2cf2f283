using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Planting;

namespace AkkaCacheSim.Simulation;

/// <summary>The database of a virtual run: rows, versions that survive deletes, and the change log.</summary>
public sealed class VirtualDatabase : IDatabase
{
    private readonly VirtualWorld _world;
    private readonly VirtualOptions _options;
    private static readonly StatementResult Failure = new("the database is out of order", null, 0, false, 0, 0);

    private readonly Dictionary<string, Row> _rows;
    private readonly List<LoggedChange> _changes;

    /// <summary>Opens a database.</summary>
    /// <param name="world">The world it is in.</param>
    /// <param name="options">What a statement costs.</param>
    /// <param name="before">The database of a world that has ended, whose disk this one finds; null for an empty one.</param>
    public VirtualDatabase(VirtualWorld world, VirtualOptions options, VirtualDatabase? before = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(options);
        _world = world;
        _options = options;
        _rows = before?._rows ?? new Dictionary<string, Row>(StringComparer.Ordinal);
        _changes = before?._changes ?? [];
    }

    /// <summary>Who is told that a statement has run.</summary>
    public OriginMachine Origin { get; set; } = null!;

    /// <summary>Whether statements fail, without having done anything.</summary>
    public bool Fails { get; set; }

    /// <summary>Raised after each commit.</summary>
    public Action Committed { get; set; } = () => { };

    /// <summary>The last row of the change log.</summary>
    public long LastSequence => _changes.Count;

    /// <inheritdoc />
    public void Execute(in Statement statement, long token)
    {
        var (copy, origin) = (statement, Origin);
        _world.After(_options.StatementTime, () =>
        {
            var result = Fails ? Failure : Run(copy);
            _world.Deliver(origin.Self, now => origin.Executed(now, token, result));
        });
    }

    /// <summary>Runs a statement now, as any writer could.</summary>
    /// <param name="statement">The statement.</param>
    /// <returns>The answer.</returns>
    public StatementResult Run(in Statement statement)
    {
        if (statement.Batch is { } batch) return Flush(batch);
        _rows.TryGetValue(statement.Key, out var row);
        if (statement.Kind == StatementKind.Read)
        {
            return new StatementResult(null, row.Value, row.Version, row.Version > 0 && row.Value is null, Now, Now) { Stamp = row.Stamp };
        }

        var deletes = statement.Kind == StatementKind.Delete;
        var unchanged = deletes && row.Value is null;
        if (!unchanged) row = Change(statement.Key, row with { Value = deletes ? null : statement.Value, ChangedAt = Now }, statement.WriteId);
        return new StatementResult(null, null, row.Version, deletes, Now, Now) { Unchanged = unchanged, Stamp = row.Stamp };
    }

    /// <summary>Rows of the change log.</summary>
    /// <param name="sequence">After which.</param>
    /// <param name="limit">How many at the most.</param>
    /// <returns>The rows.</returns>
    public IReadOnlyList<LoggedChange> ChangesAfter(long sequence, int limit) =>
        _changes.GetRange((int)sequence, (int)Math.Min(limit, _changes.Count - sequence));

    /// <summary>Every key and its version, for the end of a run.</summary>
    /// <returns>In the order of their first commit.</returns>
    public IEnumerable<(string Key, long Version)> Versions() => _rows.Where(row => row.Value.Version > 0).Select(row => (row.Key, row.Value.Version));

    // The database goes by the clock of the process in front of it.
    private long Now => Origin is null ? _world.Now : _world.NowOf(Origin.Self);

    private StatementResult Flush(FlushBatch batch)
    {
        var rows = batch.Rows.Select(row => Flush(batch, row)).ToList();
        return new StatementResult(null, null, 0, false, Now, Now) { Report = new FlushReport(rows) };
    }

    private FlushedRow Flush(FlushBatch batch, FlushRow flushed)
    {
        _rows.TryGetValue(flushed.Key, out var row);
        var left = new FlushedRow(flushed.Key, flushed.Stamp, row.Version, Applied: false, Conflict: false);
        if (batch.Stamped && row.Stamp >= flushed.Stamp && !Plants.Grows(Plant.FlushOutOfOrder)) return left;
        var stamp = batch.Stamped ? flushed.Stamp : row.Stamp;
        if (flushed.Value is null && row.Value is null)
        {
            // Nothing to delete; but an older write of the key that is still on its way must not come after this delete.
            if (batch.Stamped) _rows[flushed.Key] = row with { Stamp = stamp };
            return left;
        }

        var conflict = row.ChangedAt is { } changedAt && changedAt > flushed.Since;
        var changed = Change(flushed.Key, row with { Value = flushed.Value, Stamp = stamp }, flushed.WriteId);
        return new FlushedRow(flushed.Key, flushed.Stamp, changed.Version, Applied: true, conflict);
    }

    private Row Change(string key, Row changed, long writeId)
    {
        var op = changed.Value is null ? ChangeOp.Delete : _rows.TryGetValue(key, out var old) && old.Value is not null ? ChangeOp.Update : ChangeOp.Create;
        changed = changed with { Version = changed.Version + 1 };
        _rows[key] = changed;
        _changes.Add(new LoggedChange(_changes.Count + 1, op, key, changed.Value, changed.Version, writeId, Now, Now) { Stamp = changed.Stamp });
        Committed();
        return changed;
    }

    /// <param name="Value">Null for a deleted row.</param>
    /// <param name="Version">Grows with each change.</param>
    /// <param name="Stamp">The last write-back write in it.</param>
    /// <param name="ChangedAt">When somebody other than a dirty queue changed it last, ns; null when nobody has.</param>
    private readonly record struct Row(string? Value, long Version, long Stamp, long? ChangedAt);
}
