-- What is open about agreements, and about what they need.

-- What waits for the word or the work of somebody who takes part no more waits for another: with the regie holder,
-- where there is none with whoever proposed it, then with whoever reads it (R7). A report that nobody answered in
-- time lies with nobody (A3): `confirmable` is the moment from which a report can still be answered now. It counts
-- working days, which the rules know and not this.
-- `= ANY (ARRAY[…])` and OFFSET 0 say nothing but to the planner: a row known by its id is found in a btree, and what a
-- ball is called is worked out once for each row, not once for each use of it.
CREATE OR REPLACE FUNCTION chaincare.agreement_balls(of_cases uuid[], standing uuid[], moment timestamptz,
    confirmable timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    -- To whom else it goes is looked up for what waits for another, and for that alone.
    WITH stand AS MATERIALIZED (
        SELECT a.*, p.ended_at, p.gone, CASE WHEN p.gone OR a.waiting_on = 'regie_holder' THEN (
                   -- Who took over from him, and reads it.
                   SELECT s.to_id FROM chaincare.successions AS s
                   JOIN chaincare.participations AS q ON q.id = ANY (ARRAY[s.to_id])
                   LEFT JOIN chaincare.professionals AS f ON f.id = q.professional_id
                   WHERE s.from_id = a.responsible_id AND s.effective_at <= moment AND s.over_at IS NULL AND s.to_id = ANY (standing)
                     AND a.readers && array_remove(ARRAY['professionals', nullif(q.circle, 'winkelstraat'), 'unit:' || f.unit_id,
                         'party:' || q.id], NULL)) END AS successor_id,
               CASE WHEN (p.gone OR a.returned OR a.waiting_on IN ('regie_holder', 'proposer')) AND EXISTS (
                    SELECT FROM chaincare.participations AS q WHERE q.id = ANY (ARRAY[a.proposed_by]) AND (q.during @> moment) IS TRUE
                      AND (q.professional_id IS NULL OR q.id = ANY (standing))) THEN a.proposed_by END AS proposer_id
        FROM chaincare.agreements AS a
        LEFT JOIN LATERAL (
            SELECT CASE WHEN upper(p.during) <= moment THEN upper(p.during) END AS ended_at,
                   (p.during @> moment) IS NOT TRUE OR (p.professional_id IS NOT NULL
                       AND p.id <> ALL (coalesce(standing, '{}'))) AS gone
            FROM chaincare.participations AS p
            WHERE p.id = ANY (ARRAY[CASE WHEN a.state IN ('proposed', 'agreed', 'in_progress') THEN a.responsible_id
                                         ELSE a.candidate_id END])) AS p ON true
        WHERE a.case_id = ANY (of_cases) AND a.waiting_on <> 'nobody'
          AND (a.state <> 'reported_kept' OR a.waiting_since >= confirmable)
    )
    -- What can come about no more lies with who proposed it for who sees what it was to replace, within which it stands; to anybody else it
    -- waits for whom it waited for (S5): there are two rows, and nobody is shown both (`near/door.sql`).
    SELECT chaincare.ball_id(b.since, b.kind, b.id, b.party), b.case_id, b.kind, b.id, b.since,
           CASE WHEN b.state IN ('agreed', 'in_progress') THEN b.due_on END,
           CASE WHEN b.kind = 'agreement_to_confirm' THEN 'another_organisation'
                WHEN b.party IS NULL OR b.anybody THEN 'any_other' ELSE 'participation' END,
           b.party, NULL::uuid, CASE WHEN b.kind = 'agreement_returned' THEN b.supersedes END,
           CASE WHEN b.kind = 'agreement_returned' THEN NULL WHEN b.waiting_on IN ('responsible', 'candidate', 'regie_holder') THEN b.proposed_by
                ELSE b.responsible_id END,
           CASE WHEN b.kind = 'agreement_returned' THEN ARRAY(SELECT unnest(b.readers) INTERSECT SELECT unnest(o.readers)
                FROM chaincare.agreements AS o WHERE o.id = b.supersedes) || coalesce('party:' || b.proposer_id, '') ELSE b.readers END
    FROM (
        SELECT s.*, now.kind, now.since, coalesce(now.kind = 'agreement_date_to_answer' AND s.waiting_on = 'confirmer'
                   OR (s.waiting_on = 'proposer' AND s.proposer_id IS NULL AND now.kind <> 'agreement_returned'), false) AS anybody,
               CASE WHEN now.kind = 'agreement_to_reassign' THEN coalesce(s.successor_id, (
                        SELECT t.holder_id FROM chaincare.regie_terms AS t
                        WHERE t.case_id = ANY (ARRAY[s.case_id]) AND (t.during @> moment) IS TRUE
                          AND (t.holder_id = ANY (standing)) IS TRUE), s.proposer_id)
                    WHEN now.kind = 'agreement_returned' THEN coalesce(s.proposer_id, (
                        SELECT t.holder_id FROM chaincare.regie_terms AS t
                        WHERE t.case_id = ANY (ARRAY[s.case_id]) AND (t.during @> moment) IS TRUE
                          AND (t.holder_id = ANY (standing)) IS TRUE))
                    WHEN s.waiting_on = 'candidate' THEN s.candidate_id
                    WHEN s.waiting_on = 'proposer' AND s.proposer_id IS NOT NULL THEN s.proposer_id
                    ELSE s.responsible_id END AS party
        FROM stand AS s
        JOIN (VALUES (false), (true)) AS back (it)
            ON CASE WHEN s.returned AND s.state IN ('proposed', 'awaiting_new_responsible') THEN back.it OR s.returned_at IS NOT NULL ELSE NOT back.it END
        CROSS JOIN LATERAL (
            SELECT CASE WHEN back.it THEN 'agreement_returned'
                        WHEN s.state = 'reported_kept' THEN 'agreement_to_confirm'
                        WHEN s.gone OR s.waiting_on = 'regie_holder' THEN 'agreement_to_reassign'
                        WHEN s.state = 'proposed' AND s.waiting_on = 'proposer' THEN 'agreement_objected'
                        WHEN s.state IN ('proposed', 'awaiting_new_responsible') THEN 'agreement_to_answer'
                        WHEN s.waiting_on <> 'responsible' OR (
                            SELECT f.kind FROM chaincare.agreement_facts AS f WHERE f.agreement_id = s.id AND f.kind IN
                                ('shift_proposed', 'shift_agreed', 'shift_declined', 'rejected', 'agreed')
                            ORDER BY f.seq DESC LIMIT 1) = 'shift_proposed' THEN 'agreement_date_to_answer'
                        ELSE 'agreement_to_carry_out' END AS kind,
                   CASE WHEN back.it THEN coalesce(s.returned_at, s.waiting_since) WHEN s.gone THEN greatest(s.ended_at, s.waiting_since)
                        ELSE s.waiting_since END AS since
            OFFSET 0) AS now
    ) AS b
$$;

-- What nobody sees to any more goes back to the responsible: he asks another, or drops it (A2). Where he is gone too, to the
-- regie holder, where there is none to whoever proposed the agreement, then to whoever reads it (R7).
CREATE OR REPLACE FUNCTION chaincare.precondition_balls(of_cases uuid[], standing uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(b.since, now.kind, b.id, b.party), b.case_id, now.kind, b.id, b.since,
           CASE WHEN b.state = 'agreed' THEN b.due_on END,
           CASE WHEN b.party IS NULL THEN 'any_other' ELSE 'participation' END, b.party, NULL::uuid, b.agreement_id,
           CASE WHEN b.party = b.owner_id THEN b.responsible_id ELSE b.owner_id END, b.readers
    FROM (
        SELECT n.*, a.responsible_id, a.readers,
               CASE WHEN n.waiting_on = 'owner' AND NOT o.gone THEN n.owner_id
                    WHEN NOT o.doer_gone THEN a.responsible_id
                    ELSE coalesce((
                        SELECT t.holder_id FROM chaincare.regie_terms AS t
                        WHERE t.case_id = a.case_id AND (t.during @> moment) IS TRUE AND t.holder_id = ANY (standing)), (
                        SELECT q.id FROM chaincare.participations AS q
                        WHERE q.id = ANY (ARRAY[a.proposed_by]) AND (q.during @> moment) IS TRUE
                          AND (q.professional_id IS NULL OR q.id = ANY (standing)))) END AS party,
               CASE WHEN n.waiting_on = 'owner' AND o.gone THEN greatest(o.ended_at, n.waiting_since)
                    ELSE n.waiting_since END AS since
        FROM chaincare.agreement_preconditions AS n
        JOIN chaincare.agreements AS a ON a.id = n.agreement_id
        JOIN chaincare.participations AS own ON own.id = ANY (ARRAY[n.owner_id])
        JOIN chaincare.participations AS doer ON doer.id = ANY (ARRAY[a.responsible_id])
        CROSS JOIN LATERAL (
            SELECT CASE WHEN upper(own.during) <= moment THEN upper(own.during) END AS ended_at,
                   (own.during @> moment) IS NOT TRUE OR (own.professional_id IS NOT NULL
                       AND own.id <> ALL (coalesce(standing, '{}'))) AS gone,
                   (doer.during @> moment) IS NOT TRUE OR (doer.professional_id IS NOT NULL
                       AND doer.id <> ALL (coalesce(standing, '{}'))) AS doer_gone) AS o
        WHERE n.case_id = ANY (of_cases) AND n.waiting_on <> 'nobody') AS b
    CROSS JOIN LATERAL (
        SELECT CASE WHEN b.party IS DISTINCT FROM b.owner_id OR b.state = 'declined' THEN 'precondition_to_settle'
                    WHEN b.state = 'proposed' THEN 'precondition_to_answer' ELSE 'precondition_to_meet' END AS kind) AS now
$$;

REVOKE EXECUTE ON FUNCTION chaincare.agreement_balls(uuid[], uuid[], timestamptz, timestamptz) FROM chaincare_app;
REVOKE EXECUTE ON FUNCTION chaincare.precondition_balls(uuid[], uuid[], timestamptz) FROM chaincare_app;
