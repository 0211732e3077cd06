-- A search for what stands out (detections): day by day in Amsterdam, each day a transaction, so that neither a month of millions of
-- entries nor who stops the server halfway loses anything. What a day shows depends on that day alone, but for the hour before it.

DROP FUNCTION IF EXISTS chaincare.detected(text[], timestamptz, timestamptz, int, int, date[], int);

-- What stands out in a part of its period, within the mandate by which it was asked as that is now, with the same bounds as the
-- policies of the log: of each kind and day the `most` that say most. What is counted over the whole period is found with its end.
-- The id is made of what it is about, so that the same thing found again is the same finding. Who looked at many is found by more entries
-- than are named: the ids of all at whom he looked from the first to the last come with it.
CREATE OR REPLACE FUNCTION chaincare.detected(d chaincare.detections, mandate chaincare.mandates, until_at timestamptz, most int)
RETURNS TABLE (id uuid, hit chaincare.hit, clients uuid[]) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    networks uuid[] := ARRAY[mandate.network_id];
    organisations uuid[] := ARRAY(SELECT o.id FROM chaincare.organisations AS o
        WHERE o.id = mandate.organisation_id OR (mandate.organisation_id IS NULL AND EXISTS (
            SELECT FROM chaincare.memberships AS s WHERE s.network_id = mandate.network_id AND s.organisation_id = o.id)));
    hidden uuid[] := ARRAY(SELECT unnest(ARRAY[k.pseudonym, k.id, c.id]) FROM chaincare.relation_conflicts AS x
        JOIN chaincare.cases AS c ON c.id = x.case_id JOIN chaincare.clients AS k ON k.id = c.client_id
        WHERE x.ended_at IS NULL
            AND x.professional_id IN (SELECT s.id FROM chaincare.same_professional(mandate.professional_id) AS s));
    from_at timestamptz := d.computed_until;
BEGIN
    RETURN QUERY
    SELECT encode(substr(sha256(convert_to(concat_ws('|', mandate.network_id, (h.one).kind, coalesce((h.one).actor_id::text, '-'),
            coalesce((h.one).organisation_id::text, '-'), coalesce((h.one).client::text, '-'), (h.one).day), 'UTF8')), 1, 16), 'hex')::uuid,
        h.one,
        ARRAY(SELECT DISTINCT about.id
            FROM chaincare.log_within(networks, organisations, hidden, (h.one).first_at, (h.one).last_at + interval '1 microsecond') AS e
            CROSS JOIN LATERAL unnest(ARRAY[e.client, e.case_id, e.asked_id]) AS about (id)
            WHERE (h.one).kind IN ('many_clients', 'highest_reader') AND e.actor_id = (h.one).actor_id
                AND e.organisation_id = (h.one).organisation_id AND e.outcome = 'entered' AND e.action = 'R' AND e.client IS NOT NULL
                AND about.id IS NOT NULL)
    FROM (
        SELECT ROW(one.*)::chaincare.hit AS one, row_number() OVER (PARTITION BY one.kind, one.day
            ORDER BY one.times DESC, one.first_at, one.actor_id, one.client) AS place
        FROM (
            SELECT a.* FROM chaincare.hits_of_entries(d.kinds, networks, organisations, hidden, from_at, until_at, d.closed) AS a
                WHERE d.kinds && '{outside_office_hours,team_read_off_duty,no_participation,emergency_access,search_without_identifier}'
            UNION ALL
            SELECT b.* FROM chaincare.hits_self_made(networks, organisations, hidden, from_at, until_at) AS b
                WHERE 'self_made_relation' = ANY (d.kinds)
            UNION ALL
            SELECT c.* FROM chaincare.hits_of_names(d.kinds, networks, organisations, hidden, from_at, until_at) AS c
                WHERE d.kinds && '{own_file,same_family_name,colleague_as_client}'
            UNION ALL
            SELECT w.* FROM chaincare.hits_of_breadth(networks, organisations, hidden, from_at, until_at, d.more_than) AS w
                WHERE 'many_clients' = ANY (d.kinds)
            UNION ALL
            SELECT s.* FROM chaincare.hits_of_settings(networks, organisations, hidden, from_at, until_at) AS s
                WHERE 'settings_changed' = ANY (d.kinds)
            UNION ALL
            SELECT g.* FROM chaincare.hits_of_places(networks, organisations, hidden, from_at, until_at) AS g
                WHERE 'self_made_place' = ANY (d.kinds)
            UNION ALL
            SELECT m.* FROM chaincare.hits_of_most(d.kinds, networks, organisations, hidden, d.from_at, until_at,
                mandate.organisation_id, d.top) AS m
                WHERE until_at = d.until_at AND d.kinds && '{most_consulted_client,highest_reader}') AS one) AS h
    WHERE h.place <= most;
