namespace AkkaCacheSim.Origin.Rows;

/// <summary>The SQL of the embedded origin.</summary>
/// <remarks>
/// Triggers give the versions and write the change log, so that whoever writes (this process, the sqlite3 shell) does
/// both in his own transaction. They use <c>WHERE NOT EXISTS</c> and no <c>OR IGNORE</c>: the conflict policy of the
/// outer statement (<c>INSERT OR REPLACE</c>) replaces the one of statements inside its triggers.
/// A dirty queue's flush says so in <c>versions</c> before it touches the row (<see cref="Mark"/>): whoever does not
/// leaves the stamp as it is, and the time of his change is kept.
/// </remarks>
public static class SqliteSql
{
    // What any change does to its key's line in versions, beside living or dying. SQLite's clock has milliseconds, and so 'now' in days is a whole number of them.
    private const string Next = """
        version = version + 1, flushing = 0,
                changed_at = CASE flushing WHEN 1 THEN changed_at
                    ELSE CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER) END
        """;

    /// <summary>The tables.</summary>
    /// <remarks>
    /// <c>versions</c> outlives a deleted row, so that its next version grows and its stamp never falls; at version 0 it
    /// holds the stamp of a delete that found nothing. Its <c>changed_at</c> is when somebody other than a dirty queue
    /// changed the row last, ms since 1970; <c>flushing</c> is 1 from a flush's mark to its change of the row.
    /// <c>entries.delete_id</c> is set by our own deletes just before the row goes: a deleted row has no other way to say
    /// who deleted it. <c>entries.stamp</c> is for those who read the row, as connectors do.
    /// </remarks>
    public const string Tables = """
        CREATE TABLE IF NOT EXISTS entries (
            key TEXT NOT NULL PRIMARY KEY CHECK (typeof(key) = 'text'),
            value TEXT,
            version BIGINT NOT NULL DEFAULT 0,
            write_id BIGINT,
            delete_id BIGINT,
            stamp BIGINT NOT NULL DEFAULT 0);
        CREATE TABLE IF NOT EXISTS versions (
            key TEXT NOT NULL PRIMARY KEY,
            version BIGINT NOT NULL,
            live INTEGER NOT NULL,
            stamp BIGINT NOT NULL DEFAULT 0,
            changed_at BIGINT NOT NULL DEFAULT 0,
            flushing INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS changes (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            op TEXT NOT NULL,
            key TEXT NOT NULL,
            value TEXT,
            version BIGINT NOT NULL,
            write_id BIGINT,
            stamp BIGINT NOT NULL DEFAULT 0);
        CREATE TABLE IF NOT EXISTS feed_position (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            log_id TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            partitions TEXT NOT NULL);
        """;

    /// <summary>Whether the tables are of a time before stamps; asked before <see cref="Tables"/>.</summary>
    public const string Outdated = """
        SELECT EXISTS (SELECT 1 FROM pragma_table_info('entries')) AND NOT EXISTS (SELECT 1 FROM pragma_table_info('entries') WHERE name = 'stamp')
        """;

    /// <summary>Gives such tables what they lack. The triggers go, to be created anew.</summary>
    public const string Update = """
        ALTER TABLE entries ADD COLUMN stamp BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE versions ADD COLUMN stamp BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE versions ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE versions ADD COLUMN flushing INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE changes ADD COLUMN stamp BIGINT NOT NULL DEFAULT 0;
        DROP TRIGGER entries_inserted;
        DROP TRIGGER entries_updated;
        DROP TRIGGER entries_renamed;
        DROP TRIGGER entries_deleted;
        DROP TRIGGER entries_version_kept;
        """;

    /// <summary>An insert: a create, or an update where it replaced a row (REPLACE fires no delete trigger).</summary>
    public const string InsertTrigger = $"""
        CREATE TRIGGER IF NOT EXISTS entries_inserted AFTER INSERT ON entries BEGIN
            INSERT INTO versions (key, version, live)
                SELECT NEW.key, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM versions WHERE key = NEW.key);
            INSERT INTO changes (op, key, value, version, write_id, stamp)
                SELECT CASE live WHEN 1 THEN 'u' ELSE 'c' END, NEW.key, NEW.value, version + 1, NEW.write_id, stamp
                FROM versions WHERE key = NEW.key;
            UPDATE versions SET {Next}, live = 1 WHERE key = NEW.key;
            UPDATE entries SET (version, stamp) = (SELECT version, stamp FROM versions WHERE key = NEW.key),
                delete_id = NULL WHERE key = NEW.key;
        END;
        """;

    /// <summary>
    /// An update that keeps the key. A write id that stayed as it was is the one of an earlier write: this writer gave none,
    /// unless it is a flush that has come again.
    /// The inner update touches neither key nor value and so does not fire this trigger again.
    /// </summary>
    public const string UpdateTrigger = $"""
        CREATE TRIGGER IF NOT EXISTS entries_updated AFTER UPDATE OF key, value ON entries WHEN NEW.key = OLD.key BEGIN
            INSERT INTO changes (op, key, value, version, write_id, stamp)
                SELECT 'u', NEW.key, NEW.value, version + 1,
                    CASE WHEN NEW.write_id IS OLD.write_id AND NOT flushing THEN NULL ELSE NEW.write_id END, stamp
                FROM versions WHERE key = NEW.key;
            UPDATE versions SET {Next}, live = 1 WHERE key = NEW.key;
            UPDATE entries SET (version, stamp) = (SELECT version, stamp FROM versions WHERE key = NEW.key) WHERE key = NEW.key;
        END;
        """;

