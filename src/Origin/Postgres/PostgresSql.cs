namespace AkkaCacheSim.Origin.Postgres;

/// <summary>The statements of the PostgreSQL origin, for one schema.</summary>
/// <remarks>
/// Triggers give versions, stamps and write times, whoever writes (<see cref="PostgresMigrations"/>); RETURNING answers before the triggers that run
/// after an insert, so a version is asked for behind the change, in the same transaction.
/// </remarks>
internal sealed class PostgresSql
{
    public PostgresSql(PostgresNames names)
    {
        var s = names.Quoted;
        Read = $"""
            SELECT e.value, v.version, v.version > 0 AND NOT v.live, v.stamp
            FROM {s}.akkacachesim_versions v LEFT JOIN {s}.entries e ON e.key = v.key WHERE v.key = $1
            """;
        Write = $"""
            INSERT INTO {s}.entries (key, value, write_id) VALUES ($1, $2, $3)
            ON CONFLICT (key) DO UPDATE SET value = excluded.value, write_id = excluded.write_id
            """;
        NameDeleter = "SELECT set_config('akkacachesim.delete_id', $1, true)";
        Delete = $"DELETE FROM {s}.entries WHERE key = $1";
        State = $"SELECT version, stamp FROM {s}.akkacachesim_versions WHERE key = $1";
        Settle = $"SELECT version, live, stamp FROM {s}.akkacachesim_versions WHERE key = $1 AND write_id = $2 FOR UPDATE";
        Flush = $"SELECT version, applied, conflict FROM {s}.akkacachesim_flush($1, $2, $3, $4, $5, $6)";
        Count = $"SELECT count(*) FROM {s}.entries";
        Revisions = $"SELECT key, stamp, version FROM {s}.akkacachesim_versions WHERE key = ANY ($1)";
        AllVersions = $"SELECT key, version FROM {s}.akkacachesim_versions WHERE version > 0 ORDER BY key COLLATE \"C\"";
    }

    /// <summary>A key's value, version, whether it was deleted, and stamp; no line for a key that nobody ever wrote or deleted.</summary>
    public string Read { get; }

    /// <summary>Our own insert or update.</summary>
    public string Write { get; }

    /// <summary>Says who deletes, to the trigger and for this transaction: a row that goes has no way to.</summary>
    public string NameDeleter { get; }

    /// <summary>Our own delete.</summary>
    public string Delete { get; }

    /// <summary>A key's version and stamp.</summary>
    public string State { get; }

    /// <summary>A key's version, whether it lives, and its stamp, if a write id is the one that made it so. Waits for whoever changes it.</summary>
    public string Settle { get; }

    /// <summary>A batch: keys, values, stamps, ids, for how many microseconds each has been dirty, whether stamps count. A line for each, in order.</summary>
    public string Flush { get; }

    /// <summary>How many rows there are.</summary>
    public string Count { get; }

    /// <summary>Where some keys stand: key, stamp and version of each that ever existed.</summary>
    public string Revisions { get; }

    /// <summary>Every key that ever existed, with its version.</summary>
    public string AllVersions { get; }
}