END $$;

-- Whether a search found what was not counted yet: earlier, later, more often, or an entry that is not among those named while these
-- are all there were. A search of a part of what is known finds nothing more.
CREATE OR REPLACE FUNCTION chaincare.says_more(k chaincare.findings, first_at timestamptz, last_at timestamptz, times int, entries uuid[])
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT says_more.first_at < k.first_at OR says_more.last_at > k.last_at OR says_more.times > k.times
        OR (cardinality(k.entries) < 50 AND NOT says_more.entries <@ k.entries)
$$;

-- The entries of one list that are not in another, in their order.
CREATE OR REPLACE FUNCTION chaincare.not_among(entries uuid[], others uuid[]) RETURNS uuid[] LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(array_agg(e.id ORDER BY e.place), '{}') FROM unnest(entries) WITH ORDINALITY AS e (id, place)
    WHERE e.id <> ALL (others)
$$;

-- Look further, as far as this moment: keep what is found, and how far it is. A review spoke of what was found by then: where more is
-- found after it, the finding is open again, and a fact names the entries it did not speak of. A mandate that ended ends the search.
CREATE OR REPLACE FUNCTION chaincare.search_further(d chaincare.detections, up_to timestamptz, most int, moment timestamptz)
RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mandate chaincare.mandates := (SELECT m FROM chaincare.mandates AS m
        WHERE m.id = d.mandate_id AND m.kind = 'auditor' AND m.during @> moment);
BEGIN
    IF mandate.id IS NULL THEN
        UPDATE chaincare.detections AS n SET state = 'stopped' WHERE n.id = d.id;
        RETURN;
    END IF;
    -- In the order of their ids, so that two searches that find the same do not wait for each other in a ring.
    WITH found AS MATERIALIZED (
        SELECT f.id, (f.hit).*, f.clients FROM chaincare.detected(d, mandate, up_to, most) AS f ORDER BY f.id
    ), kept AS (
        INSERT INTO chaincare.findings AS k (id, network_id, kind, actor_id, organisation_id, client, day, first_at, last_at, times,
                                             entries, clients, detected_at, state, round, version)
        SELECT f.id, mandate.network_id, f.kind, f.actor_id, f.organisation_id, f.client, f.day, f.first_at, f.last_at, f.times,
            f.entries, f.clients, moment, 'open', 0, 1
        FROM found AS f ORDER BY f.id
        ON CONFLICT (id) DO UPDATE SET first_at = least(k.first_at, excluded.first_at), last_at = greatest(k.last_at, excluded.last_at),
            times = greatest(k.times, excluded.times, CASE WHEN k.kind <> 'many_clients' AND cardinality(k.entries) < 50
                THEN cardinality(k.entries || chaincare.not_among(excluded.entries, k.entries)) END),
            entries = chaincare.last_few(CASE WHEN excluded.last_at >= k.last_at
                THEN chaincare.not_among(k.entries, excluded.entries) || excluded.entries
                ELSE chaincare.not_among(excluded.entries, k.entries) || k.entries END),
            clients = k.clients || excluded.clients,
            state = CASE WHEN k.state IN ('explained', 'closed', 'dismissed')
                AND chaincare.says_more(k, excluded.first_at, excluded.last_at, excluded.times, excluded.entries)
                THEN 'open' ELSE k.state END,
            round = k.round + (k.state IN ('explained', 'closed', 'dismissed')
                AND chaincare.says_more(k, excluded.first_at, excluded.last_at, excluded.times, excluded.entries))::int
        RETURNING new.id, new.round, old.entries AS known, new.round > old.round AS again
    ), reopened AS (
        INSERT INTO chaincare.finding_facts (finding_id, round, kind, at, entries, request_id)
        SELECT p.id, p.round, 'reopened', moment, chaincare.not_among(f.entries, p.known), d.id
        FROM kept AS p JOIN found AS f ON f.id = p.id WHERE p.again)
    INSERT INTO chaincare.detected_findings AS l (detection_id, finding_id) SELECT d.id, f.id FROM found AS f ON CONFLICT DO NOTHING;
    UPDATE chaincare.detections AS n SET computed_until = up_to, attempts = 0,
        state = CASE WHEN up_to = n.until_at THEN 'done' ELSE 'running' END WHERE n.id = d.id;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.detected(chaincare.detections, chaincare.mandates, timestamptz, int),
    chaincare.says_more(chaincare.findings, timestamptz, timestamptz, int, uuid[]), chaincare.not_among(uuid[], uuid[]),
    chaincare.search_further(chaincare.detections, timestamptz, int, timestamptz) FROM chaincare_app;

