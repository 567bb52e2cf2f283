namespace AkkaCacheSim.Origin.Postgres;

/// <summary>What makes a schema of one version out of the one before. The list only grows: a step that has been shipped is never changed.</summary>
/// <remarks>
/// <para><c>akkacachesim_versions</c> outlives a deleted row, so that its next version grows and its stamp never falls; at version 0 it holds the stamp of
/// a delete that found nothing. Its <c>op</c> is what was done last, <c>-</c> when only the stamp was raised: the change feed reads each change off this
/// table. Its <c>changed_at</c> is when somebody other than a dirty queue changed the row last.</para>
/// <para>Locks are always taken in the same order, the row of <c>entries</c> first and its line in <c>akkacachesim_versions</c> after it, or two writers
/// of a key could wait for each other. So an insert gets its version from a trigger that runs after it: before it, the unique index has not spoken yet.</para>
/// <para>A flush says what it is in the setting <c>akkacachesim.flush</c>, for its transaction: <c>stamped</c> or <c>unstamped</c>. Whoever does not leaves
/// the stamp as it is, and the time of his change is kept.</para>
/// </remarks>
internal static class PostgresMigrations
{
    /// <summary>The steps, in order; the schema's version is how many have been taken.</summary>
    /// <param name="names">What it is for.</param>
    /// <returns>SQL, each step to be run in one transaction.</returns>
    public static IReadOnlyList<string> Steps(PostgresNames names) => [Tables(names.Quoted) + Functions(names.Quoted) + Triggers(names.Quoted)];

    // A key is stored plainly: kept out of line, the log would leave it out of an update.
    private static string Tables(string s) => $"""
        CREATE TABLE {s}.entries (
            key text PRIMARY KEY,
            value text,
            version bigint NOT NULL DEFAULT 0,
            written_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            write_id bigint,
            stamp bigint NOT NULL DEFAULT 0);
        ALTER TABLE {s}.entries ALTER COLUMN key SET STORAGE PLAIN;
        CREATE TABLE {s}.akkacachesim_versions (
            key text PRIMARY KEY,
            version bigint NOT NULL,
            live boolean NOT NULL,
            op text NOT NULL,
            stamp bigint NOT NULL DEFAULT 0,
            changed_at timestamptz,
            write_id bigint);
        ALTER TABLE {s}.akkacachesim_versions ALTER COLUMN key SET STORAGE PLAIN;
        CREATE TABLE {s}.akkacachesim_beat (id integer PRIMARY KEY CHECK (id = 1), at timestamptz NOT NULL);
        INSERT INTO {s}.akkacachesim_beat VALUES (1, clock_timestamp());

        """;