    /// <summary>A change of the key: the old key's delete, then the new key's create.</summary>
    public const string RenameTrigger = $"""
        CREATE TRIGGER IF NOT EXISTS entries_renamed AFTER UPDATE OF key ON entries WHEN NEW.key <> OLD.key BEGIN
            UPDATE versions SET {Next}, live = 0 WHERE key = OLD.key;
            INSERT INTO changes (op, key, value, version, write_id, stamp)
                SELECT 'd', OLD.key, NULL, version, CASE WHEN NEW.write_id IS OLD.write_id THEN NULL ELSE NEW.write_id END, stamp
                FROM versions WHERE key = OLD.key;
            INSERT INTO versions (key, version, live)
                SELECT NEW.key, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM versions WHERE key = NEW.key);
            INSERT INTO changes (op, key, value, version, write_id, stamp)
                SELECT CASE live WHEN 1 THEN 'u' ELSE 'c' END, NEW.key, NEW.value, version + 1,
                    CASE WHEN NEW.write_id IS OLD.write_id THEN NULL ELSE NEW.write_id END, stamp
                FROM versions WHERE key = NEW.key;
            UPDATE versions SET {Next}, live = 1 WHERE key = NEW.key;
            UPDATE entries SET (version, stamp) = (SELECT version, stamp FROM versions WHERE key = NEW.key) WHERE key = NEW.key;
        END;
        """;

    /// <summary>A delete.</summary>
    public const string DeleteTrigger = $"""
        CREATE TRIGGER IF NOT EXISTS entries_deleted AFTER DELETE ON entries BEGIN
            UPDATE versions SET {Next}, live = 0 WHERE key = OLD.key;
            INSERT INTO changes (op, key, value, version, write_id, stamp)
                SELECT 'd', OLD.key, NULL, version, OLD.delete_id, stamp FROM versions WHERE key = OLD.key;
        END;
        """;

    /// <summary>A version or stamp that a writer set by hand is put back: they are not his to give.</summary>
    public const string VersionTrigger = """
        CREATE TRIGGER IF NOT EXISTS entries_version_kept AFTER UPDATE OF version, stamp ON entries
            WHEN (NEW.version, NEW.stamp) IS NOT (SELECT version, stamp FROM versions WHERE key = NEW.key) BEGIN
            UPDATE entries SET (version, stamp) = (SELECT version, stamp FROM versions WHERE key = NEW.key) WHERE key = NEW.key;
        END;
        """;

    /// <summary>A key's value, version, whether it was deleted, and stamp; no line for a key that nobody ever wrote or deleted.</summary>
    public const string Read = """
        SELECT e.value, v.version, v.version > 0 AND NOT v.live, v.stamp
        FROM versions v LEFT JOIN entries e ON e.key = v.key WHERE v.key = $key
        """;

    /// <summary>Our own insert or update.</summary>
    public const string Write = """
        INSERT INTO entries (key, value, write_id) VALUES ($key, $value, $id)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, write_id = excluded.write_id
        """;

    /// <summary>The first half of our own delete: says who deletes.</summary>
    public const string MarkDelete = "UPDATE entries SET delete_id = $id WHERE key = $key";

    /// <summary>The second half of our own delete.</summary>
    public const string Delete = "DELETE FROM entries WHERE key = $key";

    /// <summary>What is kept of a key, rows that are gone included.</summary>
    public const string State = "SELECT version, live, stamp, changed_at FROM versions WHERE key = $key";

    /// <summary>The first half of a flushed row: its stamp, and whether a change of the row follows.</summary>
    public const string Mark = """
        INSERT INTO versions (key, version, live, stamp, flushing) VALUES ($key, 0, 0, $stamp, $flushing)
        ON CONFLICT (key) DO UPDATE SET stamp = excluded.stamp, flushing = excluded.flushing
        """;

    /// <summary>Every key that ever existed, with its version.</summary>
    public const string AllVersions = "SELECT key, version FROM versions WHERE version > 0 ORDER BY key";

    /// <summary>Where some keys stand, their list being JSON: key, stamp and version of each that ever existed.</summary>
    public const string Revisions = "SELECT v.key, v.stamp, v.version FROM json_each($keys) k JOIN versions v ON v.key = k.value";

    /// <summary>How many rows there are.</summary>
    public const string Count = "SELECT count(*) FROM entries";

    /// <summary>The change log after a place.</summary>
    public const string Changes = "SELECT seq, op, key, value, version, write_id, stamp FROM changes WHERE seq > $after ORDER BY seq LIMIT $limit";

    /// <summary>Trims the change log, a bite at a time: one long delete would hold every writer up.</summary>
    public const string Trim = "DELETE FROM changes WHERE seq <= min($through, (SELECT min(seq) FROM changes) + $bite - 1)";

    /// <summary>The last sequence number given out, trimmed rows included.</summary>
    public const string LastSequence = "SELECT seq FROM sqlite_sequence WHERE name = 'changes'";

    /// <summary>Keeps the feed's position.</summary>
    public const string SavePosition = """
        INSERT INTO feed_position (id, log_id, sequence, partitions) VALUES (1, $log, $sequence, $partitions)
        ON CONFLICT (id) DO UPDATE SET log_id = excluded.log_id, sequence = excluded.sequence, partitions = excluded.partitions
        """;

    /// <summary>The feed's position.</summary>
    public const string LoadPosition = "SELECT log_id, sequence, partitions FROM feed_position WHERE id = 1";

    /// <summary>Changes on a connection when another one has committed.</summary>
    public const string DataVersion = "PRAGMA data_version";
}
