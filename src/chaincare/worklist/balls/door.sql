-- What is open in cases, whoever asks: run by the door it tells everything, run by the application what the wall
-- shows under its ticket. So a row of the worklist is the same thing where a page is chosen and where it is shown.
--
-- `standing`: the participations that can act at the moment (regie/door.sql `stands`), of those that could hold or
-- take regie; the door and the application find them out each in their own way.

-- Made of what a ball is, so it is the same on every reading and another one when the ball moves.
CREATE OR REPLACE FUNCTION chaincare.ball_id(since timestamptz, kind text, about uuid, party uuid) RETURNS uuid
LANGUAGE sql IMMUTABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (lpad(to_hex(us / 1000), 12, '0') || '7' || lpad(to_hex(us % 1000), 3, '0')
        || '8' || left(md5(concat_ws('/', kind, about, party)), 15))::uuid
    FROM (SELECT (extract(epoch FROM since) * 1000000)::bigint AS us) AS instant
$$;

-- Whoever may have to stand for something of regie: holders, and all who are asked to agree to a first one.
CREATE OR REPLACE FUNCTION chaincare.concerned_by_regie(of_cases uuid[], moment timestamptz) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(id) FROM (
        SELECT t.holder_id AS id FROM chaincare.regie_terms AS t
        WHERE t.case_id = ANY (of_cases) AND (t.during @> moment) IS TRUE
        UNION
        SELECT q.id FROM chaincare.regie AS r
        JOIN chaincare.regie_proposals AS p ON p.id = r.open_proposal_id AND p.respond_by > moment
        JOIN chaincare.participations AS q ON q.case_id = p.case_id AND q.professional_id IS NOT NULL
            AND (q.during @> moment) IS TRUE
        WHERE r.case_id = ANY (of_cases)) AS concerned
$$;

