-- How long entries of the log are kept, and how a month of it goes (STANDARDS 7). Without a word of whoever calls, and by
-- the database's own clock. What goes is told by the log itself: an entry whose digest is that of the certificate.

-- The processing activity an event is part of, as processing/rules.py says it (a test compares).
CREATE OR REPLACE FUNCTION chaincare.activity_of_event(event text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE
    WHEN event IN ('finding.explained', 'finding.question-read') THEN 'case_work'
    WHEN event = 'agreement.audited' OR split_part(event, '.', 1) IN ('access-log', 'case-mandate', 'case-mandates', 'finding',
        'incident-export', 'log-export', 'log-sample') THEN 'access_log'
    WHEN split_part(event, '.', 1) IN ('bsn', 'client', 'clients', 'household', 'match', 'relative', 'representative',
        'representatives') THEN 'client_identity'
    WHEN split_part(event, '.', 1) IN ('absence', 'absences', 'breadth-limits', 'collaboration-plan', 'collaboration-plans', 'covenant',
        'covenants', 'directory', 'emergency-settings', 'handover-list', 'inventories', 'inventory', 'inventory-parties', 'inventory-party',
        'network-bottleneck', 'network-bottlenecks', 'network-document', 'network-documents', 'network-erasures', 'network-text',
        'statistics', 'success-factor', 'success-factors', 'legal-grounds', 'login', 'login-blocks', 'mandate', 'mandates', 'network', 'network-policy', 'office-hours', 'organisation',
        'partner-stops', 'partner-system', 'professional', 'service', 'services', 'unit') THEN 'directory'
    WHEN split_part(event, '.', 1) IN ('data-subject-request', 'data-subject-requests', 'destructions', 'legal-hold',
        'legal-holds', 'processing-activities', 'processing-activity', 'restricted-item', 'restricted-items',
        'retention-rule', 'retention-rules') THEN 'subject_rights'
    WHEN split_part(event, '.', 1) IN ('emergency-access', 'emergency-accesses') THEN 'emergency_access'
    ELSE 'case_work' END;
REVOKE EXECUTE ON FUNCTION chaincare.activity_of_event(text) FROM chaincare_app;

-- The term of a network before that of the product, that for the activity before that for all, the latest first.
CREATE OR REPLACE FUNCTION chaincare.log_term_months(network uuid, of_activity text, today date) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT r.months FROM chaincare.retention_rules AS r
    WHERE r.layer = 'access_log' AND (r.network_id IS NULL OR r.network_id = network)
      AND r.valid_from <= today AND (r.valid_until IS NULL OR r.valid_until > today)
      AND (r.activity IS NULL OR r.activity = of_activity)
    ORDER BY (r.network_id IS NULL), (r.activity IS NULL), r.valid_from DESC, r.id DESC LIMIT 1
$$;
REVOKE EXECUTE ON FUNCTION chaincare.log_term_months(uuid, text, date) FROM chaincare_app;

-- The months that can be due at all: a week longer than five years, so that what follows them in the log is too old to be
-- mistaken for what is too young.
CREATE OR REPLACE FUNCTION chaincare.log_months_over() RETURNS SETOF date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
    SELECT m.month FROM pg_catalog.pg_inherits AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.inhrelid
    CROSS JOIN LATERAL (SELECT to_date(right(c.relname, 6), 'YYYYMM') AS month) AS m
    WHERE i.inhparent = 'chaincare.access_entries'::regclass AND c.relname ~ '^access_entries_[0-9]+$'
      AND m.month + interval '1 month' + interval '5 years' + interval '7 days' <= clock_timestamp()
    ORDER BY m.month
$$;
REVOKE EXECUTE ON FUNCTION chaincare.log_months_over() FROM chaincare_app;

-- Of a month all rows are asked for, and the planner expects a thousand: row by row that is quadratic.

-- The entries of a month, and which of them stay: those whose term is not over; those of a case that is held, or of its
-- client; what tells of a destruction; and the question to which an entry that stays belongs.
CREATE OR REPLACE FUNCTION chaincare.log_month_entries(of_month date, now timestamptz)
RETURNS TABLE (at timestamptz, id uuid, activity text, months int, stays boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET enable_nestloop = off AS $$
    WITH held AS MATERIALIZED (
        SELECT h.case_id, k.id AS client_id, k.pseudonym FROM chaincare.legal_holds AS h JOIN chaincare.cases AS c ON c.id = h.case_id
        LEFT JOIN chaincare.clients AS k ON k.id = c.client_id WHERE h.lifted_at IS NULL),
    written AS MATERIALIZED (
        SELECT e.at, e.id, e.query_id, chaincare.activity_of_event(e.event) AS activity, e.network_id,
            e.event = 'access-log.destroyed' OR EXISTS (SELECT FROM held AS h
                WHERE h.case_id IN (e.case_id, e.asked_id, e.object_id) OR h.client_id IN (e.asked_id, e.object_id)
                   OR h.pseudonym = e.client) AS held
        FROM chaincare.access_entries AS e
        WHERE e.at >= of_month::timestamptz AND e.at < (of_month + interval '1 month')::timestamptz),
    termed AS (
        SELECT t.activity, t.network_id, coalesce(chaincare.log_term_months(t.network_id, t.activity,
            (now AT TIME ZONE 'Europe/Amsterdam')::date), 1200) AS months
        FROM (SELECT DISTINCT w.activity, w.network_id FROM written AS w) AS t),
    judged AS MATERIALIZED (
        SELECT w.at, w.id, w.query_id, w.activity, t.months, w.held OR
            of_month + interval '1 month' + make_interval(months => t.months) + interval '7 days' > now AS stays
        FROM written AS w JOIN termed AS t ON t.activity = w.activity AND t.network_id IS NOT DISTINCT FROM w.network_id)
    SELECT j.at, j.id, j.activity, j.months, j.stays OR asked.query_id IS NOT NULL FROM judged AS j
    LEFT JOIN (SELECT DISTINCT s.query_id FROM judged AS s WHERE s.stays) AS asked ON asked.query_id = j.id
$$;
REVOKE EXECUTE ON FUNCTION chaincare.log_month_entries(date, timestamptz) FROM chaincare_app;

-- The same with the leaf that each is, and whether it is still what was sealed and signed: what is not, or is in no
-- leaf, is evidence, and stays with all of its month.
CREATE OR REPLACE FUNCTION chaincare.log_month_leaves(of_month date, now timestamptz)
RETURNS TABLE (at timestamptz, id uuid, activity text, months int, stays boolean, log_id int, place bigint, as_sealed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET enable_nestloop = off AS $$
    WITH signed AS (SELECT c.log_id, max(c.size) AS size FROM chaincare.checkpoints AS c GROUP BY c.log_id),
    leaf AS (
        SELECT DISTINCT ON (n.id) n.id, b.log_id, b.first_index + n.nth - 1 AS place,
               substr(b.hashes, (32 * (n.nth - 1))::int + 1, 32) AS hash
        FROM chaincare.sealed_batches AS b JOIN signed AS s ON s.log_id = b.log_id AND b.first_index + b.entries <= s.size
        JOIN chaincare.sealed_ids AS i ON i.log_id = b.log_id AND i.first_index = b.first_index
        CROSS JOIN LATERAL unnest(i.ids) WITH ORDINALITY AS n (id, nth)
        WHERE tstzrange(b.from_at, b.until_at, '[]')
              && tstzrange(of_month::timestamptz, (of_month + interval '1 month')::timestamptz)
        ORDER BY n.id, b.log_id DESC)
    SELECT m.at, m.id, m.activity, m.months, m.stays, l.log_id, l.place,
           coalesce(l.hash = sha256('\x00'::bytea || chaincare.access_leaf(e)), false)
    FROM chaincare.log_month_entries(of_month, now) AS m
    JOIN chaincare.access_entries AS e ON e.at = m.at AND e.id = m.id
        AND e.at >= of_month::timestamptz AND e.at < (of_month + interval '1 month')::timestamptz
    LEFT JOIN leaf AS l ON l.id = m.id
$$;
REVOKE EXECUTE ON FUNCTION chaincare.log_month_leaves(date, timestamptz) FROM chaincare_app;

-- Which holds there are: looked at again when nothing can be written any more.
CREATE OR REPLACE FUNCTION chaincare.log_holds() RETURNS uuid[]
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(h.id ORDER BY h.id) FROM chaincare.legal_holds AS h WHERE h.lifted_at IS NULL
$$;
REVOKE EXECUTE ON FUNCTION chaincare.log_holds() FROM chaincare_app;

-- What goes of a month, as the certificates say it: of each log, and so many stretches of leaves each at most, that a line
-- of an export holds it.
CREATE OR REPLACE FUNCTION chaincare.log_month_statements(of_month date, now timestamptz)
RETURNS TABLE (certificate uuid, log_id int, entries bigint, kept bigint, leaves int8multirange, statement text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET enable_nestloop = off AS $$
    WITH month AS MATERIALIZED (SELECT * FROM chaincare.log_month_leaves(of_month, now)),
    gone AS MATERIALIZED (SELECT * FROM month AS m WHERE NOT m.stays),
    stretch AS (
        SELECT g.log_id, s.leaves, (row_number() OVER (PARTITION BY g.log_id ORDER BY s.leaves) - 1) / 20000 AS part
        FROM (SELECT o.log_id, range_agg(int8range(o.place, o.place + 1)) AS all_of FROM gone AS o GROUP BY o.log_id) AS g
        CROSS JOIN LATERAL unnest(g.all_of) AS s (leaves)),
    part AS MATERIALIZED (
        SELECT uuidv7() AS id, s.log_id, range_agg(s.leaves) AS leaves,
               string_agg((lower(s.leaves)) || '-' || (upper(s.leaves) - 1), ',' ORDER BY s.leaves) AS named
        FROM stretch AS s GROUP BY s.log_id, s.part),
    counted AS (
        SELECT p.id, o.activity, o.months, count(*) AS entries, min(o.at) AS from_at, max(o.at) AS until_at
        FROM part AS p JOIN gone AS o ON o.log_id = p.log_id AND o.place <@ p.leaves GROUP BY p.id, o.activity, o.months)
    SELECT p.id, p.log_id, c.entries, stay.entries, p.leaves, json_build_object('format', 'chaincare-retention/1',
        'id', p.id, 'month', to_char(of_month, 'YYYY-MM'), 'origin', l.origin, 'entries', c.entries,
        'firstIndex', lower(p.leaves), 'lastIndex', upper(p.leaves) - 1, 'leaves', p.named, 'activities', c.activities,
        'writtenFrom', to_char(c.from_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'writtenUntil', to_char(c.until_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'checkpoint', (SELECT n.note FROM chaincare.checkpoints AS n WHERE n.log_id = p.log_id ORDER BY n.size DESC LIMIT 1))::text
    FROM part AS p JOIN chaincare.sealed_logs AS l ON l.id = p.log_id
    CROSS JOIN (SELECT count(*) AS entries FROM month AS m WHERE m.stays) AS stay
    CROSS JOIN LATERAL (
        SELECT sum(k.entries)::bigint AS entries, min(k.from_at) AS from_at, max(k.until_at) AS until_at,
               json_agg(json_build_object('activity', k.activity, 'months', k.months, 'entries', k.entries)
                   ORDER BY k.activity, k.months) AS activities
        FROM counted AS k WHERE k.id = p.id) AS c
    ORDER BY p.log_id, p.leaves
$$;
REVOKE EXECUTE ON FUNCTION chaincare.log_month_statements(date, timestamptz) FROM chaincare_app;

-- Whether a certificate is of a month whose time is over, tells what it is of, and names as many leaves as entries: signed ones, of
-- which no other certificate tells, the ends of each stretch in a batch that was written in that month.
CREATE OR REPLACE FUNCTION chaincare.log_destruction_is_due(made chaincare.log_destructions) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET enable_nestloop = on AS $$
    SELECT coalesce(made.month IN (SELECT chaincare.log_months_over()) AND t.said ->> 'id' = made.id::text
        AND t.said ->> 'month' = to_char(made.month, 'YYYY-MM') AND (t.said ->> 'entries')::bigint = made.entries
        AND (SELECT l.origin FROM chaincare.sealed_logs AS l WHERE l.id = made.log_id) = t.said ->> 'origin'
        AND (SELECT string_agg(lower(r) || '-' || (upper(r) - 1), ',' ORDER BY r) FROM unnest(made.leaves) AS r) = t.said ->> 'leaves'
        AND (SELECT sum(upper(r) - lower(r)) FROM unnest(made.leaves) AS r) = made.entries
        AND NOT EXISTS (SELECT FROM chaincare.log_destructions AS d WHERE d.log_id = made.log_id AND d.leaves && made.leaves)
        AND NOT EXISTS (
            SELECT FROM unnest(made.leaves) AS r CROSS JOIN LATERAL (VALUES (lower(r)), (upper(r) - 1)) AS n (place)
            LEFT JOIN LATERAL (SELECT b.* FROM chaincare.sealed_batches AS b WHERE b.log_id = made.log_id AND b.first_index <= n.place
                ORDER BY b.first_index DESC LIMIT 1) AS b ON true
            WHERE (n.place < b.first_index + b.entries AND b.first_index + b.entries <= (
                    SELECT max(c.size) FROM chaincare.checkpoints AS c WHERE c.log_id = made.log_id)
                AND tstzrange(b.from_at, b.until_at, '[]')
                    && tstzrange(made.month::timestamptz, (made.month + interval '1 month')::timestamptz)) IS NOT TRUE), false)
    FROM (SELECT made.statement::jsonb AS said) AS t
$$;
REVOKE EXECUTE ON FUNCTION chaincare.log_destruction_is_due(chaincare.log_destructions) FROM chaincare_app;

-- The entry of a destruction (NEN 7513: delete), which is sealed as any other and never goes itself.
CREATE OR REPLACE FUNCTION chaincare.certify_log_destruction(made chaincare.log_destructions) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    operator chaincare.caller := ROW('urn:chaincare:operator', 'retention', 'retention', false, false, NULL,
        uuidv7(), uuid_send(gen_random_uuid()), substr(uuid_send(gen_random_uuid()), 1, 8), clock_timestamp());
    e chaincare.access_entries := chaincare.new_entry(operator, NULL, 'access-log.destroyed', 'D');
BEGIN
    IF NOT chaincare.log_destruction_is_due(made) THEN
        RAISE check_violation USING MESSAGE = 'these leaves of the log are not of a month whose time is over';
    END IF;
    e.outcome := 'done';
    e.relation := 'administrator';
    e.role := 'operator';
    e.rule := 'log-retention/1';
    e.object_id := made.id;
    e.private_digest := sha256(convert_to(made.statement, 'UTF8'));
    PERFORM chaincare.put_entries(ARRAY[e]);
    INSERT INTO chaincare.log_destructions (id, month, log_id, entries, kept, leaves, statement, destroyed_at, entry_at, entry_id)
        VALUES (made.id, made.month, made.log_id, made.entries, made.kept, made.leaves, made.statement, e.at, e.at, e.id);
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.certify_log_destruction(chaincare.log_destructions) FROM chaincare_app;

-- Whether what was copied of a month is all that stays of it, row by row.
CREATE OR REPLACE FUNCTION chaincare.log_copy_is_whole(of_month date, now timestamptz, staged text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET enable_nestloop = off AS $$
DECLARE
    is_whole boolean;
BEGIN
    EXECUTE format('SELECT count(*) = count(k) AND bool_and(k IS NOT DISTINCT FROM e) AND count(*) = (SELECT count(*) FROM chaincare.%I)
        FROM chaincare.log_month_entries($1, $2) AS m
        JOIN chaincare.access_entries AS e ON e.at = m.at AND e.id = m.id AND e.at >= $1::timestamptz AND e.at < ($1 + interval ''1 month'')::timestamptz
        LEFT JOIN (SELECT c.at, c.id, ROW(c.*)::chaincare.access_entries AS k FROM chaincare.%I AS c) AS s ON s.at = m.at AND s.id = m.id
        WHERE m.stays', staged, staged) USING of_month, now INTO is_whole;
    RETURN coalesce(is_whole, false);
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.log_copy_is_whole(date, timestamptz, text) FROM chaincare_app;

-- The end of a month, when all of it was looked at: from here on everybody waits, so it is done in the blink of an eye.
CREATE OR REPLACE FUNCTION chaincare.end_due_month(due date, now timestamptz, holds uuid[], keeping boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    made chaincare.log_destructions[] := ARRAY(
        SELECT ROW(s.certificate, due, s.log_id, s.entries, s.kept, s.leaves, s.statement, now, now, s.certificate, NULL)::chaincare.log_destructions
        FROM chaincare.log_month_statements(due, now) AS s);
    one chaincare.log_destructions;
BEGIN
    FOR try IN 1..20 LOOP
        BEGIN
            PERFORM chaincare.hold_log();
            EXIT;
        EXCEPTION WHEN lock_not_available THEN
            IF try = 20 THEN
                RETURN 'busy';
            END IF;
            PERFORM pg_sleep(0.3);
        END;
    END LOOP;
    IF chaincare.log_holds() IS DISTINCT FROM holds THEN
        RETURN 'busy';   -- somebody placed or lifted a hold meanwhile: look again
    END IF;
    FOREACH one IN ARRAY made LOOP
        PERFORM chaincare.certify_log_destruction(one);
    END LOOP;
    PERFORM chaincare.end_log_month(due, keeping);
    RETURN 'destroyed';
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.end_due_month(date, timestamptz, uuid[], boolean) FROM chaincare_app;

-- One step of the daily run, bounded in what it holds up: the whole of a month that goes whole, or one part of the copy of
-- what stays. `busy`: another process is at it, or the log could not be had for a moment. `altered`: what lies in a month
-- is not what was sealed; nothing of it goes.
CREATE OR REPLACE FUNCTION chaincare.run_log_retention(OUT did text, OUT of_month date, OUT entries bigint, OUT kept bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET enable_nestloop = off AS $$
DECLARE
    now timestamptz := clock_timestamp();
    holds uuid[];
    staged text;
    copied bigint;
    due date;
BEGIN
    did := 'idle';
    IF NOT pg_try_advisory_xact_lock(hashtext('chaincare.run_log_retention')) THEN
        did := 'busy';
        RETURN;
    END IF;
    FOR due IN SELECT m.month FROM chaincare.log_months_over() AS m (month) LOOP
        staged := 'access_entries_' || to_char(due, 'YYYYMM') || '_kept';
        holds := chaincare.log_holds();
        SELECT count(*) FILTER (WHERE NOT n.stays), count(*) FILTER (WHERE n.stays) INTO entries, kept
            FROM chaincare.log_month_entries(due, now) AS n;
        CONTINUE WHEN entries = 0;
        of_month := due;
        IF kept > 0 THEN
            IF to_regclass('chaincare.' || staged) IS NULL THEN
                PERFORM chaincare.stage_log_month(due);
            END IF;
            EXECUTE format('INSERT INTO chaincare.%I SELECT e.* FROM chaincare.log_month_entries($1, $2) AS m
                JOIN chaincare.access_entries AS e ON e.at = m.at AND e.id = m.id AND e.at >= $1::timestamptz AND e.at < ($1 + interval ''1 month'')::timestamptz
                WHERE m.stays AND NOT EXISTS (SELECT FROM chaincare.%I AS c WHERE c.at = m.at AND c.id = m.id) LIMIT 50000',
                staged, staged) USING due, now;
            GET DIAGNOSTICS copied = ROW_COUNT;
            IF copied > 0 THEN
                did := 'copying';
                RETURN;
            END IF;
        END IF;
        IF EXISTS (SELECT FROM chaincare.log_month_leaves(due, now) AS l WHERE NOT l.as_sealed) THEN
            PERFORM chaincare.unstage_log_month(due);
            did := 'altered';
            CONTINUE;
        END IF;
        IF kept > 0 AND NOT chaincare.log_copy_is_whole(due, now, staged) THEN
            PERFORM chaincare.unstage_log_month(due);   -- as when a hold was lifted meanwhile: begin anew
            did := 'copying';
            RETURN;
        END IF;
        did := chaincare.end_due_month(due, now, holds, kept > 0);
        RETURN;
    END LOOP;
END $$;

-- ---- Personal texts beside entries (T4, AVG 17): the leaf commits to their digest, so every proof holds without them.

-- What somebody typed who was shown this client, or why he came to him in an emergency. A question is written at the same
-- instant as the lines it led to. What is about somebody else as well whose case is held stays as long as that is: one question can
-- find two clients, and a client can have two cases.
-- What is kept for that alone waits for the hold to be lifted (log_texts_waiting); what is written after `until_at` is not meant.
DROP FUNCTION IF EXISTS chaincare.forget_log_texts(uuid);
CREATE OR REPLACE FUNCTION chaincare.forget_log_texts(whose uuid, until_at timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    forgotten bigint;
BEGIN
    WITH held AS MATERIALIZED (
        SELECT h.case_id, k.id AS client_id, k.pseudonym FROM chaincare.legal_holds AS h
        JOIN chaincare.cases AS c ON c.id = h.case_id LEFT JOIN chaincare.clients AS k ON k.id = c.client_id
        WHERE h.lifted_at IS NULL),
    about AS MATERIALIZED (
        SELECT DISTINCT l.at, n.id FROM chaincare.access_entries AS l
        CROSS JOIN LATERAL (VALUES (l.id), (l.query_id)) AS n (id) WHERE l.client = whose AND l.at <= until_at AND n.id IS NOT NULL)
    UPDATE chaincare.access_entries AS e SET private = NULL FROM about AS a
        WHERE e.at = a.at AND e.id = a.id AND e.private IS NOT NULL AND NOT EXISTS (
            SELECT FROM chaincare.access_entries AS r JOIN held AS h
                ON h.case_id IN (r.case_id, r.asked_id, r.object_id) OR h.client_id IN (r.asked_id, r.object_id)
                OR h.pseudonym = r.client
            WHERE r.at = a.at AND a.id IN (r.id, r.query_id));
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    IF EXISTS (SELECT FROM chaincare.access_entries AS l JOIN chaincare.access_entries AS n ON n.at = l.at AND n.id IN (l.id, l.query_id)
               WHERE l.client = whose AND l.at <= until_at AND n.private IS NOT NULL) THEN
        INSERT INTO chaincare.log_texts_waiting AS w (client, until_at) VALUES (whose, forget_log_texts.until_at)
            ON CONFLICT (client) DO UPDATE SET until_at = greatest(w.until_at, excluded.until_at);
    ELSE
        DELETE FROM chaincare.log_texts_waiting AS w WHERE w.client = whose;
    END IF;
    RETURN forgotten;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.forget_log_texts(uuid, timestamptz) FROM chaincare_app;

-- That texts about a client went, as part of what somebody was let in to do.
CREATE OR REPLACE FUNCTION chaincare.note_texts_erased(by_entry chaincare.access_entries) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries := by_entry;
BEGIN
    e.query_id := by_entry.id;
    e.at := clock_timestamp();
    e.id := uuidv7();
    e.xid := pg_current_xact_id();
    e.event := 'access-log.texts-erased';
    e.action := 'D';
    e.outcome := 'done';
    PERFORM chaincare.put_entries(ARRAY[e]);
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.note_texts_erased(chaincare.access_entries) FROM chaincare_app;

-- By the decision that grants an erasure, of whoever may take it, in its own transaction; while the case is held, when it is no more.
CREATE OR REPLACE FUNCTION chaincare.erase_log_texts() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries;
    forgotten bigint;
BEGIN
    SELECT c.* INTO e FROM chaincare.cleared() AS c JOIN chaincare.data_subject_requests AS r ON r.id = c.object_id
        WHERE c.query_id IS NULL AND c.reach = 'privacy' AND r.kind = 'erasure' AND r.state = 'granted'
          AND r.case_id = c.case_id;
    IF NOT FOUND OR e.client IS NULL THEN
        RETURN 0;
    END IF;
    forgotten := chaincare.forget_log_texts(e.client, clock_timestamp());
    IF forgotten > 0 THEN
        PERFORM chaincare.note_texts_erased(e);
    END IF;
    RETURN forgotten;
END $$;

-- How many texts there still are about a client, up to when they were written.
CREATE OR REPLACE FUNCTION chaincare.log_texts_about(whose uuid, until_at timestamptz) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(DISTINCT (n.at, n.id)) FROM chaincare.access_entries AS l
    JOIN chaincare.access_entries AS n ON n.at = l.at AND n.id IN (l.id, l.query_id)
    WHERE l.client = whose AND l.at <= until_at AND n.private IS NOT NULL
$$;
REVOKE EXECUTE ON FUNCTION chaincare.log_texts_about(uuid, timestamptz) FROM chaincare_app;

-- By the lifting of a hold, in its own transaction: what was to be erased before, and waited for that alone. Each client has his entry,
-- under his own case, whoever of two whom one text is about comes first.
CREATE OR REPLACE FUNCTION chaincare.erase_waiting_log_texts() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    lifted chaincare.access_entries;
    e chaincare.access_entries;
    had record;
    erased bigint := 0;
BEGIN
    SELECT c.* INTO lifted FROM chaincare.cleared() AS c
        WHERE c.query_id IS NULL AND c.reach = 'privacy' AND c.event = 'legal-hold.lifted';
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    FOR had IN
        WITH before AS MATERIALIZED (
            SELECT w.*, chaincare.log_texts_about(w.client, w.until_at) AS texts FROM chaincare.log_texts_waiting AS w
        ), went AS MATERIALIZED (
            SELECT b.*, chaincare.forget_log_texts(b.client, b.until_at) AS forgotten FROM before AS b
        )
        SELECT w.*, c.id AS case_id, c.network_id, sum(w.forgotten) OVER () AS together FROM went AS w
        LEFT JOIN LATERAL (
            SELECT c.id, c.network_id FROM chaincare.clients AS k JOIN chaincare.cases AS c ON c.client_id = k.id
            WHERE k.pseudonym = w.client ORDER BY (c.id = lifted.case_id) DESC, c.id DESC LIMIT 1) AS c ON true
        ORDER BY w.client
    LOOP
        erased := had.together;
        -- Asked by a statement of its own, which sees what all of them took away.
        IF chaincare.log_texts_about(had.client, had.until_at) < had.texts THEN
            e := lifted;
            e.client := had.client;
            e.case_id := had.case_id;
            e.network_id := had.network_id;
            PERFORM chaincare.note_texts_erased(e);
        END IF;
    END LOOP;
    RETURN erased;
END $$;