    private static string Functions(string s) => $"""
        CREATE FUNCTION {s}.akkacachesim_mode() RETURNS text LANGUAGE sql STABLE AS $$
            SELECT coalesce(current_setting('akkacachesim.flush', true), '')
        $$;

        -- The next version of a key.
        CREATE FUNCTION {s}.akkacachesim_next(k text, what text, new_stamp bigint, id bigint, OUT next_version bigint, OUT next_stamp bigint) LANGUAGE plpgsql AS $$
        DECLARE
            mode text := {s}.akkacachesim_mode();
        BEGIN
            INSERT INTO {s}.akkacachesim_versions AS v (key, version, live, op, stamp, changed_at, write_id)
            VALUES (k, 1, what <> 'd', what, CASE mode WHEN 'stamped' THEN new_stamp ELSE 0 END, CASE mode WHEN '' THEN clock_timestamp() END, id)
            ON CONFLICT (key) DO UPDATE SET version = v.version + 1, live = excluded.live, op = excluded.op, write_id = excluded.write_id,
                stamp = CASE mode WHEN 'stamped' THEN excluded.stamp ELSE v.stamp END, changed_at = coalesce(excluded.changed_at, v.changed_at)
                WHERE mode <> 'stamped' OR v.stamp < excluded.stamp
            RETURNING v.version, v.stamp INTO next_version, next_stamp;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'another flush of the key has come first' USING ERRCODE = 'serialization_failure';
            END IF;
        END $$;

        -- What a writer says of version, stamp and time is not his to say. A flush's stamp is looked at where nobody holds the key yet; akkacachesim_next looks again.
        CREATE FUNCTION {s}.akkacachesim_before_insert() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.version := 0;
            NEW.written_at := clock_timestamp();
            IF {s}.akkacachesim_mode() <> 'stamped' THEN
                NEW.stamp := 0;
            ELSIF EXISTS (SELECT FROM {s}.akkacachesim_versions v WHERE v.key = NEW.key AND v.stamp >= NEW.stamp) THEN
                RETURN NULL;
            END IF;
            RETURN NEW;
        END $$;

        CREATE FUNCTION {s}.akkacachesim_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE {s}.entries e SET version = n.next_version, stamp = n.next_stamp
            FROM {s}.akkacachesim_next(NEW.key, 'c', NEW.stamp, NEW.write_id) n WHERE e.key = NEW.key;
            RETURN NULL;
        END $$;

        -- An update that does not touch key and value is no change. Ours behind an insert finds what it sets.
        CREATE FUNCTION {s}.akkacachesim_kept() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.written_at := OLD.written_at;
            IF {s}.akkacachesim_mode() <> 'stamped' THEN
                SELECT v.version, v.stamp INTO NEW.version, NEW.stamp FROM {s}.akkacachesim_versions v WHERE v.key = OLD.key;
            END IF;
            RETURN NEW;
        END $$;

        -- A write id that stayed as it was is the one of an earlier write: this writer gave none, unless it is a flush that has come again.
        CREATE FUNCTION {s}.akkacachesim_before_update() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            id bigint := NEW.write_id;
        BEGIN
            IF NEW.write_id IS NOT DISTINCT FROM OLD.write_id AND {s}.akkacachesim_mode() = '' THEN
                id := NULL;
            END IF;
            IF NEW.key <> OLD.key THEN
                PERFORM {s}.akkacachesim_next(OLD.key, 'd', 0, id);
            END IF;
            SELECT n.next_version, n.next_stamp INTO NEW.version, NEW.stamp
            FROM {s}.akkacachesim_next(NEW.key, CASE WHEN NEW.key <> OLD.key THEN 'c' ELSE 'u' END, NEW.stamp, id) n;
            NEW.written_at := clock_timestamp();
            RETURN NEW;
        END $$;

        -- A flush writes the lines of what it deletes itself: only it knows their stamps.
        CREATE FUNCTION {s}.akkacachesim_after_delete() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {s}.akkacachesim_mode() = '' THEN
                PERFORM {s}.akkacachesim_next(OLD.key, 'd', 0, nullif(current_setting('akkacachesim.delete_id', true), '')::bigint);
            END IF;
            RETURN NULL;
        END $$;

        CREATE FUNCTION {s}.akkacachesim_before_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE {s}.akkacachesim_versions SET version = version + 1, live = false, op = 'd', write_id = NULL, changed_at = clock_timestamp() WHERE live;
            RETURN NULL;
        END $$;

        CREATE FUNCTION {s}.akkacachesim_flush(keys text[], vals text[], stamps bigint[], ids bigint[], dirty_us bigint[], stamped boolean)
        RETURNS TABLE (version bigint, applied boolean, conflict boolean) LANGUAGE plpgsql AS $$
        #variable_conflict use_column
        DECLARE
            now_at timestamptz := clock_timestamp();
            written text[];
            gone text[];
        BEGIN
            PERFORM set_config('akkacachesim.flush', CASE WHEN stamped THEN 'stamped' ELSE 'unstamped' END, true);
            WITH w AS (
                INSERT INTO {s}.entries AS e (key, value, write_id, stamp)
                SELECT r.key, r.value, r.id, r.stamp FROM unnest(keys, vals, stamps, ids) r (key, value, stamp, id) WHERE r.value IS NOT NULL ORDER BY r.key
                ON CONFLICT (key) DO UPDATE SET value = excluded.value, write_id = excluded.write_id, stamp = excluded.stamp
                    WHERE NOT stamped OR e.stamp < excluded.stamp
                RETURNING e.key)
            SELECT array_agg(w.key) INTO written FROM w;
            WITH d AS (
                DELETE FROM {s}.entries e USING unnest(keys, vals, stamps, ids) r (key, value, stamp, id)
                WHERE r.value IS NULL AND e.key = r.key AND (NOT stamped OR e.stamp < r.stamp)
                RETURNING e.key, r.stamp, r.id),
            n AS (
                INSERT INTO {s}.akkacachesim_versions AS v (key, version, live, op, stamp, write_id)
                SELECT d.key, 1, false, 'd', d.stamp, d.id FROM d
                ON CONFLICT (key) DO UPDATE SET version = v.version + 1, live = false, op = 'd', write_id = excluded.write_id,
                    stamp = CASE WHEN stamped THEN excluded.stamp ELSE v.stamp END
                RETURNING v.key)
            SELECT array_agg(n.key) INTO gone FROM n;
            -- Nothing to delete; but an older write of the key that is still on its way must not come after this delete.
            IF stamped THEN
                INSERT INTO {s}.akkacachesim_versions AS v (key, version, live, op, stamp)
                SELECT r.key, 0, false, '-', r.stamp FROM unnest(keys, vals, stamps) r (key, value, stamp) WHERE r.value IS NULL
                ON CONFLICT (key) DO UPDATE SET op = '-', stamp = excluded.stamp WHERE NOT v.live AND v.stamp < excluded.stamp;
            END IF;
            PERFORM set_config('akkacachesim.flush', '', true);
            RETURN QUERY
                SELECT coalesce(v.version, 0), a.key IS NOT NULL,
                    a.key IS NOT NULL AND coalesce(v.changed_at > now_at - make_interval(secs => r.us / 1e6), false)
                FROM unnest(keys, dirty_us) WITH ORDINALITY r (key, us, n)
                LEFT JOIN {s}.akkacachesim_versions v ON v.key = r.key
                LEFT JOIN unnest(written || gone) a (key) ON a.key = r.key
                ORDER BY r.n;
        END $$;

        """;

    // Triggers of the same kind run in the order of their names.
    private static string Triggers(string s) => $"""
        CREATE TRIGGER akkacachesim_1_insert BEFORE INSERT ON {s}.entries FOR EACH ROW EXECUTE FUNCTION {s}.akkacachesim_before_insert();
        CREATE TRIGGER akkacachesim_2_inserted AFTER INSERT ON {s}.entries FOR EACH ROW EXECUTE FUNCTION {s}.akkacachesim_after_insert();
        CREATE TRIGGER akkacachesim_3_kept BEFORE UPDATE OF version, stamp, written_at ON {s}.entries FOR EACH ROW EXECUTE FUNCTION {s}.akkacachesim_kept();
        CREATE TRIGGER akkacachesim_4_update BEFORE UPDATE OF key, value ON {s}.entries FOR EACH ROW EXECUTE FUNCTION {s}.akkacachesim_before_update();
        CREATE TRIGGER akkacachesim_5_deleted AFTER DELETE ON {s}.entries FOR EACH ROW EXECUTE FUNCTION {s}.akkacachesim_after_delete();
        CREATE TRIGGER akkacachesim_6_truncate BEFORE TRUNCATE ON {s}.entries FOR EACH STATEMENT EXECUTE FUNCTION {s}.akkacachesim_before_truncate();
        """;
}
