-- Whom a finding is about comes to it from when he is asked until it is closed, and to nothing else of the log: also where he did it under
-- another id of the same login, or there were nobody who can explain it.
CREATE OR REPLACE FUNCTION chaincare.enter_own_finding(actor chaincare.actor, finding uuid, INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    e.asked_id := finding;
    IF EXISTS (SELECT FROM chaincare.findings AS f
               WHERE f.id = finding AND f.actor_id IN (SELECT s.id FROM chaincare.same_professional(actor.id) AS s)
                   AND f.state IN ('explanation_asked', 'explained')) THEN
        e.outcome := 'entered';
        e.relation := 'own';
        e.reach := 'directory';
        e.rule := 'own-finding/1';
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_own_finding(chaincare.actor, uuid, chaincare.access_entries) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.door_own_finding(caller chaincare.caller, event text, action text, wanted uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.enter_own_finding(actor, wanted, chaincare.new_entry(caller, actor, event, action));
BEGIN
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- By which entries, as he did them himself: of each when, what, and what came of it, and nothing that says about whom.
CREATE OR REPLACE FUNCTION chaincare.own_finding_looks() RETURNS TABLE (at timestamptz, event text, action text, outcome text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT e.at, e.event, e.action, e.outcome FROM chaincare.let_in AS i
    JOIN chaincare.findings AS f ON f.id = i.asked_id AND f.actor_id IN (SELECT s.id FROM chaincare.same_professional(i.actor_id) AS s)
    JOIN chaincare.access_entries AS e ON e.actor_id = f.actor_id AND e.at BETWEEN f.first_at AND f.last_at AND e.id = ANY (f.entries)
    WHERE i.rule = 'own-finding/1' AND i.query_id IS NULL ORDER BY e.at, e.id
$$;

-- On his worklist until he explains it: within five working days.
CREATE OR REPLACE FUNCTION chaincare.finding_balls(professional uuid) RETURNS SETOF chaincare.ball
LANGUAGE sql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(t.at, 'finding_to_explain', f.id, NULL), NULL::uuid, 'finding_to_explain', f.id, t.at,
           chaincare.working_day((t.at AT TIME ZONE 'Europe/Amsterdam')::date, 5, '{}'),
           'asker', NULL::uuid, NULL::uuid, NULL::uuid, NULL::uuid, NULL::text[]
    FROM chaincare.findings AS f
    JOIN chaincare.finding_facts AS t ON t.finding_id = f.id AND t.round = f.round AND t.kind = 'explanation_asked'
    WHERE f.actor_id IN (SELECT s.id FROM chaincare.same_professional(professional) AS s) AND f.state = 'explanation_asked'
$$;
REVOKE EXECUTE ON FUNCTION chaincare.finding_balls(uuid) FROM chaincare_app;

-- What bars somebody from a review (T6): who granted his mandate, whether he manages access himself, and whether he or his team takes
-- part in the case of one of the clients it is about, or did: by their pseudonyms, their ids, or those of their cases. He, and who granted
-- it, under whatever id of the same login.
CREATE OR REPLACE FUNCTION chaincare.reviewer_bars(about uuid[])
RETURNS TABLE (himself uuid[], granters uuid[], manages_access boolean, takes_part boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment timestamptz := coalesce(nullif(current_setting('chaincare.moment', true), '')::timestamptz, clock_timestamp());
BEGIN
    RETURN QUERY
    SELECT own.ids, ARRAY(SELECT s.id FROM chaincare.same_professional(e.relation_by) AS s), EXISTS (
        SELECT FROM chaincare.mandates AS m
        WHERE m.professional_id = ANY (own.ids) AND m.kind = 'administrator' AND m.during @> moment), EXISTS (
        SELECT FROM (
            SELECT unnest(about) AS id
            UNION SELECT c.id FROM chaincare.clients AS k JOIN chaincare.cases AS c ON c.client_id = k.id
                WHERE k.pseudonym = ANY (about) OR k.id = ANY (about)) AS near
        JOIN chaincare.participations AS p ON p.case_id = near.id AND coalesce(p.professional_id, p.unit_id) = ANY (own.ids || e.unit_id))
    FROM chaincare.let_in AS e
    CROSS JOIN LATERAL (SELECT ARRAY(SELECT s.id FROM chaincare.same_professional(e.actor_id) AS s)) AS own (ids)
    WHERE e.reach IN ('log', 'privacy') AND e.query_id IS NULL;
END $$;

-- By which ids the log tells that whoever reads it is looked into: he himself where somebody asks about him; what was found of him and is
-- not closed, an export about him that is not over, a mandate for what he typed that waits or runs, and with which requests. What an auditor
-- was asked about he comes to as who is asked.
CREATE OR REPLACE FUNCTION chaincare.cleared_about_reader() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment timestamptz := coalesce(nullif(current_setting('chaincare.moment', true), '')::timestamptz, clock_timestamp());
    reader uuid := (SELECT e.actor_id FROM chaincare.let_in AS e WHERE e.reach IN ('log', 'oversight', 'privacy') AND e.query_id IS NULL);
    himself uuid[];
    looked_into uuid[];
BEGIN
    IF reader IS NULL THEN
        RETURN '{}';
    END IF;
    himself := ARRAY(SELECT s.id FROM chaincare.same_professional(reader) AS s UNION SELECT reader);
    looked_into := ARRAY(SELECT f.id FROM chaincare.findings AS f
        WHERE f.actor_id = ANY (himself) AND f.state NOT IN ('closed', 'dismissed'));
    RETURN himself || looked_into
        || ARRAY(SELECT t.request_id FROM chaincare.finding_facts AS t WHERE t.finding_id = ANY (looked_into))
        || ARRAY(SELECT x.id FROM chaincare.log_exports AS x WHERE x.about_professional = ANY (himself) AND x.expires_at > moment)
        || ARRAY(SELECT unnest(ARRAY[w.id, w.entry_id, w.request_id]) FROM chaincare.case_mandates AS w
            WHERE w.concerns = ANY (himself) AND w.ended_at IS NULL AND w.answer IS DISTINCT FROM 'declined'
              AND coalesce(w.ends_at, w.asked_at + interval '14 days') > moment);
END $$;
