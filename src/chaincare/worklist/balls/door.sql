-- What is open in cases, whoever asks: run by the door of the worklist, which chooses from it what somebody is shown, and by
-- nobody else.
--
-- `standing`: of those who are concerned, the professionals who can act at the moment (regie/door.sql `stands`).

-- Made of what a ball is, so it is the same on every reading and another one when the ball moves, or something else is
-- asked of who has it. One expression, without settings of its own: so it becomes part of the query that asks. Seconds as a
-- double hold a microsecond until the year 2242, at half the price.
CREATE OR REPLACE FUNCTION chaincare.ball_id(since timestamptz, kind text, about uuid, party uuid) RETURNS uuid
LANGUAGE sql STABLE AS $$
    SELECT (lpad(to_hex((date_part('epoch', since) * 1000000)::bigint / 1000), 12, '0') || '7'
        || lpad(to_hex((date_part('epoch', since) * 1000000)::bigint % 1000), 3, '0')
        || '8' || left(md5(kind || '/' || about::text || coalesce('/' || party::text, '')), 15))::uuid
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
        JOIN chaincare.regie_proposals AS p ON p.id = r.open_proposal_id
        JOIN chaincare.participations AS q ON q.case_id = p.case_id AND q.professional_id IS NOT NULL
            AND (q.during @> moment) IS TRUE
        WHERE r.case_id = ANY (of_cases)
        UNION
        SELECT q.id FROM chaincare.regie_outcomes AS o
        JOIN chaincare.regie_proposals AS p ON p.id = o.proposal_id
        JOIN chaincare.participations AS q ON q.case_id = p.case_id AND q.professional_id = p.proposed_by
            AND (q.during @> moment) IS TRUE
        WHERE o.case_id = ANY (of_cases) AND o.outcome IN ('expired', 'lapsed')
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
        SELECT unnest(ARRAY[x.requested_by, x.ball_participation_id, x.bridge_id]) FROM chaincare.escalations AS x
        WHERE x.case_id = ANY (of_cases) AND x.ball IS NOT NULL
        UNION
        SELECT n.owner_id FROM chaincare.escalation_conditions AS n WHERE n.case_id = ANY (of_cases) AND n.state = 'open'
        UNION
        SELECT x.requested_by FROM chaincare.escalations AS x
        WHERE x.case_id = ANY (of_cases) AND (x.state IN ('declined', 'expired') OR x.given_up)
        UNION
        SELECT p.id FROM chaincare.network_moves AS v
        JOIN chaincare.participations AS p ON p.case_id = v.case_id AND p.professional_id = v.proposed_by AND (p.during @> moment) IS TRUE
        WHERE v.case_id = ANY (of_cases) AND v.state IN ('declined', 'expired') AND NOT v.let_be
        UNION
        SELECT unnest(ARRAY[a.responsible_id, a.candidate_id, a.proposed_by]) FROM chaincare.agreements AS a
        WHERE a.case_id = ANY (at_work) AND a.waiting_on <> 'nobody'
        UNION
        SELECT unnest(ARRAY[s.to_id, s.from_id]) FROM chaincare.successions AS s WHERE s.case_id = ANY (of_cases) AND s.over_at IS NULL
        UNION
        SELECT b.raised_by FROM chaincare.bottlenecks AS b WHERE b.case_id = ANY (of_cases) AND (b.answer IS NULL OR (b.solved_at IS NOT NULL AND b.confirmed_at IS NULL))
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
    UNION ALL SELECT * FROM chaincare.audit_balls(of_cases, moment)
    UNION ALL SELECT * FROM chaincare.consent_balls(of_cases, moment)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.all_basis_balls(uuid[], timestamptz) FROM chaincare_app;

REVOKE EXECUTE ON FUNCTION chaincare.concerned(uuid[], uuid[], timestamptz) FROM chaincare_app;
