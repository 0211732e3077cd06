-- Sealing and what proofs are made of (T5). The server asks for its turn, gets the hashes of what is new, and gives the
-- checkpoint it signed. Which leaf an entry is, the database decides by itself; the server can only sign it.

-- The application's login may call these, and so may whoever makes it run a statement of his own: none of them lets him
-- sign, and what he puts down unsigned or out of order is taken up, or found, by the server that signs next.

-- Whose turn it is: one process at a time, until its transaction ends. Who may not, gets no row.
CREATE OR REPLACE FUNCTION chaincare.take_seal_turn() RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT pg_try_advisory_xact_lock(hashtext('chaincare.seal'))
$$;

-- How far the seal is: the present log, its leaves, its last checkpoint, and since when something waits.
DROP FUNCTION IF EXISTS chaincare.seal_state();
CREATE OR REPLACE FUNCTION chaincare.seal_state(OUT log_id int, OUT origin text, OUT year int, OUT epoch int, OUT leaves bigint,
    OUT signed_size bigint, OUT root bytea, OUT note text, OUT signed_at timestamptz, OUT waiting_since timestamptz, OUT ahead boolean,
    OUT at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    done xid8 := '0';
BEGIN
    at := clock_timestamp();
    SELECT l.id, l.origin, l.year, l.epoch INTO log_id, origin, year, epoch FROM chaincare.sealed_logs AS l ORDER BY l.id DESC LIMIT 1;
    SELECT b.first_index + b.entries, b.before_xid INTO leaves, done FROM chaincare.sealed_batches AS b
        WHERE b.log_id = seal_state.log_id ORDER BY b.first_index DESC LIMIT 1;
    SELECT c.size, c.root, c.note, c.signed_at INTO signed_size, root, note, signed_at FROM chaincare.checkpoints AS c
        WHERE c.log_id = seal_state.log_id ORDER BY c.size DESC LIMIT 1;
    SELECT e.at INTO waiting_since FROM chaincare.access_entries AS e WHERE e.xid >= coalesce(done, '0') ORDER BY e.xid LIMIT 1;
    -- Sealed further than there were transactions: somebody wrote that, or a dump was put back into another cluster.
    ahead := coalesce(done, '0') > pg_snapshot_xmax(pg_current_snapshot());
END $$;

-- A new log: its opening is leaf 0. Entries that no checkpoint of the log before covers go on in this one: of its leaves only
-- so many count as it is said here, or all that are signed. Years and epochs go up, and its name says them.
DROP FUNCTION IF EXISTS chaincare.open_log(text, int, int, bytea);
CREATE OR REPLACE FUNCTION chaincare.open_log(origin text, year int, epoch int, opening bytea, leaves_before bigint) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last chaincare.sealed_logs := (SELECT l FROM chaincare.sealed_logs AS l ORDER BY l.id DESC LIMIT 1);
    new_id int := coalesce(last.id, 0) + 1;
    done xid8;
BEGIN
    IF (year, epoch) <= (last.year, last.epoch) OR year > extract(year FROM clock_timestamp() AT TIME ZONE 'UTC')
       OR origin !~ ('/' || year || CASE WHEN epoch > 1 THEN '[.]' || epoch ELSE '' END || '$') THEN
        RAISE EXCEPTION 'this is not the log that comes next' USING ERRCODE = 'check_violation';
    END IF;
    SELECT b.before_xid INTO done FROM chaincare.sealed_batches AS b
        WHERE b.first_index + b.entries <= CASE WHEN b.log_id = last.id AND leaves_before IS NOT NULL THEN leaves_before
            ELSE (SELECT max(c.size) FROM chaincare.checkpoints AS c WHERE c.log_id = b.log_id) END
        ORDER BY b.log_id DESC, b.first_index DESC LIMIT 1;
    INSERT INTO chaincare.sealed_logs (id, origin, year, epoch, previous_id, opening)
        VALUES (new_id, origin, year, epoch, last.id, opening);
    INSERT INTO chaincare.sealed_batches (log_id, first_index, entries, before_xid, hashes)
        VALUES (new_id, 0, 1, coalesce(done, '0'), sha256('\x00'::bytea || opening));
    IF last.id IS NOT NULL THEN
        PERFORM chaincare.try_log_change(CASE WHEN epoch > 1 THEN 'access-log.epoch-begun' ELSE 'access-log.year-begun' END);
    END IF;
    RETURN new_id;
END $$;

-- The next entries, at most about so many and never half a transaction: kept as the next batch of the present log, and
-- their hashes given back in that order. Only what no running transaction can add to is in reach.
CREATE OR REPLACE FUNCTION chaincare.seal_next(at_most int, OUT log_id int, OUT first_index bigint, OUT hashes bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    quiet xid8 := pg_snapshot_xmin(pg_current_snapshot());
    done xid8;
    cut xid8;
    found record;
BEGIN
    SELECT b.log_id, b.first_index + b.entries, b.before_xid INTO log_id, first_index, done
        FROM chaincare.sealed_batches AS b ORDER BY b.log_id DESC, b.first_index DESC LIMIT 1;
    -- Behind the last of so many, at the end of its transaction.
    SELECT (e.xid::text::numeric + 1)::text::xid8 INTO cut FROM chaincare.access_entries AS e
        WHERE e.xid >= done AND e.xid < quiet ORDER BY e.xid OFFSET at_most - 1 LIMIT 1;
    cut := coalesce(cut, quiet);
    SELECT array_agg(s.id ORDER BY s.xid, s.at, s.id) AS ids, string_agg(s.leaf, ''::bytea ORDER BY s.xid, s.at, s.id) AS hashes,
           min(s.at) AS from_at, max(s.at) AS until_at, count(*)::int AS entries
        INTO found
        FROM (SELECT e.id, e.xid, e.at, sha256('\x00'::bytea || chaincare.access_leaf(e)) AS leaf
              FROM chaincare.access_entries AS e WHERE e.xid >= done AND e.xid < cut) AS s;
    IF found.entries = 0 THEN
        RETURN;
    END IF;
    hashes := found.hashes;
    INSERT INTO chaincare.sealed_batches (log_id, first_index, entries, before_xid, from_at, until_at, hashes)
        VALUES (log_id, seal_next.first_index, found.entries, cut, found.from_at, found.until_at, found.hashes);
    INSERT INTO chaincare.sealed_ids (log_id, first_index, ids) VALUES (log_id, seal_next.first_index, found.ids);
END $$;

-- A checkpoint covers the leaves there are, says so itself, and is never of fewer than the one before.
DROP FUNCTION IF EXISTS chaincare.keep_checkpoint(int, bigint, bytea, text, int[], bigint[], bytea[]);
CREATE OR REPLACE FUNCTION chaincare.keep_checkpoint(of_log int, at_size bigint, with_root bytea, signed text,
    levels int[], places bigint[], roots bytea[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held record;
BEGIN
    SELECT l.id, l.origin, (SELECT b.first_index + b.entries FROM chaincare.sealed_batches AS b WHERE b.log_id = l.id
                            ORDER BY b.first_index DESC LIMIT 1) AS leaves,
           (SELECT max(c.size) FROM chaincare.checkpoints AS c WHERE c.log_id = l.id) AS before
        INTO held FROM chaincare.sealed_logs AS l ORDER BY l.id DESC LIMIT 1;
    IF of_log IS DISTINCT FROM held.id OR at_size IS DISTINCT FROM held.leaves OR at_size <= held.before
       OR NOT starts_with(signed, concat_ws(E'\n', held.origin, at_size, encode(with_root, 'base64'), E'\n'))
       OR EXISTS (SELECT FROM unnest(levels, places) AS n (level, place) WHERE (n.place + 1) << 8 * n.level > at_size) THEN
        RAISE EXCEPTION 'this is no checkpoint of the leaves there are' USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO chaincare.sealed_nodes (log_id, level, place, hash)
        SELECT of_log, n.level, n.place, n.hash FROM unnest(levels, places, roots) AS n (level, place, hash);
    INSERT INTO chaincare.checkpoints (log_id, size, root, note) VALUES (of_log, at_size, with_root, signed);
END $$;

CREATE OR REPLACE FUNCTION chaincare.keep_seal_key(verifier text, of_log int, from_size bigint, note text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    changes boolean := EXISTS (SELECT FROM chaincare.seal_keys);
BEGIN
    INSERT INTO chaincare.seal_keys (verifier, log_id, from_size, note) VALUES (verifier, of_log, from_size, note);
    IF changes THEN
        PERFORM chaincare.try_log_change('access-log.key-changed');
    END IF;
END $$;

-- ---- What happened to the log itself, told by the log (NEN 7513). It concerns nobody.

CREATE OR REPLACE FUNCTION chaincare.note_log_change(event text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    operator chaincare.caller := ROW('urn:chaincare:operator', 'server', 'server', false, false, NULL,
        uuidv7(), uuid_send(gen_random_uuid()), substr(uuid_send(gen_random_uuid()), 1, 8), clock_timestamp());
    e chaincare.access_entries := chaincare.new_entry(operator, NULL, event, 'E');
BEGIN
    e.outcome := 'done';
    e.relation := 'administrator';
    e.role := 'operator';
    e.rule := 'log-change/1';
    PERFORM chaincare.put_entries(ARRAY[e]);
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.note_log_change(text) FROM chaincare_app;

-- Within sealing, which it never stops: the opening of the log and the key's own row tell of it as well.
CREATE OR REPLACE FUNCTION chaincare.try_log_change(event text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chaincare.note_log_change(event);
EXCEPTION WHEN OTHERS THEN
    RAISE WARNING 'the log could not tell of itself (%)', SQLSTATE;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.try_log_change(text) FROM chaincare_app;

-- An alarm, or its end, as somebody saw it so many seconds ago; say whether it is told now. Once each, however many processes
-- see it; what was seen before the other was told, is old. Best effort: who altered the database may have altered this.
CREATE OR REPLACE FUNCTION chaincare.note_log_alarm(of_kind text, is_raised boolean, seconds_ago float8) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last record;
    told text := CASE WHEN of_kind = 'altered' THEN CASE WHEN is_raised THEN 'access-log.found-altered' ELSE 'access-log.found-whole' END
        ELSE CASE WHEN is_raised THEN 'access-log.unwitnessed' ELSE 'access-log.witnessed-again' END END;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('chaincare.note_log_alarm'));
    SELECT a.raised, a.at INTO last FROM chaincare.log_alarms AS a WHERE a.kind = of_kind ORDER BY a.id DESC LIMIT 1;
    IF coalesce(last.raised, false) = is_raised THEN
        RETURN true;
    ELSIF last.at > clock_timestamp() - make_interval(secs => seconds_ago) THEN
        RETURN false;
    END IF;
    PERFORM chaincare.note_log_change(told);
    IF NOT EXISTS (SELECT FROM chaincare.access_entries AS e WHERE e.xid = pg_current_xact_id() AND e.event = told) THEN
        RAISE EXCEPTION 'the access log did not keep an entry' USING ERRCODE = 'CC001';
    END IF;
    INSERT INTO chaincare.log_alarms (kind, raised) VALUES (of_kind, is_raised);
    RETURN true;
END $$;

-- What a proof is made of: hashes of leaves from one place to another, and roots of whole subtrees. Nothing in it
-- tells whom or what it is about.
CREATE OR REPLACE FUNCTION chaincare.sealed_leaves(of_log int, from_index bigint, until_index bigint) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_agg(substr(b.hashes, (32 * greatest(from_index - b.first_index, 0))::int + 1,
            32 * (least(until_index, b.first_index + b.entries) - greatest(from_index, b.first_index))::int), ''::bytea ORDER BY b.first_index)
    FROM chaincare.sealed_batches AS b
    WHERE b.log_id = of_log AND b.first_index < until_index
      AND b.first_index >= (SELECT max(f.first_index) FROM chaincare.sealed_batches AS f
                            WHERE f.log_id = of_log AND f.first_index <= from_index)
$$;

CREATE OR REPLACE FUNCTION chaincare.sealed_roots(of_log int, at_level int, from_place bigint, until_place bigint) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_agg(n.hash, ''::bytea ORDER BY n.place) FROM chaincare.sealed_nodes AS n
    WHERE n.log_id = of_log AND n.level = at_level AND n.place >= from_place AND n.place < until_place
$$;

-- Which leaf of which log an entry is; no row while it is not sealed yet. What no checkpoint covered when a new epoch began is a
-- leaf of that one.
CREATE OR REPLACE FUNCTION chaincare.sealed_place(of_at timestamptz, of_id uuid, OUT log_id int, OUT place bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    -- By the time alone, and then each by its key: a plan made once for all instants would look through the batches from the newest on.
    WITH held AS MATERIALIZED (
        SELECT b.log_id, b.first_index FROM chaincare.sealed_batches AS b WHERE tstzrange(b.from_at, b.until_at, '[]') @> of_at)
    SELECT h.log_id, h.first_index + array_position(i.ids, of_id) - 1
    FROM held AS h CROSS JOIN LATERAL (
        SELECT s.ids FROM chaincare.sealed_ids AS s WHERE s.log_id = h.log_id AND s.first_index = h.first_index OFFSET 0) AS i
    WHERE of_id = ANY (i.ids) ORDER BY h.log_id DESC LIMIT 1
$$;

-- How many leaves of a log are signed.
CREATE OR REPLACE FUNCTION chaincare.sealed_size(of_origin text) RETURNS TABLE (log_id int, size bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT l.id, coalesce((SELECT max(c.size) FROM chaincare.checkpoints AS c WHERE c.log_id = l.id), 0)
    FROM chaincare.sealed_logs AS l WHERE l.origin = of_origin
$$;

CREATE OR REPLACE FUNCTION chaincare.list_seal_keys() RETURNS SETOF chaincare.seal_keys
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT k.* FROM chaincare.seal_keys AS k ORDER BY k.log_id, k.from_size, k.used_since
$$;

CREATE OR REPLACE FUNCTION chaincare.list_checkpoints(from_at timestamptz, until_at timestamptz, after_log int, after_size bigint,
    at_most int) RETURNS TABLE (origin text, size bigint, root bytea, note text, signed_at timestamptz, log_id int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT l.origin, c.size, c.root, c.note, c.signed_at, c.log_id
    FROM chaincare.checkpoints AS c JOIN chaincare.sealed_logs AS l ON l.id = c.log_id
    WHERE (from_at IS NULL OR c.signed_at >= from_at) AND (until_at IS NULL OR c.signed_at < until_at)
      AND (after_log IS NULL OR (c.log_id, c.size) < (after_log, after_size))
    ORDER BY c.log_id DESC, c.size DESC LIMIT least(at_most, 100)
$$;

CREATE OR REPLACE FUNCTION chaincare.last_checkpoint(of_log int, of_origin text)
RETURNS TABLE (log_id int, origin text, size bigint, root bytea, note text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT l.id, l.origin, c.size, c.root, c.note
    FROM chaincare.sealed_logs AS l JOIN chaincare.checkpoints AS c ON c.log_id = l.id
    WHERE l.id = of_log OR l.origin = of_origin
    ORDER BY c.size DESC LIMIT 1
$$;

-- Which log goes on from one: of another year, or another epoch. Its opening names the last checkpoint that was known of this one.
CREATE OR REPLACE FUNCTION chaincare.next_log(of_log int) RETURNS TABLE (log_id int, opening bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT l.id, l.opening FROM chaincare.sealed_logs AS l WHERE l.previous_id = of_log
$$;

-- ---- For the operator alone, with the migration login.

-- That the whole log was taken out (NEN 7513: export), by whoever holds that login.
CREATE OR REPLACE FUNCTION chaincare.note_log_export() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    operator chaincare.caller := ROW('urn:chaincare:operator', 'operator', 'command-line', false, false, NULL,
        uuidv7(), uuid_send(gen_random_uuid()), substr(uuid_send(gen_random_uuid()), 1, 8), clock_timestamp());
    e chaincare.access_entries := chaincare.new_entry(operator, NULL, 'access-log.exported', 'R');
BEGIN
    e.outcome := 'done';
    e.relation := 'administrator';
    e.role := 'operator';
    e.rule := 'operator-exports/1';
    PERFORM chaincare.write_entry(e);
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.note_log_export() FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.keep_cosignature(of_log int, at_size bigint, witness text, said timestamptz, written text)
RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO chaincare.cosignatures (log_id, size, verifier, said_at, line) VALUES (of_log, at_size, witness, said, written)
        ON CONFLICT DO NOTHING
$$;

-- Who witnessed a checkpoint, when each did so first, and their lines as they stand under the note.
CREATE OR REPLACE FUNCTION chaincare.witnessed(of_log int, at_size bigint, OUT verifiers text[], OUT said_at timestamptz[],
    OUT lines text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(f.verifier ORDER BY f.said_at, f.verifier), '{}'),
           coalesce(array_agg(f.said_at ORDER BY f.said_at, f.verifier), '{}'),
           coalesce(string_agg(f.line, '' ORDER BY f.said_at, f.verifier), '')
    FROM (SELECT DISTINCT ON (c.verifier) c.verifier, c.said_at, c.line FROM chaincare.cosignatures AS c
          WHERE c.log_id = of_log AND c.size = at_size ORDER BY c.verifier, c.said_at) AS f
$$;

-- What is to be witnessed, by each of these witnesses: the last checkpoint of the present log, and at the turn of a year that
-- of the one before; how far the witness came in it; and what it said last of all, with what it said that of.
CREATE OR REPLACE FUNCTION chaincare.witness_state(witnesses text[]) RETURNS TABLE (verifier text, log_id int, present boolean,
    origin text, size bigint, note text, signed_seconds float8, known_size bigint, last_note text, last_line text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH present AS (SELECT l.id, l.epoch, l.previous_id FROM chaincare.sealed_logs AS l ORDER BY l.id DESC LIMIT 1),
    logs AS (SELECT p.id, true AS present FROM present AS p
             UNION ALL SELECT p.previous_id, false FROM present AS p WHERE p.epoch = 1 AND p.previous_id IS NOT NULL)
    SELECT w.verifier, l.id, l.present, s.origin, c.size, c.note, extract(epoch FROM clock_timestamp() - c.signed_at)::float8,
        (SELECT max(k.size) FROM chaincare.cosignatures AS k WHERE k.verifier = w.verifier AND k.log_id = l.id),
        said.note, said.line
    FROM logs AS l
    JOIN chaincare.sealed_logs AS s ON s.id = l.id
    CROSS JOIN LATERAL (SELECT n.size, n.note, n.signed_at FROM chaincare.checkpoints AS n
                        WHERE n.log_id = l.id ORDER BY n.size DESC LIMIT 1) AS c
    CROSS JOIN unnest(witnesses) AS w (verifier)
    LEFT JOIN LATERAL (SELECT n.note, k.line FROM chaincare.cosignatures AS k
                       JOIN chaincare.checkpoints AS n ON n.log_id = k.log_id AND n.size = k.size
                       WHERE k.verifier = w.verifier ORDER BY k.log_id DESC, k.size DESC, k.said_at DESC LIMIT 1) AS said ON true
    ORDER BY l.id DESC, w.verifier
$$;
