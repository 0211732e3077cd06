-- A request for help that was read does not vanish when a shield is placed afterwards, or when somebody who is hidden takes it on: to who
-- read it himself while it was to be seen, as the log says, it stays as he read it last, and moves no more but for what the clock does (S5).

-- What hides a request of a case from the client's side, and from when until when: shields, what is kept from one person by name, a crisis;
-- those that are over too. `made`: when by the clock that the log goes by, also where another was moved.
CREATE OR REPLACE FUNCTION chaincare.veils_of_requests(of_case uuid, reader chaincare.access_entries)
RETURNS TABLE (escalation_id uuid, at timestamptz, made timestamptz, until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH kept AS MATERIALIZED (
        SELECT r.* FROM chaincare.restrictions AS r
        WHERE r.case_id = of_case AND r.item_kind IN ('party', 'escalation')
          AND reader.relation_id = ANY (chaincare.parts_of_person(r.case_id, r.participation_id))
    ), veils AS MATERIALIZED (
        SELECT s.participation_id, f.id AS professional_id, s.unit_id, s.placed_at AS at,
               uuid_extract_timestamp(s.id) AS made, s.lifted_at AS until
        FROM chaincare.shields AS s LEFT JOIN LATERAL chaincare.same_professional(s.professional_id) AS f ON true
        WHERE s.case_id = of_case AND s.hides IN ('party', 'unit')
        UNION ALL
        SELECT p.id, p.professional_id, NULL, r.decided_at, uuid_extract_timestamp(r.id), r.lifted_at
        FROM kept AS r JOIN chaincare.participations AS p ON p.case_id = of_case AND p.id = r.item_id WHERE r.item_kind = 'party'
        UNION ALL
        SELECT f.about, a.professional_id, NULL, f.at, uuid_extract_timestamp(f.id), (
            SELECT min(d.at) FROM chaincare.emergency_facts AS d WHERE d.access_id = f.access_id AND d.kind = 'disclosed')
        FROM chaincare.emergency_facts AS f JOIN chaincare.emergency_accesses AS a ON a.id = f.access_id
        WHERE f.case_id = of_case AND f.kind = 'crisis_begun'
    )
    -- Since it was made, or, where the veil was there already, since somebody behind it took it on.
    SELECT x.id, greatest(v.at, since.at), greatest(v.made, since.made), v.until
    FROM chaincare.escalations AS x CROSS JOIN veils AS v
    CROSS JOIN LATERAL (
        SELECT f.at, uuid_extract_timestamp(x.id) AS made FROM chaincare.escalation_facts AS f
        WHERE f.escalation_id = x.id AND f.seq = 1 AND (EXISTS (
            SELECT FROM chaincare.escalation_targets AS t WHERE t.escalation_id = x.id AND t.unit_id = v.unit_id) OR EXISTS (
            SELECT FROM chaincare.participations AS p LEFT JOIN chaincare.professionals AS q ON q.id = p.professional_id
            WHERE p.id IN (x.requested_by, x.bridge_id) AND (p.id = v.participation_id
                OR p.professional_id = v.professional_id OR coalesce(p.unit_id, q.unit_id) = v.unit_id)))
        UNION ALL
        SELECT coalesce((SELECT min(f.at) FROM chaincare.escalation_facts AS f
                         WHERE f.escalation_id = x.id AND f.target_id = t.id AND f.kind = 'accepted'), lower(p.during)),
               uuid_extract_timestamp(p.id)
        FROM chaincare.escalation_targets AS t
        JOIN chaincare.participations AS p ON p.id = t.participation_id
        LEFT JOIN chaincare.professionals AS q ON q.id = p.professional_id
        WHERE t.escalation_id = x.id AND (p.id = v.participation_id
            OR p.professional_id = v.professional_id OR coalesce(p.unit_id, q.unit_id) = v.unit_id)) AS since
    WHERE x.case_id = of_case
    UNION ALL
    SELECT r.item_id, r.decided_at, uuid_extract_timestamp(r.id), r.lifted_at FROM kept AS r WHERE r.item_kind = 'escalation'
$$;
REVOKE EXECUTE ON FUNCTION chaincare.veils_of_requests(uuid, chaincare.access_entries) FROM chaincare_app;

-- Those he read while nothing hid them, and that are hidden now. `state` is where it stood when he looked last, from its facts so far; what was
-- only asked then expires when the time to answer is over, of all that were asked and with nothing asked back.
CREATE OR REPLACE FUNCTION chaincare.requests_of_reader(of_case uuid, reader chaincare.access_entries, hidden uuid[])
RETURNS TABLE (escalation_id uuid, seen_at timestamptz, expired_at timestamptz, state text, question_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH veils AS MATERIALIZED (
        SELECT * FROM chaincare.veils_of_requests(of_case, reader) AS v WHERE v.escalation_id = ANY (hidden)
    ), looks AS MATERIALIZED (
        SELECT e.at FROM chaincare.access_entries AS e
        WHERE e.client = reader.client AND e.case_id = of_case AND e.event = 'escalations.read' AND e.outcome = 'entered'
          AND e.reach = 'client' AND e.issuer = reader.issuer AND e.subject = reader.subject
    ), seen AS (
        SELECT x.id, (SELECT max(l.at) FROM looks AS l WHERE NOT EXISTS (
            SELECT FROM veils AS v WHERE v.escalation_id = x.id AND l.at >= least(v.at, v.made)
               AND (v.until IS NULL OR l.at < v.until))) AS at
        FROM (SELECT DISTINCT v.escalation_id AS id FROM veils AS v) AS x
    )
    SELECT s.id, s.at, over.at, CASE WHEN over.at IS NULL THEN was.state ELSE 'expired' END, asks.at
    FROM seen AS s
    CROSS JOIN LATERAL (
        SELECT CASE f.kind WHEN 'accepted' THEN CASE WHEN (f.fact ->> 'waiting')::boolean THEN 'waiting' ELSE 'accepted' END
                   WHEN 'declined' THEN CASE WHEN (f.fact ->> 'last')::boolean THEN 'declined' ELSE 'requested' END
                   WHEN 'asked_back' THEN 'requested' WHEN 'answered' THEN 'requested'
                   WHEN 'feedback_given' THEN 'started' ELSE f.kind END AS state
        FROM chaincare.escalation_facts AS f
        WHERE f.escalation_id = s.id AND f.at < s.at AND f.kind IN ('requested', 'asked_back', 'answered', 'declined', 'accepted',
            'started', 'feedback_given', 'finished', 'broken_off', 'withdrawn', 'expired')
        ORDER BY f.seq DESC LIMIT 1) AS was
    LEFT JOIN LATERAL (
        SELECT min(f.at) AS at FROM chaincare.escalation_facts AS f
        WHERE f.escalation_id = s.id AND f.kind = 'asked_back' AND f.at < s.at AND NOT EXISTS (
            SELECT FROM chaincare.escalation_facts AS a WHERE a.escalation_id = s.id AND a.target_id = f.target_id AND a.seq > f.seq
               AND a.at < s.at AND a.kind IN ('answered', 'declined', 'requested'))) AS asks ON was.state = 'requested'
    LEFT JOIN LATERAL (
        SELECT coalesce((SELECT min(f.at) FROM chaincare.escalation_facts AS f
                         WHERE f.escalation_id = s.id AND f.kind = 'expired' AND NOT f.fact ? 'because'),
                   CASE WHEN bool_and(t.over_at IS NOT NULL) THEN max(t.over_at) END) AS at
        FROM chaincare.escalation_targets AS g
        LEFT JOIN LATERAL (
            SELECT min(o.over_at) AS over_at FROM chaincare.escalation_terms AS o WHERE o.target_id = g.id) AS t ON true
        WHERE g.escalation_id = s.id AND g.asked_at < s.at AND NOT EXISTS (
            SELECT FROM chaincare.escalation_facts AS f WHERE f.escalation_id = s.id AND f.target_id = g.id
               AND f.kind = 'declined' AND f.at < s.at)) AS over ON was.state = 'requested' AND asks.at IS NULL
    WHERE s.at IS NOT NULL
$$;
REVOKE EXECUTE ON FUNCTION chaincare.requests_of_reader(uuid, chaincare.access_entries, uuid[]) FROM chaincare_app;

DROP FUNCTION IF EXISTS chaincare.requests_read_before(uuid);
CREATE OR REPLACE FUNCTION chaincare.requests_as_read(of_case uuid)
RETURNS TABLE (escalation_id uuid, seen_at timestamptz, expired_at timestamptz, state text, question_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    reader chaincare.access_entries;
    hidden uuid[] := chaincare.uncleared_escalations();
BEGIN
    IF hidden = '{}' THEN
        RETURN;
    END IF;
    SELECT e.* INTO reader FROM chaincare.let_in AS e WHERE e.reach = 'client' AND e.case_id = of_case LIMIT 1;
    IF FOUND THEN
        RETURN QUERY SELECT * FROM chaincare.requests_of_reader(of_case, reader, hidden);
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.requests_as_read(uuid) FROM chaincare_app;

-- What he reads of them: the columns of escalations/reading.py, in their order. Whoever took it on is as one who takes part no more:
-- what waited for him waits for who directs. Texts and facts are for who works there, and were never his to read.
DROP FUNCTION IF EXISTS chaincare.requests_that_ended(uuid, uuid);
CREATE OR REPLACE FUNCTION chaincare.requests_that_stay(of_case uuid, wanted uuid)
RETURNS TABLE (id uuid, version int, "limit" text, help text, urgent boolean, wanted_on date, requested_by uuid, converted_from uuid,
    converted_to uuid, scope text, purpose text, state text, ball text, ball_since timestamptz, ball_unit_id uuid,
    ball_participation_id uuid, bridge_id uuid, bridge_agreed boolean, review_due_on date, question text, summary text, hints jsonb,
    targets jsonb, conditions jsonb, facts jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH seen AS MATERIALIZED (
        SELECT f.*, r.state FROM chaincare.requests_as_read(of_case) AS r
        JOIN chaincare.escalation_facts AS f ON f.escalation_id = r.escalation_id AND f.at < r.seen_at
        WHERE wanted IS NULL OR r.escalation_id = wanted
    ), asked AS MATERIALIZED (
        SELECT g.*, said.kind AS said, said.at AS said_at, (
                SELECT (f.fact ->> 'expected_on')::date FROM seen AS f
                WHERE said.kind = 'accepted' AND f.escalation_id = g.escalation_id AND f.kind IN ('accepted', 'reviewed')
                ORDER BY f.seq DESC LIMIT 1) AS expects
        FROM chaincare.escalation_targets AS g JOIN chaincare.requests_as_read(of_case) AS r ON r.escalation_id = g.escalation_id
        LEFT JOIN LATERAL (
            SELECT f.kind, f.at FROM seen AS f WHERE f.escalation_id = g.escalation_id AND f.target_id = g.id
               AND f.kind IN ('declined', 'accepted') ORDER BY f.seq DESC LIMIT 1) AS said ON true
        WHERE g.state <> 'left_out' AND g.asked_at < r.seen_at
    ), needed AS MATERIALIZED (
        SELECT n.id, n.escalation_id, n.kind, named.at, CASE WHEN n.owner_id <> ALL (chaincare.uncleared_parties()) THEN n.owner_id END AS owner_id,
               coalesce((SELECT CASE f.kind WHEN 'condition_fulfilled' THEN 'fulfilled' ELSE 'dropped' END FROM seen AS f
                   WHERE f.escalation_id = n.escalation_id AND f.kind IN ('condition_fulfilled', 'condition_dropped')
                     AND f.fact ->> 'condition' = n.id::text ORDER BY f.seq DESC LIMIT 1), 'open') AS state
        FROM chaincare.escalation_conditions AS n JOIN seen AS named ON named.escalation_id = n.escalation_id
            AND named.kind = 'condition_named' AND named.fact ->> 'condition' = n.id::text
    )
    SELECT x.id, (SELECT max(f.seq) FROM seen AS f WHERE f.escalation_id = x.id) + (r.expired_at IS NOT NULL)::int,
           x."limit", x.help, x.urgent, x.wanted_on, x.requested_by, NULL::uuid, NULL::uuid, x.scope, x.purpose,
           r.state, now.ball, CASE WHEN now.ball IS NOT NULL THEN lies.since END, CASE WHEN now.ball = 'target' THEN lies.unit_id END,
           CASE now.ball WHEN 'requester' THEN x.requested_by WHEN 'regie_holder' THEN holder.id WHEN 'party' THEN lies.party END,
           CASE WHEN r.state = 'waiting' THEN bridge.id END, coalesce(r.state = 'waiting' AND bridge.agreed, false),
           CASE WHEN r.state = 'waiting' AND NOT EXISTS (SELECT FROM chaincare.escalation_facts AS f WHERE f.escalation_id = x.id
                AND f.kind = 'reviewed' AND f.at >= r.seen_at) THEN x.review_due_on END,
           NULL::text, NULL::text, NULL::jsonb,
           (SELECT jsonb_agg(jsonb_build_object('id', g.id, 'unit_id', u.id, 'unit', u.name, 'organisation', o.name,
                'sector', o.sector, 'state', CASE WHEN g.said = 'declined' THEN 'declined' WHEN r.state = 'requested' THEN 'requested'
                    WHEN g.said IS NULL THEN 'lapsed' WHEN now.ball IS NULL THEN 'ended' ELSE 'accepted' END,
                'asked_at', g.asked_at, 'answer_by', g.answer_by, 'expected_on', g.expects, 'closing_days', o.closing_days,
                'participation_id', CASE WHEN g.said = 'accepted' THEN g.participation_id END) ORDER BY g.id)
            FROM asked AS g JOIN chaincare.units AS u ON u.id = g.unit_id
            JOIN chaincare.organisations AS o ON o.id = u.organisation_id WHERE g.escalation_id = x.id),
           (SELECT jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'owner_id', n.owner_id, 'state', n.state) ORDER BY n.id)
            FROM needed AS n WHERE n.escalation_id = x.id), NULL::jsonb
    FROM chaincare.requests_as_read(of_case) AS r
    JOIN chaincare.escalations AS x ON x.id = r.escalation_id AND (wanted IS NULL OR x.id = wanted)
    LEFT JOIN LATERAL (
        SELECT one.id, one.agreed, one.at FROM (
            SELECT (f.fact ->> 'participation')::uuid AS id, (f.fact ->> 'agreed')::boolean AS agreed, f.kind, f.at FROM seen AS f
            WHERE f.escalation_id = x.id AND f.kind IN ('bridge_named', 'bridge_answered') ORDER BY f.seq DESC LIMIT 1) AS one
        WHERE (one.agreed OR one.kind = 'bridge_named') AND one.id <> ALL (chaincare.uncleared_parties())) AS bridge ON true
    LEFT JOIN LATERAL (
        SELECT n.owner_id, n.at FROM needed AS n WHERE n.escalation_id = x.id AND n.state = 'open' ORDER BY n.id LIMIT 1) AS missing ON true
    LEFT JOIN LATERAL (SELECT g.participation_id, g.unit_id FROM asked AS g WHERE g.escalation_id = x.id AND g.said = 'accepted') AS took ON true
    LEFT JOIN LATERAL (
        SELECT h.holder_id AS id FROM chaincare.regie_terms AS h
        WHERE h.case_id = of_case AND (h.during @> current_setting('chaincare.moment')::timestamptz) IS TRUE
          AND h.holder_id <> ALL (chaincare.uncleared_parties())) AS holder ON true
    CROSS JOIN LATERAL (SELECT max(f.at) FILTER (WHERE f.kind IN ('requested', 'answered')) AS asked,
            max(f.at) FILTER (WHERE f.kind = 'accepted') AS accepted, max(f.at) FILTER (WHERE f.kind = 'started') AS started,
            min(f.at) FILTER (WHERE f.kind = 'feedback_given') AS feedback
        FROM seen AS f WHERE f.escalation_id = x.id) AS at
    -- With whom it lay when he looked, as escalations/states.py has it.
    CROSS JOIN LATERAL (
        SELECT * FROM (
            SELECT 1 AS turn, 'requester' AS ball, r.question_at AS since, NULL::uuid AS unit_id, NULL::uuid AS party
            WHERE r.state = 'requested' AND r.question_at IS NOT NULL
            UNION ALL SELECT 2, 'target', at.asked, (SELECT min(g.unit_id::text)::uuid FROM asked AS g WHERE g.escalation_id = x.id HAVING count(*) = 1), NULL
            WHERE r.state = 'requested'
            UNION ALL SELECT 3, 'party', bridge.at, NULL, bridge.id
            WHERE r.state = 'waiting' AND bridge.id IS NOT NULL AND (missing.at IS NULL OR NOT bridge.agreed)
            UNION ALL SELECT 4, 'party', missing.at, NULL, missing.owner_id
            WHERE missing.owner_id IS NOT NULL AND (r.state = 'accepted' OR (r.state = 'waiting' AND bridge.id IS NOT NULL))
            UNION ALL SELECT 5, 'target', at.started, took.unit_id, NULL
            WHERE r.state = 'started' AND at.feedback IS NULL AND took.participation_id IS NULL
            UNION ALL SELECT 6, 'regie_holder', coalesce(at.feedback, at.started, at.accepted), NULL, NULL
            WHERE r.state IN ('accepted', 'waiting', 'started')
            UNION ALL SELECT 7, NULL, NULL, NULL, NULL) AS turns ORDER BY turns.turn LIMIT 1) AS lies
    CROSS JOIN LATERAL (
        SELECT CASE WHEN lies.ball = 'regie_holder' AND holder.id IS NULL THEN 'requester' ELSE lies.ball END AS ball) AS now
$$;

DROP FUNCTION IF EXISTS chaincare.lines_that_ended(uuid);

-- How far help went, as he read it: the level of a case does not fall by what is hidden afterwards.
CREATE OR REPLACE FUNCTION chaincare.stays_taken_on(of_case uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM chaincare.requests_as_read(of_case) AS r WHERE r.state IN ('accepted', 'waiting', 'started'))
$$;
