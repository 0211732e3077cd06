-- Who coordinates where a case is to go comes in for that one thing, before it is his to steer: he sees what a coordinator sees,
-- and no name. Where his own organisation takes part he recuses himself, as everywhere.

CREATE OR REPLACE FUNCTION chaincare.enter_network_move(caller chaincare.caller, actor chaincare.actor, wanted uuid,
    INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found_way record;
BEGIN
    SELECT m.id AS mandate_id, m.granted_by, v.case_id, v.to_network_id, k.pseudonym INTO found_way
    FROM chaincare.network_moves AS v
    JOIN chaincare.cases AS c ON c.id = v.case_id
    JOIN chaincare.clients AS k ON k.id = c.client_id
    JOIN chaincare.mandates AS m ON m.network_id = v.to_network_id AND m.kind = 'coordinator'
        AND m.professional_id = actor.id AND m.during @> caller.moment
    WHERE v.id = wanted AND (v.state = 'open' OR (v.state IN ('accepted', 'declined') AND v.decided_by = actor.id)
        -- Who answers too late is told that it ended, where it waited for him.
        OR (v.state IN ('expired', 'withdrawn') AND lower(m.during) <= v.decided_at))
      AND NOT chaincare.conflicts_with(v.case_id, actor.id, actor.organisation_id)
      AND NOT EXISTS (
        SELECT FROM chaincare.participations AS p
        LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
        JOIN chaincare.units AS u ON u.id IN (p.unit_id, f.unit_id)
        WHERE p.case_id = v.case_id AND (p.during @> caller.moment) IS TRUE AND u.organisation_id = actor.organisation_id)
    ORDER BY m.id LIMIT 1;
    IF FOUND THEN
        e.outcome := 'entered';
        e.relation := 'coordinator';
        e.relation_id := found_way.mandate_id;
        e.relation_by := found_way.granted_by;
        e.role := 'coordinator';
        e.reach := 'steering';
        e.rule := 'network-move/1';
        e.purpose := 'steering';
        e.network_id := found_way.to_network_id;
        e.client := found_way.pseudonym;
        e.case_id := found_way.case_id;
        e.object_id := wanted;
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_network_move(chaincare.caller, chaincare.actor, uuid, chaincare.access_entries)
    FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.door_network_move(caller chaincare.caller, event text, action text, wanted uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
BEGIN
    e.asked_id := wanted;
    e := chaincare.enter_network_move(caller, actor, wanted, e);
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- A page of those that wait for him: an entry for the question, and one for each (T3).
CREATE OR REPLACE FUNCTION chaincare.door_network_moves(caller chaincare.caller, event text, action text, after uuid,
    page_size int) RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    e chaincare.access_entries;
    entries chaincare.access_entries[];
    one uuid;
BEGIN
    IF actor.id IS NOT NULL THEN
        question.outcome := 'entered';
        question.relation := 'own';
        question.rule := 'own-list/1';
    END IF;
    entries := ARRAY[question];
    page_size := least(page_size, 50);
    FOR one IN
        SELECT v.id FROM chaincare.network_moves AS v
        JOIN chaincare.mandates AS m ON m.network_id = v.to_network_id AND m.kind = 'coordinator'
            AND m.professional_id = actor.id AND m.during @> caller.moment
        WHERE v.state = 'open' AND (after IS NULL OR v.id > after) ORDER BY v.id
    LOOP
        EXIT WHEN page_size <= 0;
        e := chaincare.enter_network_move(caller, actor, one, chaincare.new_entry(caller, actor, event, action));
        CONTINUE WHEN e.outcome <> 'entered';
        e.at := question.at;
        e.query_id := question.id;
        entries := entries || e;
        page_size := page_size - 1;
    END LOOP;
    PERFORM chaincare.write_entries(entries);
    RETURN QUERY SELECT written.* FROM unnest(entries) AS written;
END $$;

-- It is in the other network from this instant on, with an entry in the log of the one it leaves too. What waits in it goes on
-- by the terms of the new one.
CREATE OR REPLACE FUNCTION chaincare.move_to_network(wanted uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries;
    left_behind chaincare.access_entries;
    v chaincare.network_moves;
BEGIN
    SELECT * INTO STRICT e FROM chaincare.let_in AS l
        WHERE l.object_id = wanted AND l.reach = 'steering' AND l.rule = 'network-move/1' AND l.query_id IS NULL;
    SELECT * INTO STRICT v FROM chaincare.network_moves WHERE id = wanted;
    PERFORM FROM chaincare.cases AS c WHERE c.id = v.case_id FOR UPDATE;
    UPDATE chaincare.cases SET network_id = v.to_network_id WHERE id = v.case_id AND network_id = v.from_network_id;
    IF NOT FOUND OR v.state <> 'accepted' OR e.case_id <> v.case_id THEN
        RAISE EXCEPTION 'a case moves from where it is, when it was accepted' USING ERRCODE = 'data_exception';
    END IF;
    left_behind := e;
    left_behind.query_id := e.id;
    left_behind.at := clock_timestamp();
    left_behind.id := uuidv7();
    left_behind.xid := pg_current_xact_id();
    left_behind.outcome := 'done';
    left_behind.network_id := v.from_network_id;
    PERFORM chaincare.write_entry(left_behind);
END $$;

-- What nobody there decided ends by itself after its last day, whoever runs this and however often; who proposed it is told. Its
-- term is that of the other network, and runs while the case stands still too.
CREATE OR REPLACE FUNCTION chaincare.expire_network_moves(moment timestamptz, at_most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v record;
    expired int := 0;
BEGIN
    moment := chaincare.clocked(moment);
    FOR v IN
        SELECT q.id, q.case_id, c.network_id FROM chaincare.network_moves AS q
        JOIN chaincare.cases AS c ON c.id = q.case_id
        WHERE q.state = 'open' AND q.respond_by < (moment AT TIME ZONE 'Europe/Amsterdam')::date
        ORDER BY q.respond_by, q.id LIMIT least(at_most, 100)
        FOR UPDATE OF q SKIP LOCKED FOR KEY SHARE OF c SKIP LOCKED
    LOOP
        PERFORM chaincare.note_clock('network-move.expired', 'ladder/1', v.case_id, v.network_id, v.id);
        UPDATE chaincare.network_moves SET state = 'expired', decided_at = moment WHERE id = v.id;
        expired := expired + 1;
        SET CONSTRAINTS ALL IMMEDIATE;   -- each case answers to its own entry
        SET CONSTRAINTS ALL DEFERRED;
    END LOOP;
    RETURN expired;
END $$;

-- For the worklist. What is to come waits for whoever coordinates there, by nobody's name.
CREATE OR REPLACE FUNCTION chaincare.received_move_balls(coordinator uuid, moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT DISTINCT ON (v.id) chaincare.ball_id(v.proposed_at, 'network_move_to_decide', v.id, NULL), v.case_id, 'network_move_to_decide', v.id,
           v.proposed_at, v.respond_by, 'coordinator', NULL::uuid, NULL::uuid, NULL::uuid, NULL::uuid, NULL::text[]
    FROM chaincare.mandates AS m JOIN chaincare.network_moves AS v ON v.to_network_id = m.network_id AND v.state = 'open'
    WHERE m.professional_id = coordinator AND m.kind = 'coordinator' AND m.during @> moment
$$;
REVOKE EXECUTE ON FUNCTION chaincare.received_move_balls(uuid, timestamptz) FROM chaincare_app;

-- What came to nothing comes back to who proposed it, where he is gone to who directs: until another is proposed, or it is let be.
CREATE OR REPLACE FUNCTION chaincare.network_move_balls(of_cases uuid[], standing uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(b.decided_at, 'network_move_over', b.id, b.party), b.case_id, 'network_move_over', b.id, b.decided_at,
           NULL::date, 'participation', b.party, NULL::uuid, NULL::uuid, NULL::uuid, NULL::text[]
    FROM (
        SELECT v.id, v.case_id, v.decided_at, coalesce((
            SELECT p.id FROM chaincare.participations AS p
            WHERE p.case_id = ANY (ARRAY[v.case_id]) AND p.professional_id = v.proposed_by AND p.id = ANY (standing)
            ORDER BY p.id LIMIT 1), (
            SELECT t.holder_id FROM chaincare.regie_terms AS t
            WHERE t.case_id = ANY (ARRAY[v.case_id]) AND (t.during @> moment) IS TRUE AND t.holder_id = ANY (standing))) AS party
        FROM chaincare.network_moves AS v
        JOIN chaincare.cases AS c ON c.id = v.case_id AND c.status = 'open'
        WHERE v.case_id = ANY (of_cases) AND v.state IN ('declined', 'expired') AND NOT v.let_be AND NOT EXISTS (
            SELECT FROM chaincare.network_moves AS later WHERE later.case_id = v.case_id AND later.proposed_at > v.proposed_at)) AS b
    WHERE b.party IS NOT NULL
$$;
REVOKE EXECUTE ON FUNCTION chaincare.network_move_balls(uuid[], uuid[], timestamptz) FROM chaincare_app;
