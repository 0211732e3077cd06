-- What is open in cases, whoever asks: run by the door it tells everything, run by the application what the wall
-- shows under its ticket. So a row of the worklist is the same thing where a page is chosen and where it is shown.
--
-- `standing`: of those who are concerned, the professionals who can act at the moment (regie/door.sql `stands`); the
-- door and the application find that out each in their own way.

-- Made of what a ball is, so it is the same on every reading and another one when the ball moves, or something else is
-- asked of who has it.
CREATE OR REPLACE FUNCTION chaincare.ball_id(since timestamptz, kind text, about uuid, party uuid) RETURNS uuid
LANGUAGE sql IMMUTABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (lpad(to_hex(us / 1000), 12, '0') || '7' || lpad(to_hex(us % 1000), 3, '0')
        || '8' || left(md5(concat_ws('/', kind, about, party)), 15))::uuid
    FROM (SELECT (extract(epoch FROM since) * 1000000)::bigint AS us) AS instant
$$;

-- Whose part it may matter for a ball whether he can act: holders and who is asked to agree to a first one, whoever
-- has something to do with an agreement that is not finished, or with help that is waited for.
CREATE OR REPLACE FUNCTION chaincare.concerned(of_cases uuid[], at_work uuid[], moment timestamptz) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT array_agg(id) FROM (
        SELECT t.holder_id AS id FROM chaincare.regie_terms AS t
        WHERE t.case_id = ANY (of_cases) AND ((t.during @> moment) IS TRUE OR (t.planned AND lower(t.during) > moment))
        UNION
        SELECT q.id FROM chaincare.regie AS r
        JOIN chaincare.regie_proposals AS p ON p.id = r.open_proposal_id AND p.respond_by > moment
        JOIN chaincare.participations AS q ON q.case_id = p.case_id AND q.professional_id IS NOT NULL
            AND (q.during @> moment) IS TRUE
        WHERE r.case_id = ANY (of_cases)
        UNION
        SELECT q.id FROM chaincare.regie_terms AS t
        JOIN chaincare.regie_proposals AS p ON p.id = t.proposal_id
        JOIN chaincare.participations AS q ON q.case_id = t.case_id AND q.professional_id = p.proposed_by
            AND (q.during @> moment) IS TRUE
        WHERE t.case_id = ANY (of_cases) AND t.planned AND lower(t.during) > moment
        UNION
        SELECT s.stand_in_id FROM chaincare.stand_ins AS s
        WHERE s.case_id = ANY (of_cases) AND s.ended_at IS NULL AND upper(s.asked) > moment
        UNION
        SELECT g.participation_id FROM chaincare.escalation_targets AS g
        WHERE g.case_id = ANY (of_cases) AND g.state = 'accepted'
        UNION
        SELECT unnest(ARRAY[x.requested_by, x.ball_participation_id]) FROM chaincare.escalations AS x
        WHERE x.case_id = ANY (of_cases) AND x.ball IS NOT NULL
        UNION
        SELECT unnest(ARRAY[a.responsible_id, a.candidate_id, a.proposed_by]) FROM chaincare.agreements AS a
        WHERE a.case_id = ANY (at_work) AND a.waiting_on <> 'nobody'
        UNION
        SELECT s.to_id FROM chaincare.successions AS s WHERE s.case_id = ANY (at_work) AND s.effective_at <= moment
        UNION
        SELECT n.owner_id FROM chaincare.agreement_preconditions AS n
        WHERE n.case_id = ANY (at_work) AND n.waiting_on = 'owner'
        UNION
        SELECT s.taken_by FROM chaincare.needed_parties AS n
        JOIN chaincare.needed_party_steps AS s ON s.needed_party_id = n.id AND s.version = n.version
        WHERE n.case_id = ANY (at_work) AND n.next_step IS NOT NULL) AS concerned
    WHERE id IS NOT NULL
$$;

