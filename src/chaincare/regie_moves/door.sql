-- All regie of one person, in slices. Who moves it is he himself, or who coordinates; who is to take it over sees the move too,
-- and answers for himself. Each case is entered by its own door (door_case): nothing here opens one.

-- Who coordinates a network of the one whose regie it is may ask to begin: that there are cases of it that he steers is asked then.
CREATE OR REPLACE FUNCTION chaincare.coordinates(actor uuid, professional uuid, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM chaincare.mandates AS m
        JOIN chaincare.memberships AS s ON s.network_id = m.network_id
        JOIN chaincare.units AS u ON u.organisation_id = s.organisation_id
        JOIN chaincare.professionals AS f ON f.unit_id = u.id AND f.id = professional
        WHERE m.professional_id = actor AND m.kind = 'coordinator' AND (m.during @> moment) IS TRUE)
$$;

-- Whose a move is to stop: who began it himself; of an order who coordinates its network, when he began it or steers a case of it
-- now; of what a holder began, who steers a case of it. To see it is also for who is to take over.
CREATE OR REPLACE FUNCTION chaincare.stops_regie_move(one chaincare.regie_moves, actor uuid, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (NOT one.by_order AND actor = one.made_by) OR EXISTS (
        SELECT FROM chaincare.mandates AS m
        JOIN chaincare.professionals AS f ON f.id = m.professional_id
        JOIN chaincare.units AS u ON u.id = f.unit_id
        WHERE m.professional_id = actor AND m.kind = 'coordinator' AND (m.during @> moment) IS TRUE
          AND (NOT one.by_order OR m.network_id = one.network_id)
          AND (actor = one.made_by OR EXISTS (
            SELECT FROM chaincare.regie_move_cases AS c
            JOIN chaincare.cases AS k ON k.id = c.of_case AND k.network_id = m.network_id
            CROSS JOIN LATERAL chaincare.relation_to(k.id, actor, f.unit_id, u.organisation_id, false, NULL, NULL, moment) AS r
            WHERE c.move_id = one.id AND r.reach = 'steering')))
$$;
CREATE OR REPLACE FUNCTION chaincare.sees_regie_move(one chaincare.regie_moves, actor uuid, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT actor = one.to_id OR chaincare.stops_regie_move(one, actor, moment)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.sees_regie_move(chaincare.regie_moves, uuid, timestamptz),
    chaincare.stops_regie_move(chaincare.regie_moves, uuid, timestamptz),
    chaincare.coordinates(uuid, uuid, timestamptz) FROM chaincare_app;

-- `leaves`: whose regie a new move is about; `wanted`: a move there is. `listed`: for a page of its cases, with an entry for each.
CREATE OR REPLACE FUNCTION chaincare.door_regie_move(caller chaincare.caller, event text, action text, leaves uuid,
    wanted uuid) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
BEGIN
    e.asked_id := coalesce(wanted, leaves);
    IF actor.id IS NOT NULL AND (actor.id = leaves
        OR EXISTS (SELECT FROM chaincare.regie_moves AS m
                   WHERE m.id = wanted AND chaincare.sees_regie_move(m, actor.id, caller.moment))
        OR chaincare.coordinates(actor.id, leaves, caller.moment)) THEN
        e.outcome := 'entered';
        e.relation := 'own';
        e.rule := 'regie-move/1';
        e.object_id := wanted;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- The moves that are his to see: what they are about is people at work, so that one entry tells of the list.
CREATE OR REPLACE FUNCTION chaincare.door_regie_moves(caller chaincare.caller, event text, action text)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
BEGIN
    IF actor.id IS NOT NULL THEN
        e.outcome := 'entered';
        e.relation := 'own';
        e.rule := 'own-list/1';
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- A page of them, or one. Why somebody hands over himself is not told who coordinates.
CREATE OR REPLACE FUNCTION chaincare.seen_regie_moves(wanted uuid, after uuid, at_most int, moment timestamptz)
RETURNS TABLE (id uuid, from_id uuid, to_id uuid, by_order boolean, reason text, made_by uuid, made_at timestamptz,
    ended_at timestamptz, ended_because text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT m.id, m.from_id, m.to_id, m.by_order,
        CASE WHEN m.by_order OR ARRAY[m.made_by, m.to_id] && chaincare.cleared_actors() THEN m.reason END,
        m.made_by, m.made_at, m.ended_at, m.ended_because
    FROM chaincare.regie_moves AS m
    WHERE (wanted IS NULL OR m.id = wanted) AND (after IS NULL OR m.id < after)
      AND EXISTS (SELECT FROM unnest(chaincare.cleared_actors()) AS a (id) WHERE chaincare.sees_regie_move(m, a.id, moment))
    ORDER BY m.id DESC LIMIT least(at_most, 50)
$$;

-- A page of a move's cases, as far as the caller may come into each now.
CREATE OR REPLACE FUNCTION chaincare.door_regie_move_cases(caller chaincare.caller, event text, action text, wanted uuid,
    after uuid, page_size int) RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    e chaincare.access_entries;
    entries chaincare.access_entries[];
    one uuid;
BEGIN
    question.asked_id := wanted;
    IF EXISTS (SELECT FROM chaincare.regie_moves AS m
               WHERE m.id = wanted AND chaincare.sees_regie_move(m, actor.id, caller.moment)) THEN
        question.outcome := 'entered';
        question.relation := 'own';
        question.rule := 'regie-move/1';
        question.object_id := wanted;
    END IF;
    entries := ARRAY[question];
    page_size := least(page_size, 50);
    FOR one IN
        SELECT c.of_case FROM chaincare.regie_move_cases AS c
        WHERE c.move_id = wanted AND question.outcome = 'entered' AND (after IS NULL OR c.of_case > after) ORDER BY c.of_case
    LOOP
        EXIT WHEN page_size <= 0;
        e := chaincare.find_relation(caller, actor, one, chaincare.new_entry(caller, actor, event, action));
        CONTINUE WHEN e.outcome <> 'entered' OR e.reach NOT IN ('that', 'core', 'full', 'steering');
        e.at := question.at;
        e.query_id := question.id;
        entries := entries || e;
        page_size := page_size - 1;
    END LOOP;
    PERFORM chaincare.write_entries(entries);
    RETURN QUERY SELECT written.* FROM unnest(entries) AS written;
END $$;

-- Some cases that nobody has in hand and he may come into, taken for a minute: whichever process asks, none twice. Who crashes lets go of them then.
CREATE OR REPLACE FUNCTION chaincare.take_regie_move(wanted uuid, at_most int) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    taken uuid[];
    moment timestamptz := current_setting('chaincare.moment')::timestamptz;
BEGIN
    WITH next AS (
        SELECT c.of_case FROM chaincare.regie_move_cases AS c
        JOIN chaincare.regie_moves AS m ON m.id = c.move_id AND m.made_by = ANY (chaincare.cleared_actors())
        WHERE c.move_id = wanted AND m.ended_at IS NULL AND c.tried_at IS NULL AND (c.held_until IS NULL OR c.held_until < clock_timestamp())
          AND (m.by_order OR NOT chaincare.ordered_to_move(m.from_id, c.of_case))
          AND EXISTS (SELECT FROM chaincare.regie_move_open(wanted, moment, ARRAY[c.of_case]))
        ORDER BY c.of_case LIMIT least(at_most, 25) FOR UPDATE OF c SKIP LOCKED
    ), held AS (
        UPDATE chaincare.regie_move_cases AS c SET held_until = clock_timestamp() + interval '1 minute'
        FROM next WHERE c.move_id = wanted AND c.of_case = next.of_case RETURNING c.of_case)
    SELECT array_agg(h.of_case ORDER BY h.of_case) INTO taken FROM held AS h;
    RETURN coalesce(taken, '{}');
END $$;

-- What came of each; of what is to be tried again, nothing.
CREATE OR REPLACE FUNCTION chaincare.note_regie_move(wanted uuid, came json, moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE chaincare.regie_move_cases AS c
    SET proposal_id = n.proposal_id, failed = n.failed, held_until = NULL,
        tried_at = CASE WHEN num_nonnulls(n.proposal_id, n.failed) > 0 THEN moment END
    FROM json_to_recordset(came) AS n (case_id uuid, proposal_id uuid, failed text), chaincare.regie_moves AS m
    WHERE c.move_id = wanted AND c.of_case = n.case_id AND m.id = wanted AND m.made_by = ANY (chaincare.cleared_actors())
$$;

-- How a case of a move stands: what came of the proposal since, by its own facts.
CREATE OR REPLACE FUNCTION chaincare.regie_move_stands(one chaincare.regie_move_cases, moment timestamptz) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN one.failed IS NOT NULL THEN 'failed' WHEN one.tried_at IS NULL THEN 'pending' ELSE coalesce((
        SELECT CASE WHEN bool_or(o.outcome IN ('in_effect', 'agreed')) AND NOT bool_or(o.outcome = 'lapsed') THEN 'moved'
                    WHEN count(o.*) = 0 AND min(p.respond_by) > moment THEN 'waiting' ELSE 'refused' END
        FROM chaincare.regie_proposals AS p LEFT JOIN chaincare.regie_outcomes AS o
            ON o.proposal_id = p.id AND o.outcome <> 'objection_settled'
        WHERE p.id = one.proposal_id), 'refused') END
$$;
REVOKE EXECUTE ON FUNCTION chaincare.regie_move_stands(chaincare.regie_move_cases, timestamptz) FROM chaincare_app;

-- The cases of a move into which somebody who is let in now may come, of these or of all: nothing else is counted or told him.
CREATE OR REPLACE FUNCTION chaincare.regie_move_open(wanted uuid, moment timestamptz, among uuid[])
RETURNS TABLE (of_case uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.of_case FROM chaincare.regie_move_cases AS c
    JOIN chaincare.regie_moves AS m ON m.id = c.move_id
    JOIN chaincare.let_in AS e ON chaincare.sees_regie_move(m, e.actor_id, moment) AND e.query_id IS NULL
    CROSS JOIN LATERAL chaincare.relation_to(c.of_case, e.actor_id, e.unit_id, e.organisation_id, false, e.issuer,
        e.subject, moment) AS r
    WHERE c.move_id = wanted AND (among IS NULL OR c.of_case = ANY (among)) AND r.reach IN ('that', 'core', 'full', 'steering')
$$;

-- How many of each, of those the reader may come into; and the proposals there that wait for who is to take over, with their cases, some at a time.
CREATE OR REPLACE FUNCTION chaincare.regie_move_counts(wanted uuid, moment timestamptz)
RETURNS TABLE (state text, cases int, failed text) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.state, count(*)::int, s.failed FROM (
        SELECT chaincare.regie_move_stands(c, moment) AS state, c.failed FROM chaincare.regie_move_cases AS c
        WHERE c.move_id = wanted
          AND c.of_case IN (SELECT o.of_case FROM chaincare.regie_move_open(wanted, moment, NULL) AS o)) AS s
    GROUP BY s.state, s.failed
$$;

CREATE OR REPLACE FUNCTION chaincare.regie_move_waiting(wanted uuid, moment timestamptz, at_most int)
RETURNS TABLE (case_id uuid, proposal_id uuid) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.of_case, c.proposal_id FROM chaincare.regie_move_cases AS c
    JOIN chaincare.regie_moves AS m ON m.id = c.move_id AND m.to_id = ANY (chaincare.cleared_actors())
    WHERE c.move_id = wanted AND c.proposal_id IS NOT NULL AND chaincare.regie_move_stands(c, moment) = 'waiting'
      AND NOT EXISTS (SELECT FROM chaincare.regie_responses AS r JOIN chaincare.participations AS p ON p.id = r.participation_id
                      WHERE r.proposal_id = c.proposal_id AND p.professional_id = m.to_id)
      AND EXISTS (SELECT FROM chaincare.regie_move_open(wanted, moment, ARRAY[c.of_case]))
    ORDER BY c.of_case LIMIT least(at_most, 25)
$$;

-- How those of a page stand, under its ticket.
CREATE OR REPLACE FUNCTION chaincare.regie_move_page(wanted uuid, moment timestamptz)
RETURNS TABLE (case_id uuid, reference text, state text, failed text, proposal_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.of_case, k.reference, chaincare.regie_move_stands(c, moment), c.failed, c.proposal_id
    FROM chaincare.regie_move_cases AS c
    JOIN chaincare.cases AS k ON k.id = c.of_case
    WHERE c.move_id = wanted AND c.of_case = ANY (chaincare.cleared_cases('{that,core,full,steering}'))
      AND wanted IN (SELECT s.id FROM chaincare.seen_regie_moves(wanted, NULL, 1, moment) AS s)
    ORDER BY c.of_case
$$;
