-- What is open in cases, whoever asks: run by the door it tells everything, run by the application what the wall
-- shows under its ticket. So a row of the worklist is the same thing where a page is chosen and where it is shown.
--
-- `standing`: of those who are concerned, the professionals who can act at the moment (regie/door.sql `stands`); the
-- door and the application find that out each in their own way.

-- Made of what a ball is, so it is the same on every reading and another one when the ball moves.
CREATE OR REPLACE FUNCTION chaincare.ball_id(since timestamptz, kind text, about uuid, party uuid) RETURNS uuid
LANGUAGE sql IMMUTABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (lpad(to_hex(us / 1000), 12, '0') || '7' || lpad(to_hex(us % 1000), 3, '0')
        || '8' || left(md5(concat_ws('/', kind, about, party)), 15))::uuid
    FROM (SELECT (extract(epoch FROM since) * 1000000)::bigint AS us) AS instant
$$;

-- Whose part it may matter for a ball whether he can act: holders and who is asked to agree to a first one, whoever
-- has something to do with an agreement that is not finished, or with help that is waited for.
CREATE OR REPLACE FUNCTION chaincare.concerned(of_cases uuid[], at_work uuid[], moment timestamptz) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(id) FROM (
        SELECT t.holder_id AS id FROM chaincare.regie_terms AS t
        WHERE t.case_id = ANY (of_cases) AND (t.during @> moment) IS TRUE
        UNION
        SELECT q.id FROM chaincare.regie AS r
        JOIN chaincare.regie_proposals AS p ON p.id = r.open_proposal_id AND p.respond_by > moment
        JOIN chaincare.participations AS q ON q.case_id = p.case_id AND q.professional_id IS NOT NULL
            AND (q.during @> moment) IS TRUE
        WHERE r.case_id = ANY (of_cases)
        UNION
        SELECT g.participation_id FROM chaincare.escalation_targets AS g
        WHERE g.case_id = ANY (of_cases) AND g.state = 'accepted'
        UNION
        SELECT x.ball_participation_id FROM chaincare.escalations AS x
        WHERE x.case_id = ANY (of_cases) AND x.ball = 'party'
        UNION
        SELECT unnest(ARRAY[a.responsible_id, a.candidate_id, a.proposed_by]) FROM chaincare.agreements AS a
        WHERE a.case_id = ANY (at_work) AND a.waiting_on <> 'nobody'
        UNION
        SELECT n.owner_id FROM chaincare.agreement_preconditions AS n
        WHERE n.case_id = ANY (at_work) AND n.waiting_on = 'owner') AS concerned
    WHERE id IS NOT NULL
$$;

-- A basis that runs out ends access at its moment (S2): whoever stands on it is told a month ahead. Not while a
-- longer one is there. Bases are not for every reader, one's own is: hence the door's rights, and of its own.
CREATE OR REPLACE FUNCTION chaincare.all_basis_balls(of_cases uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT chaincare.ball_id(e.until - interval '30 days', 'legal_basis_ends', e.participation_id, NULL), e.case_id,
           'legal_basis_ends', e.participation_id, e.until - interval '30 days',
           ((e.until - interval '1 microsecond') AT TIME ZONE 'Europe/Amsterdam')::date, 'participation',
           e.participation_id, NULL::uuid, NULL::uuid, NULL::uuid, NULL::text[]
    FROM (
        SELECT p.case_id, p.id AS participation_id, max(coalesce(upper(b.during), 'infinity')) AS until
        FROM chaincare.participations AS p
        JOIN chaincare.legal_bases AS b ON b.participation_id = p.id AND (b.during @> moment) IS TRUE
        WHERE p.case_id = ANY (of_cases) AND (p.during @> moment) IS TRUE AND NOT EXISTS (
            SELECT FROM chaincare.legal_basis_withdrawals AS w WHERE w.basis_id = b.id AND w.withdrawn_at <= moment)
        GROUP BY p.case_id, p.id) AS e
    WHERE e.until <= moment + interval '30 days'
$$;
REVOKE EXECUTE ON FUNCTION chaincare.all_basis_balls(uuid[], timestamptz) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.basis_balls(moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT b.* FROM chaincare.let_in AS e
    CROSS JOIN LATERAL chaincare.all_basis_balls(ARRAY[e.case_id], moment) AS b
    WHERE e.reach = 'full' OR (e.reach IN ('that', 'core') AND b.participation_id = e.relation_id)
$$;