-- What a case rests on (balls/bases/door.sql). Bases are not for every reader, one's own is: hence the door's rights.
CREATE OR REPLACE FUNCTION chaincare.all_basis_balls(of_cases uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT * FROM chaincare.ending_balls(of_cases, moment)
    UNION ALL SELECT * FROM chaincare.age_balls(of_cases, moment)
    UNION ALL SELECT * FROM chaincare.informing_balls(of_cases, moment)
    UNION ALL SELECT * FROM chaincare.review_balls(of_cases, moment)
    UNION ALL SELECT * FROM chaincare.request_balls(of_cases, moment)
    UNION ALL SELECT * FROM chaincare.consent_balls(of_cases, moment)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.all_basis_balls(uuid[], timestamptz) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.basis_balls(moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT b.* FROM chaincare.let_in AS e
    CROSS JOIN LATERAL chaincare.all_basis_balls(ARRAY[e.case_id], moment) AS b
    WHERE CASE b.kind
        WHEN 'legal_basis_ends' THEN e.reach = 'full' OR (e.reach IN ('that', 'core') AND b.participation_id = e.relation_id)
        WHEN 'request_about_data' THEN e.reach = 'full' AND b.participation_id = e.relation_id
        WHEN 'consent_awaited' THEN e.reach = 'full' OR (e.reach = 'client' AND b.participation_id = e.relation_id
            AND b.about <> ALL (chaincare.uncleared_consents()))
        ELSE e.reach = 'full' END
$$;

-- The rows of a page, as far as the wall shows them: the whole read in one round trip, ticket first (cf. read_cases).
-- The door chose them a moment ago: a ball that has moved since is another one, and left out. Planned once a session.
CREATE OR REPLACE FUNCTION chaincare.read_worklist(ticket text, moment text, of_cases uuid[], chosen uuid[],
    own_unit uuid, asker uuid, confirmable timestamptz, objectable timestamptz)
RETURNS TABLE (id uuid, kind text, case_id uuid, about uuid, within_id uuid, since timestamptz, due_on date, who text,
    person json, unit json, asked_by json, reference text, client text)
LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    at timestamptz := moment;
BEGIN
    PERFORM set_config('chaincare.ticket', ticket, true), set_config('chaincare.moment', moment, true);
    RETURN QUERY
    WITH standing AS MATERIALIZED (
        SELECT array_agg(one) AS ids FROM unnest(chaincare.concerned(of_cases, of_cases, at)) AS one
        WHERE chaincare.stands(one, at)
    ), balls AS MATERIALIZED (
        SELECT b.* FROM standing AS s CROSS JOIN LATERAL (
            SELECT * FROM chaincare.regie_balls(of_cases, s.ids, at)
            UNION ALL SELECT * FROM chaincare.escalation_balls(of_cases, s.ids, at)
            UNION ALL SELECT * FROM chaincare.agreement_balls(of_cases, s.ids, at, confirmable)
            UNION ALL SELECT * FROM chaincare.precondition_balls(of_cases, s.ids, at)
            UNION ALL SELECT * FROM chaincare.needed_party_balls(of_cases, s.ids, at)
            UNION ALL SELECT * FROM chaincare.meeting_balls(of_cases, objectable)
            UNION ALL SELECT * FROM chaincare.ladder_balls(of_cases, s.ids, at)
            UNION ALL SELECT * FROM chaincare.emergency_balls(of_cases, at)
            UNION ALL SELECT * FROM chaincare.basis_balls(at)
            UNION ALL SELECT * FROM chaincare.match_balls(at)
            UNION ALL SELECT * FROM chaincare.received_balls(own_unit)
            UNION ALL SELECT * FROM chaincare.correction_balls(own_unit)
            UNION ALL SELECT * FROM chaincare.consultation_balls(asker, at)) AS b
        WHERE b.id = ANY (chosen)
    ), people AS MATERIALIZED (
        SELECT p.id, json_build_object('id', p.id, 'role', p.role,
                'name', coalesce(f.name, r.name, CASE WHEN p.unit_id IS NOT NULL THEN u.name ELSE k.name END),
                'function', coalesce(f.function, r.kind), 'unit', u.name, 'organisation', o.name,
                'sector', o.sector, 'holds_regie', EXISTS (
                    SELECT FROM chaincare.regie_terms AS t WHERE t.case_id = p.case_id AND t.holder_id = p.id
                      AND (t.during @> at) IS TRUE)) AS told
        FROM chaincare.participations AS p
        LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
        LEFT JOIN chaincare.representatives AS r ON r.id = p.representative_id
        LEFT JOIN LATERAL (
            SELECT nullif(concat_ws(' ', coalesce(c.call_name, c.given_names), c.prefix, c.family_name), '') AS name
            FROM chaincare.clients AS c WHERE c.id = p.client_id) AS k ON true
        LEFT JOIN chaincare.units AS u ON u.id = coalesce(p.unit_id, f.unit_id)
        LEFT JOIN chaincare.organisations AS o ON o.id = u.organisation_id
        WHERE p.id IN (SELECT participation_id FROM balls UNION ALL SELECT asked_by FROM balls)
        UNION ALL
        SELECT f.id, json_build_object('id', f.id, 'role', NULL, 'name', f.name, 'function', f.function, 'unit', u.name,
                'organisation', o.name, 'sector', o.sector, 'holds_regie', false)
        FROM chaincare.professionals AS f JOIN chaincare.units AS u ON u.id = f.unit_id JOIN chaincare.organisations AS o ON o.id = u.organisation_id
        WHERE f.id IN (SELECT asked_by FROM balls)
    )
    SELECT b.id, b.kind, b.case_id, b.about, b.within_id, b.since, b.due_on, b.who, w.told AS person,
           CASE WHEN u.id IS NOT NULL THEN json_build_object('id', u.id, 'role', NULL, 'name', NULL, 'function', NULL,
               'unit', u.name, 'organisation', o.name, 'sector', o.sector, 'holds_regie', false) END AS unit,
           a.told AS asked_by, c.reference,
           CASE WHEN k.id IS NOT NULL
               THEN concat_ws(' ', coalesce(k.call_name, k.given_names), k.prefix, k.family_name) END AS client
    FROM balls AS b
    LEFT JOIN chaincare.cases AS c ON c.id = b.case_id LEFT JOIN chaincare.clients AS k ON k.id = c.client_id
    LEFT JOIN people AS w ON w.id = b.participation_id LEFT JOIN people AS a ON a.id = b.asked_by
    LEFT JOIN chaincare.units AS u ON u.id = b.unit_id LEFT JOIN chaincare.organisations AS o ON o.id = u.organisation_id
    ORDER BY b.id;
END $$;

SELECT chaincare.give_door_its_own('chaincare.concerned');
