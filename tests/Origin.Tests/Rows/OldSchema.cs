namespace AkkaCacheSim.Origin.Tests.Rows;

/// <summary>What files looked like before rows had stamps.</summary>
internal static class OldSchema
{
    public const string Sql = """
        CREATE TABLE entries (
            key TEXT NOT NULL PRIMARY KEY CHECK (typeof(key) = 'text'),
            value TEXT,
            version BIGINT NOT NULL DEFAULT 0,
            write_id BIGINT,
            delete_id BIGINT);
        CREATE TABLE versions (
            key TEXT NOT NULL PRIMARY KEY,
            version BIGINT NOT NULL,
            live INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE changes (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            op TEXT NOT NULL,
            key TEXT NOT NULL,
            value TEXT,
            version BIGINT NOT NULL,
            write_id BIGINT);
        CREATE TABLE feed_position (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            log_id TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            partitions TEXT NOT NULL);
        CREATE TRIGGER entries_inserted AFTER INSERT ON entries BEGIN
            INSERT INTO versions (key, version, live)
                SELECT NEW.key, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM versions WHERE key = NEW.key);
            INSERT INTO changes (op, key, value, version, write_id)
                SELECT CASE live WHEN 1 THEN 'u' ELSE 'c' END, NEW.key, NEW.value, version + 1, NEW.write_id
                FROM versions WHERE key = NEW.key;
            UPDATE versions SET version = version + 1, live = 1 WHERE key = NEW.key;
            UPDATE entries SET version = (SELECT version FROM versions WHERE key = NEW.key), delete_id = NULL
                WHERE key = NEW.key;
        END;
        CREATE TRIGGER entries_updated AFTER UPDATE OF key, value ON entries WHEN NEW.key = OLD.key BEGIN
            UPDATE versions SET version = version + 1, live = 1 WHERE key = NEW.key;
            UPDATE entries SET version = (SELECT version FROM versions WHERE key = NEW.key) WHERE key = NEW.key;
            INSERT INTO changes (op, key, value, version, write_id)
                SELECT 'u', NEW.key, NEW.value, version, CASE WHEN NEW.write_id IS OLD.write_id THEN NULL ELSE NEW.write_id END
                FROM versions WHERE key = NEW.key;
        END;
        CREATE TRIGGER entries_renamed AFTER UPDATE OF key ON entries WHEN NEW.key <> OLD.key BEGIN
            UPDATE versions SET version = version + 1, live = 0 WHERE key = OLD.key;
            INSERT INTO changes (op, key, value, version, write_id)
                SELECT 'd', OLD.key, NULL, version, CASE WHEN NEW.write_id IS OLD.write_id THEN NULL ELSE NEW.write_id END
                FROM versions WHERE key = OLD.key;
            INSERT INTO versions (key, version, live)
                SELECT NEW.key, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM versions WHERE key = NEW.key);
            INSERT INTO changes (op, key, value, version, write_id)
                SELECT CASE live WHEN 1 THEN 'u' ELSE 'c' END, NEW.key, NEW.value, version + 1,
                    CASE WHEN NEW.write_id IS OLD.write_id THEN NULL ELSE NEW.write_id END
                FROM versions WHERE key = NEW.key;
            UPDATE versions SET version = version + 1, live = 1 WHERE key = NEW.key;
            UPDATE entries SET version = (SELECT version FROM versions WHERE key = NEW.key) WHERE key = NEW.key;
        END;
        CREATE TRIGGER entries_deleted AFTER DELETE ON entries BEGIN
            UPDATE versions SET version = version + 1, live = 0 WHERE key = OLD.key;
            INSERT INTO changes (op, key, value, version, write_id)
                SELECT 'd', OLD.key, NULL, version, OLD.delete_id FROM versions WHERE key = OLD.key;
        END;
        CREATE TRIGGER entries_version_kept AFTER UPDATE OF version ON entries
            WHEN NEW.version IS NOT (SELECT version FROM versions WHERE key = NEW.key) BEGIN
            UPDATE entries SET version = (SELECT version FROM versions WHERE key = NEW.key) WHERE key = NEW.key;
        END;
        """;
}
