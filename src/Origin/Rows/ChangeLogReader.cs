using AkkaCacheSim.Core.Feeds;
using Microsoft.Data.Sqlite;

namespace AkkaCacheSim.Origin.Rows;

/// <summary>Looks into the change log on a connection kept open, and notes when each row was first seen. For one thread.</summary>
internal sealed class ChangeLogReader : IDisposable
{
    private readonly SqliteCommand _dataVersion;
    private readonly SqliteCommand _changes;
    private readonly Func<long> _clock;
    private readonly SightingTimes _times = new();
    private long _seenDataVersion = -1;
    private long _absentAt;

    public ChangeLogReader(SqliteConnection connection, Func<long> clock)
    {
        _clock = clock;
        _dataVersion = SqliteSchema.Prepared(connection, SqliteSql.DataVersion);
        _changes = SqliteSchema.Prepared(connection, SqliteSql.Changes, "$after", "$limit");
    }

    /// <summary>Reads the rows after a place; none if nobody has committed since the last look.</summary>
    /// <param name="after">The place.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="sure">Look even if nobody has committed: the question is new.</param>
    public List<LoggedChange> Look(long after, int limit, bool sure)
    {
        var before = _clock();
        // Asked before the rows are: a commit in between is then seen at once and asked for again in vain, never missed.
        var dataVersion = _dataVersion.ExecuteScalar() as long? ?? 0;
        if (!sure && dataVersion == _seenDataVersion)
        {
            _absentAt = before;
            return [];
        }
        var rows = Rows(after, limit);
        _seenDataVersion = dataVersion;
        var now = _clock();
        if (rows.Count > 0) _times.Add(rows[^1].Sequence, _absentAt, now);
        // A full page says nothing of the rows behind it: they may have been there at this look.
        if (rows.Count < limit) _absentAt = before;
        for (var i = 0; i < rows.Count; i++)
        {
            var (from, at) = _times.Of(rows[i].Sequence, now);
            rows[i] = rows[i] with { From = from, At = at };
        }
        return rows;
    }

    /// <summary>Rows up to here will not be asked for again.</summary>
    public void Forget(long through) => _times.Forget(through);

    public void Dispose()
    {
        _dataVersion.Dispose();
        _changes.Dispose();
    }

    private List<LoggedChange> Rows(long after, int limit)
    {
        _changes.Parameters[0].Value = after;
        _changes.Parameters[1].Value = limit;
        using var reader = _changes.ExecuteReader();
        var rows = new List<LoggedChange>();
        while (reader.Read())
        {
            rows.Add(new LoggedChange(reader.GetInt64(0), Op(reader.GetString(1)), reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetInt64(4), reader.IsDBNull(5) ? 0 : reader.GetInt64(5), 0, 0)
            { Stamp = reader.GetInt64(6) });
        }
        return rows;
    }

    private static ChangeOp Op(string op) => op switch
    {
        "c" => ChangeOp.Create,
        "u" => ChangeOp.Update,
        _ => ChangeOp.Delete,
    };
}