-- An auditor asks. What he asked in the same words and is not yet found goes on, also where both end at the moment they were asked; of the searches by one mandate at most ten wait. A period
-- of few entries is looked through at once, any other by and by (search_next). Gives its id; none where too many wait.
CREATE OR REPLACE FUNCTION chaincare.begin_detection(new_id uuid, kinds text[], from_at timestamptz, until_at timestamptz, more_than int,
    top int, closed date[], at_once int, most int, moment timestamptz) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    by_mandate uuid := (SELECT e.relation_id FROM chaincare.let_in AS e WHERE e.reach = 'log' AND e.query_id IS NULL);
    same uuid;
    waiting int;
    d chaincare.detections;
BEGIN
    IF by_mandate IS NULL OR until_at - from_at > interval '31 days' OR until_at <= from_at THEN
        RAISE EXCEPTION 'this is not for who was let in' USING ERRCODE = 'data_exception';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('chaincare.detection ' || by_mandate, 0));
    SELECT count(*), min(w.id::text) FILTER (WHERE (w.kinds, w.from_at, w.until_at, w.more_than, w.top)
               = (begin_detection.kinds, begin_detection.from_at, CASE WHEN begin_detection.until_at = moment AND w.until_at = w.asked_at
                   THEN w.until_at ELSE begin_detection.until_at END, begin_detection.more_than, begin_detection.top))
        INTO waiting, same FROM chaincare.detections AS w WHERE w.mandate_id = by_mandate AND w.state = 'running';
    IF same IS NOT NULL OR waiting >= 10 THEN
        RETURN same;
    END IF;
    INSERT INTO chaincare.detections (id, mandate_id, kinds, from_at, until_at, more_than, top, closed, asked_at, computed_until, attempts, state)
        VALUES (new_id, by_mandate, kinds, from_at, until_at, more_than, top, closed, moment, from_at, 0, 'running') RETURNING * INTO d;
    IF (SELECT count(*) FROM (SELECT FROM chaincare.access_entries AS e
                              WHERE e.at >= d.from_at AND e.at < d.until_at LIMIT at_once + 1) AS few) <= at_once THEN
        PERFORM chaincare.search_further(d, d.until_at, most, moment);
    END IF;
    RETURN new_id;
END $$;

-- Whether a search waits to go on.
CREATE OR REPLACE FUNCTION chaincare.search_waits() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM chaincare.detections WHERE state = 'running')
$$;

-- The next day of the search that waits longest, by one process at a time. Gives 00000, or why it went wrong as the code of the error;
-- nothing where none waits. Who asks for fewer of a kind
-- and day than a search shows (findings/model.py) gets as many all the same: nobody ends a search so that it found nothing. A day that cannot be looked through three times, as when it takes longer than a statement may, ends its search.
CREATE OR REPLACE FUNCTION chaincare.search_next(moment timestamptz, most int) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    d chaincare.detections;
    went text := '00000';
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('chaincare.search_next')) THEN
        RETURN NULL;
    END IF;
    SELECT w.* INTO d FROM chaincare.detections AS w WHERE w.state = 'running' ORDER BY w.asked_at, w.id LIMIT 1;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    BEGIN
        PERFORM chaincare.search_further(d, least(d.until_at,
            ((d.computed_until AT TIME ZONE 'Europe/Amsterdam')::date + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam'),
            greatest(most, 101), chaincare.clocked(moment));
    EXCEPTION WHEN query_canceled OR OTHERS THEN
        went := SQLSTATE;
        UPDATE chaincare.detections AS n SET attempts = n.attempts + 1, state = CASE WHEN n.attempts >= 2 THEN 'stopped' ELSE n.state END
            WHERE n.id = d.id;
    END;
    PERFORM chaincare.note_clock('finding.searched', 'detection/1', NULL,
        (SELECT m.network_id FROM chaincare.mandates AS m WHERE m.id = d.mandate_id), d.id);
    RETURN went;
END $$;

-- By which mandate whoever was let in reads the log: the searches asked by it are his to see.
CREATE OR REPLACE FUNCTION chaincare.cleared_log_mandates() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT e.relation_id FROM chaincare.let_in AS e WHERE e.reach = 'log');
END $$;