-- A holder who cannot act directs nothing (R6); since when he cannot is not always known. Who takes regie himself
-- needs the agreement of one of the others (R2). An interim term is an alarm: agree on regie before it ends (R5).
CREATE OR REPLACE FUNCTION chaincare.regie_balls(of_cases uuid[], standing uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
    WITH terms AS MATERIALIZED (
        SELECT t.case_id, t.kind, t.during, t.holder_id FROM chaincare.regie_terms AS t
        WHERE t.case_id = ANY (of_cases) AND (t.during @> moment) IS TRUE
    ), proposals AS MATERIALIZED (
        SELECT p.* FROM chaincare.regie AS r
        JOIN chaincare.regie_proposals AS p ON p.id = r.open_proposal_id AND p.respond_by > moment
        WHERE r.case_id = ANY (of_cases)
    )
    SELECT chaincare.ball_id(coalesce(v.since, v.began), 'regie_vacant', v.id, NULL), v.id, 'regie_vacant', v.id,
           v.since, NULL::date,
           CASE WHEN EXISTS (SELECT FROM proposals AS p WHERE p.case_id = v.id) THEN 'coordinator' ELSE 'parties' END,
           NULL::uuid, NULL::uuid, NULL::uuid, NULL::uuid, NULL::text[]
    FROM (
        SELECT c.id, coalesce(lower(held.during), c.opened_at) AS began,
               CASE WHEN held.holder_id IS NULL THEN coalesce((
                    SELECT max(upper(t.during)) FROM chaincare.regie_terms AS t
                    WHERE t.case_id = c.id AND upper(t.during) <= moment), c.opened_at) END AS since
        FROM chaincare.cases AS c LEFT JOIN terms AS held ON held.case_id = c.id
        WHERE c.id = ANY (of_cases) AND c.status = 'open'
          AND (held.holder_id IS NULL OR held.holder_id <> ALL (coalesce(standing, '{}')))) AS v
    UNION ALL
    SELECT chaincare.ball_id(lower(t.during), 'regie_interim', t.case_id, NULL), t.case_id, 'regie_interim', t.case_id,
           lower(t.during), ((upper(t.during) - interval '1 microsecond') AT TIME ZONE 'Europe/Amsterdam')::date,
           CASE WHEN EXISTS (SELECT FROM proposals AS p WHERE p.case_id = t.case_id) THEN 'coordinator' ELSE 'parties' END,
           NULL, NULL, NULL, NULL, NULL
    FROM terms AS t WHERE t.kind = 'interim' AND t.holder_id = ANY (standing)
    UNION ALL
    SELECT chaincare.ball_id(p.proposed_at, 'regie_to_answer', p.id, asked.participation_id), p.case_id,
           'regie_to_answer', p.id, p.proposed_at,
           ((p.respond_by - interval '1 microsecond') AT TIME ZONE 'Europe/Amsterdam')::date, 'participation',
           asked.participation_id, NULL, NULL, NULL, NULL
    FROM proposals AS p CROSS JOIN LATERAL (
        SELECT p.candidate_id
        UNION SELECT p.holder_id WHERE p.holder_id = ANY (standing)
        UNION SELECT q.id FROM chaincare.participations AS q
            WHERE q.case_id = p.case_id AND p.kind = 'first' AND (q.during @> moment) IS TRUE AND q.id = ANY (standing)
              AND EXISTS (SELECT FROM chaincare.regie_responses AS s
                          WHERE s.proposal_id = p.id AND s.participation_id = p.candidate_id)
    ) AS asked (participation_id)
    WHERE NOT EXISTS (
        SELECT FROM chaincare.regie_responses AS s
        WHERE s.proposal_id = p.id AND s.participation_id = asked.participation_id)
    UNION ALL
    SELECT chaincare.ball_id(s.answered_at, 'regie_objected', s.proposal_id, s.participation_id), s.case_id,
           'regie_objected', s.proposal_id, s.answered_at, NULL, 'coordinator', NULL, NULL, NULL, s.participation_id, NULL
    FROM chaincare.regie_responses AS s JOIN chaincare.regie_proposals AS p ON p.id = s.proposal_id
    WHERE s.case_id = ANY (of_cases) AND s.answer = 'objection' AND NOT EXISTS (
        SELECT FROM chaincare.regie_proposals AS later
        WHERE later.case_id = s.case_id AND later.proposed_at > s.answered_at)
$$;

-- Where nobody directs, who asked does what the holder would. A unit asked that lets its day pass is the
-- coordinator's too from then on: it never just lies there (E4).
CREATE OR REPLACE FUNCTION chaincare.escalation_balls(of_cases uuid[], standing uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
    WITH open AS MATERIALIZED (
        SELECT x.*, g.id AS target_id, g.participation_id, g.unit_id, g.expected_on,
               coalesce((SELECT t.holder_id FROM chaincare.regie_terms AS t
                         WHERE t.case_id = x.case_id AND (t.during @> moment) IS TRUE
                           AND t.holder_id = ANY (standing)), x.requested_by) AS leads
        FROM chaincare.escalations AS x
        LEFT JOIN chaincare.escalation_targets AS g ON g.escalation_id = x.id AND g.state = 'accepted'
        WHERE x.case_id = ANY (of_cases) AND x.ball IS NOT NULL AND x.state <> 'requested'
    )
    SELECT chaincare.ball_id(b.ball_since, b.kind, b.id, b.party), b.case_id, b.kind, b.id, b.ball_since,
           CASE WHEN b.state = 'waiting' THEN b.expected_on END,
           CASE WHEN b.party IS NULL THEN 'unit' ELSE 'participation' END, b.party,
           CASE WHEN b.party IS NULL THEN b.unit_id END, b.target_id, b.requested_by, NULL::text[]
    FROM (
        SELECT o.*, CASE o.ball WHEN 'requester' THEN o.requested_by WHEN 'regie_holder' THEN o.leads
                    ELSE o.participation_id END AS party,
               CASE WHEN o.state = 'draft' THEN 'escalation_to_send'
                    WHEN o.state IN ('accepted', 'waiting') THEN 'escalation_to_start'
                    WHEN o.ball = 'target' THEN 'escalation_at_work'
                    ELSE 'escalation_to_close' END AS kind
        FROM open AS o) AS b
    UNION ALL
    SELECT chaincare.ball_id(g.asked_at, 'escalation_to_answer', x.id, g.unit_id), x.case_id, 'escalation_to_answer',
           x.id, g.asked_at, g.answer_by, 'unit', NULL, g.unit_id, g.id, x.requested_by, NULL
    FROM chaincare.escalation_targets AS g JOIN chaincare.escalations AS x ON x.id = g.escalation_id
    WHERE x.case_id = ANY (of_cases) AND g.state = 'requested' AND x.state = 'requested'
    UNION ALL
    SELECT chaincare.ball_id(late.since, 'escalation_unanswered', late.escalation_id, late.unit_id), late.case_id,
           'escalation_unanswered', late.escalation_id, late.since, late.answer_by, 'coordinator', NULL, late.unit_id,
           late.id, NULL, NULL
    FROM (
        SELECT g.*, ((g.answer_by + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam') AS since
        FROM chaincare.escalation_targets AS g
        WHERE g.case_id = ANY (of_cases) AND g.state = 'requested'
          AND g.answer_by < (moment AT TIME ZONE 'Europe/Amsterdam')::date) AS late
$$;

-- A report that nobody answered in time lies with nobody any more (A3): `confirmable` is the moment from which a
-- report can still be answered now. It counts working days, which the rules know and not this.
CREATE OR REPLACE FUNCTION chaincare.agreement_balls(of_cases uuid[], confirmable timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
    SELECT chaincare.ball_id(a.waiting_since, a.todo, a.id, NULL), a.case_id, a.todo, a.id, a.waiting_since,
           CASE WHEN a.todo = 'agreement_to_carry_out' THEN a.due_on END,
           CASE WHEN a.waiting_on <> 'confirmer' THEN 'participation'
                WHEN a.todo = 'agreement_to_confirm' THEN 'another_organisation' ELSE 'any_other' END,
           CASE a.waiting_on WHEN 'proposer' THEN a.proposed_by ELSE a.responsible_id END, NULL::uuid, NULL::uuid,
           CASE a.waiting_on WHEN 'responsible' THEN a.proposed_by ELSE a.responsible_id END, a.readers
    FROM (
        SELECT g.*, CASE WHEN g.state = 'reported_kept' THEN 'agreement_to_confirm'
                         WHEN g.state = 'proposed' THEN 'agreement_to_answer'
                         WHEN g.waiting_on <> 'responsible' THEN 'agreement_date_to_answer'
                         ELSE 'agreement_to_carry_out' END AS todo
        FROM chaincare.agreements AS g
        WHERE g.case_id = ANY (of_cases) AND g.waiting_on <> 'nobody'
          AND (g.state <> 'reported_kept' OR g.waiting_since >= confirmable)) AS a
$$;

-- What a unit was asked lies with whoever works there: told by its target, of nobody (E2).
CREATE OR REPLACE FUNCTION chaincare.received_balls(of_unit uuid)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
    SELECT chaincare.ball_id(b.since, 'received', b.id, NULL), NULL::uuid, b.kind, b.id, b.since,
           CASE WHEN b.kind = 'escalation_to_answer' THEN b.answer_by END, 'unit', NULL::uuid, b.unit_id, b.id,
           b.requested_by, NULL::text[]
    FROM (
        SELECT g.*, x.requested_by,
               CASE g.state WHEN 'requested' THEN 'escalation_to_answer' ELSE 'escalation_at_work' END AS kind,
               CASE g.state WHEN 'requested' THEN g.asked_at ELSE x.ball_since END AS since
        FROM chaincare.escalation_targets AS g JOIN chaincare.escalations AS x ON x.id = g.escalation_id
        WHERE g.unit_id = of_unit AND (
            (g.state = 'requested' AND x.state = 'requested')
            OR (g.state = 'accepted' AND g.participation_id IS NULL AND x.state = 'started' AND x.ball = 'target'))) AS b
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
