-- What is open about regie, and what a meeting wrote down for others.

-- A holder who cannot act directs nothing (R6); since when he cannot is not always known. Who takes regie himself
-- needs the agreement of one of the others (R2). Where an interim
-- term ends by date, or a holder lays regie down, another is to be agreed on before that day (R5, R6).
CREATE OR REPLACE FUNCTION chaincare.regie_balls(of_cases uuid[], standing uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    WITH terms AS MATERIALIZED (
        SELECT t.case_id, t.kind, t.during, t.holder_id FROM chaincare.regie_terms AS t
        WHERE t.case_id = ANY (of_cases) AND (t.during @> moment) IS TRUE
    ), proposals AS MATERIALIZED (
        SELECT p.* FROM chaincare.regie AS r
        JOIN chaincare.regie_proposals AS p ON p.id = r.open_proposal_id AND p.respond_by > moment
        WHERE r.case_id = ANY (of_cases)
          -- It lies with nobody who is gone: another proposal makes it lapse (R6).
          AND NOT EXISTS (SELECT FROM chaincare.participations AS q
                          WHERE q.id = ANY (ARRAY[p.candidate_id, p.contact_id]) AND q.professional_id IS NOT NULL
                            AND q.id <> ALL (coalesce(standing, '{}')))
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
        FROM chaincare.cases AS c
        LEFT JOIN chaincare.regie_terms AS held ON held.case_id = ANY (ARRAY[c.id]) AND (held.during @> moment) IS TRUE
        WHERE c.id = ANY (of_cases) AND c.status = 'open'
          AND (held.holder_id IS NULL OR held.holder_id NOT IN (SELECT unnest(standing)))) AS v
    UNION ALL
    SELECT chaincare.ball_id(lower(t.during), 'regie_interim', t.case_id, NULL), t.case_id, 'regie_interim', t.case_id,
           lower(t.during), ((upper(t.during) - interval '1 microsecond') AT TIME ZONE 'Europe/Amsterdam')::date,
           CASE WHEN EXISTS (SELECT FROM proposals AS p WHERE p.case_id = t.case_id) THEN 'coordinator' ELSE 'parties' END,
           NULL, NULL, NULL, NULL, NULL
    FROM terms AS t WHERE t.kind = 'interim' AND t.holder_id = ANY (standing)
    UNION ALL
    -- For a time (R9): whom it returns to sees the day; where nobody who can act stands ready, it is to be agreed on.
    SELECT chaincare.ball_id(lower(t.during), CASE WHEN n.holder_id IS NULL THEN 'regie_ends' ELSE 'regie_returns' END,
           t.case_id, n.holder_id), t.case_id, CASE WHEN n.holder_id IS NULL THEN 'regie_ends' ELSE 'regie_returns' END,
           t.case_id, lower(t.during), ((upper(t.during) - interval '1 microsecond') AT TIME ZONE 'Europe/Amsterdam')::date,
           CASE WHEN n.holder_id IS NOT NULL THEN 'participation'
                WHEN EXISTS (SELECT FROM proposals AS p WHERE p.case_id = t.case_id) THEN 'coordinator' ELSE 'parties' END,
           n.holder_id, NULL, NULL, NULL, NULL
    FROM terms AS t LEFT JOIN chaincare.regie_terms AS n ON n.case_id = t.case_id AND n.planned
        AND lower(n.during) = upper(t.during) AND n.holder_id = ANY (standing)
    WHERE t.kind IN ('temporary', 'by_law') AND upper(t.during) IS NOT NULL AND t.holder_id = ANY (standing)
    UNION ALL
    -- Agreed for a moment, and not come about: until something else is agreed on, the coordinator is told.
    SELECT chaincare.ball_id(o.at, 'regie_lapsed', o.proposal_id, NULL), o.case_id, 'regie_lapsed', o.proposal_id,
           o.at, NULL, 'coordinator', NULL, NULL, NULL, NULL, NULL
    FROM chaincare.regie_outcomes AS o JOIN chaincare.regie_proposals AS p ON p.id = o.proposal_id
    WHERE o.case_id = ANY (of_cases) AND o.outcome = 'lapsed' AND p.effective_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM chaincare.regie_proposals AS later
        WHERE later.case_id = o.case_id AND later.proposed_at > o.at)
    UNION ALL
    -- Not agreed on in time, or it could not come about: with who proposed it, else with the coordinator, until something else is
    -- proposed, somebody takes note of it, or regie passes. What lapsed at its moment the coordinator has above.
    SELECT chaincare.ball_id(x.at, 'regie_expired', x.id, x.party), x.case_id, 'regie_expired', x.id, x.at, NULL,
           CASE WHEN x.party IS NULL THEN 'coordinator' ELSE 'participation' END, x.party, NULL,
           -- Where somebody directs, the next proposal is of a handover.
           CASE WHEN EXISTS (SELECT FROM terms AS t WHERE t.case_id = x.case_id AND t.kind <> 'interim') THEN x.case_id END, NULL, NULL
    FROM (
        SELECT p.id, p.case_id, o.at, o.told_already, (
                   SELECT q.id FROM chaincare.participations AS q
                   WHERE q.case_id = p.case_id AND (q.during @> moment) IS TRUE AND CASE WHEN q.professional_id IS NULL THEN EXISTS (
                       SELECT FROM chaincare.client_logins AS l WHERE l.id = p.proposed_by
                         AND (q.representative_id = l.representative_id OR (l.representative_id IS NULL AND q.client_id = l.client_id)))
                     ELSE q.professional_id = p.proposed_by AND q.id = ANY (standing) AND NOT EXISTS (
                       SELECT FROM chaincare.away_among(ARRAY[q.id], moment)) END
                   ORDER BY q.id LIMIT 1) AS party
        FROM (
            SELECT o.proposal_id, o.at, o.outcome = 'lapsed' AND k.effective_at IS NOT NULL AS told_already
            FROM chaincare.regie_outcomes AS o JOIN chaincare.regie_proposals AS k ON k.id = o.proposal_id
            WHERE o.case_id = ANY (of_cases) AND o.outcome IN ('expired', 'lapsed')
            UNION ALL
            SELECT k.id, k.respond_by, false FROM chaincare.regie AS r
            JOIN chaincare.regie_proposals AS k ON k.id = r.open_proposal_id AND k.respond_by <= moment
            WHERE r.case_id = ANY (of_cases)) AS o
        JOIN chaincare.regie_proposals AS p ON p.id = o.proposal_id
        JOIN chaincare.cases AS c ON c.id = p.case_id AND c.status = 'open'
        JOIN chaincare.regie AS r ON r.case_id = p.case_id AND r.noted_proposal_id IS DISTINCT FROM p.id
        WHERE NOT EXISTS (SELECT FROM chaincare.regie_proposals AS later
                          WHERE later.case_id = p.case_id AND later.proposed_at >= o.at AND later.id <> p.id)
          AND NOT EXISTS (SELECT FROM chaincare.regie_terms AS t
                          WHERE t.case_id = p.case_id AND ((lower(t.during) > o.at AND lower(t.during) <= moment)
                              OR (upper(t.during) > o.at AND upper(t.during) <= moment)))) AS x
    WHERE x.party IS NOT NULL OR NOT x.told_already
    UNION ALL
    -- Who directs is away, and nobody acts for him: whoever steers names a stand-in, the others know why it is silent. Never why.
    SELECT chaincare.ball_id(u.since, 'regie_holder_absent', u.holder_id, NULL), u.case_id, 'regie_holder_absent',
           u.holder_id, u.since, NULL, 'parties', NULL, NULL, NULL, NULL, NULL
    FROM chaincare.unattended_in(of_cases, moment) AS u
    JOIN chaincare.cases AS c ON c.id = u.case_id AND c.status = 'open' WHERE u.holder_id = ANY (standing)
    UNION ALL
    SELECT chaincare.ball_id(s.resigned_at, 'regie_laid_down', s.id, NULL), s.case_id, 'regie_laid_down', s.case_id,
           s.resigned_at, ((s.ends_at - interval '1 microsecond') AT TIME ZONE 'Europe/Amsterdam')::date,
           CASE WHEN EXISTS (SELECT FROM proposals AS p WHERE p.case_id = s.case_id) THEN 'coordinator' ELSE 'parties' END,
           NULL, NULL, NULL, s.holder_id, NULL
    FROM chaincare.regie_resignations AS s
    JOIN terms AS t ON t.case_id = s.case_id AND lower(t.during) = s.term_began_at AND upper(t.during) = s.ends_at
    WHERE NOT EXISTS (
        SELECT FROM chaincare.regie_resignation_withdrawals AS w WHERE w.resignation_id = s.id)
    UNION ALL
    SELECT chaincare.ball_id(p.proposed_at, 'regie_to_answer', p.id, asked.participation_id), p.case_id,
           'regie_to_answer', p.id, p.proposed_at,
           ((p.respond_by - interval '1 microsecond') AT TIME ZONE 'Europe/Amsterdam')::date, 'participation',
           asked.participation_id, NULL, NULL, NULL, NULL
    FROM proposals AS p CROSS JOIN LATERAL (
        SELECT p.candidate_id
        UNION SELECT beside FROM unnest(ARRAY[p.contact_id, p.representative_id]) AS beside WHERE beside IS NOT NULL
        UNION SELECT p.holder_id WHERE p.holder_id = ANY (standing)
        UNION SELECT q.id FROM chaincare.participations AS q
            WHERE q.case_id = p.case_id AND p.kind IN ('first', 'to_client') AND (q.during @> moment) IS TRUE AND q.id = ANY (standing)
              AND EXISTS (SELECT FROM chaincare.regie_responses AS s
                          WHERE s.proposal_id = p.id AND s.participation_id = p.candidate_id
                            AND (p.kind = 'first' OR s.recorded_by = p.contact_id))
              -- A client's own word that one professional wrote down waits for another one's (R10).
              AND (p.kind = 'first' OR NOT EXISTS (
                    SELECT FROM chaincare.regie_responses AS s JOIN chaincare.participations AS o ON o.id = s.participation_id
                    WHERE s.proposal_id = p.id AND s.participation_id <> p.contact_id AND o.professional_id IS NOT NULL))
    ) AS asked (participation_id)
    WHERE NOT EXISTS (
        SELECT FROM chaincare.regie_responses AS s
        WHERE s.proposal_id = p.id AND s.participation_id = asked.participation_id)
    UNION ALL
    -- The client's side is asked (R2): it objects within the term, also to what took effect meanwhile, or is silent.
    SELECT chaincare.ball_id(p.proposed_at, 'regie_to_hear', p.id, q.id), p.case_id, 'regie_to_hear', p.id, p.proposed_at,
           ((coalesce(p.object_by, p.respond_by) - interval '1 microsecond') AT TIME ZONE 'Europe/Amsterdam')::date,
           'participation', q.id, NULL, NULL, NULL, NULL
    FROM chaincare.regie_proposals AS p
    JOIN chaincare.participations AS q ON q.case_id = p.case_id AND q.professional_id IS NULL AND q.unit_id IS NULL
        AND (q.during @> moment) IS TRUE
    WHERE p.case_id = ANY (of_cases) AND coalesce(p.object_by, p.respond_by) > moment AND p.kind <> 'by_law'
      AND NOT coalesce(q.id = ANY (ARRAY[p.candidate_id, p.holder_id, p.representative_id]), false)
      AND NOT EXISTS (SELECT FROM chaincare.regie_responses AS s WHERE s.proposal_id = p.id AND s.participation_id = q.id)
      AND NOT EXISTS (SELECT FROM chaincare.regie_outcomes AS o
                      WHERE o.proposal_id = p.id AND o.outcome NOT IN ('agreed', 'in_effect', 'objection_settled'))
      AND (p.respond_by > moment OR EXISTS (SELECT FROM chaincare.regie_outcomes AS o WHERE o.proposal_id = p.id))
    UNION ALL
    SELECT chaincare.ball_id(s.proposed_at, 'stand_in_to_answer', s.id, s.stand_in_id), s.case_id,
           'stand_in_to_answer', s.id, s.proposed_at, s.first_on, 'participation', s.stand_in_id, NULL, NULL, s.holder_id, NULL
    FROM chaincare.stand_ins AS s JOIN terms AS t ON t.case_id = s.case_id AND t.holder_id = s.holder_id
    WHERE s.answer IS NULL AND s.ended_at IS NULL AND upper(s.asked) > moment AND s.stand_in_id = ANY (standing)
    UNION ALL
    -- Who was asked to act for the holder, or agreed to, and no longer can: the holder asks another.
    SELECT chaincare.ball_id(s.proposed_at, 'stand_in_gone', s.id, s.holder_id), s.case_id, 'stand_in_gone', s.id,
           s.proposed_at, s.first_on, 'participation', s.holder_id, NULL, NULL, s.stand_in_id, NULL
    FROM chaincare.stand_ins AS s JOIN terms AS t ON t.case_id = s.case_id AND t.holder_id = s.holder_id
    WHERE s.ended_at IS NULL AND upper(s.asked) > moment AND s.answer IS DISTINCT FROM 'refusal'
      AND (s.answer IS NULL OR s.during IS NOT NULL)
      AND s.holder_id = ANY (standing) AND s.stand_in_id <> ALL (coalesce(standing, '{}'))
    UNION ALL
    -- Who is to direct, asked or agreed for later, and no longer can, while somebody else does: no vacancy tells it (R6). With
    -- who proposed it, else with the coordinator: they withdraw it.
    SELECT chaincare.ball_id(g.proposed_at, 'regie_candidate_gone', g.id, g.party), g.case_id, 'regie_candidate_gone',
           g.id, g.proposed_at, NULL, CASE WHEN g.party IS NULL THEN 'coordinator' ELSE 'participation' END, g.party,
           NULL, NULL, NULL, NULL
    FROM (
        SELECT p.id, p.case_id, p.proposed_at, (
                   SELECT q.id FROM chaincare.participations AS q
                   WHERE q.case_id = p.case_id AND q.professional_id = p.proposed_by AND q.id = ANY (standing)
                   ORDER BY q.id LIMIT 1) AS party
        FROM terms AS t JOIN chaincare.regie_proposals AS p ON p.case_id = t.case_id
        JOIN chaincare.participations AS c ON c.id = coalesce(p.contact_id, p.candidate_id)
            AND c.professional_id IS NOT NULL AND c.id <> ALL (coalesce(standing, '{}'))
        WHERE t.holder_id = ANY (standing) AND (
            EXISTS (SELECT FROM chaincare.regie AS r WHERE r.open_proposal_id = p.id AND p.respond_by > moment)
            OR EXISTS (SELECT FROM chaincare.regie_terms AS n
                       WHERE n.case_id = p.case_id AND n.proposal_id = p.id AND n.planned AND lower(n.during) > moment
                         AND n.holder_id = c.id))) AS g
    UNION ALL
    -- Until the coordinator lays down who directs, or lets it be, or it is taken back: no proposal of the parties ends it.
    SELECT chaincare.ball_id(s.answered_at, 'regie_objected', s.proposal_id, s.participation_id), s.case_id,
           'regie_objected', s.proposal_id, s.answered_at, NULL, 'coordinator', NULL, NULL, NULL, s.participation_id, NULL
    FROM chaincare.regie_responses AS s JOIN chaincare.regie_proposals AS p ON p.id = s.proposal_id
    JOIN chaincare.cases AS c ON c.id = s.case_id AND c.status = 'open'
    WHERE s.case_id = ANY (of_cases) AND s.answer = 'objection' AND NOT EXISTS (
        SELECT FROM chaincare.regie_proposals AS later
        WHERE later.case_id = s.case_id AND later.kind IN ('assignment', 'by_law') AND later.proposed_at >= s.answered_at)
      AND NOT EXISTS (SELECT FROM chaincare.regie_outcomes AS d
                      WHERE d.proposal_id = p.id AND d.outcome = 'objection_settled' AND d.at >= s.answered_at)
    UNION ALL
    -- Whom an organisation of last resort named is to be brought in, and proposed (R2).
    SELECT chaincare.ball_id(r.named_at, 'last_resort_named', r.id, NULL), r.case_id, 'last_resort_named', r.id, r.named_at,
           NULL, 'parties', NULL, NULL, NULL, NULL, NULL
    FROM chaincare.regie_last_resorts AS r
    WHERE r.case_id = ANY (of_cases) AND r.ended_at IS NULL AND NOT r.awaits_name
      AND NOT EXISTS (SELECT FROM proposals AS p WHERE p.case_id = r.case_id)
$$;

-- An assent that another wrote down in a meeting binds; whose it is can say for five working days that he did not mean
-- it (A8). `objectable`: the moment from which what was recorded can still be objected to. One row a meeting.
DROP FUNCTION IF EXISTS chaincare.meeting_balls(uuid[], timestamptz);
CREATE OR REPLACE FUNCTION chaincare.meeting_balls(of_cases uuid[], standing uuid[], moment timestamptz, objectable timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT DISTINCT chaincare.ball_id(m.recorded_at, w.kind, m.id, w.party), m.case_id, w.kind,
           m.id, m.recorded_at, NULL::date, 'participation', w.party, NULL::uuid, NULL::uuid, w.asked_by,
           NULL::text[]
    FROM chaincare.meetings AS m CROSS JOIN LATERAL (
        SELECT s.participation_id AS whose FROM chaincare.regie_responses AS s
        WHERE s.proposal_id = m.regie_proposal_id AND s.meeting_id = m.id AND s.recorded_by IS NOT NULL
          AND NOT EXISTS (SELECT FROM chaincare.regie_responses AS own
                          WHERE own.proposal_id = s.proposal_id AND own.participation_id = s.participation_id
                            AND own.recorded_by IS NULL)
        UNION ALL
        SELECT f.by_id FROM chaincare.meeting_agreements AS o
        JOIN chaincare.agreement_facts AS f ON f.agreement_id = o.agreement_id
            AND f.kind IN ('agreed', 'precondition_agreed') AND f.fact ->> 'meetingId' = m.id::text
            AND f.fact ->> 'recordedBy' IS NOT NULL
        WHERE o.meeting_id = m.id AND NOT EXISTS (
            SELECT FROM chaincare.agreement_facts AS later
            WHERE later.agreement_id = f.agreement_id AND later.by_id = f.by_id AND later.seq > f.seq
              AND later.kind IN ('objected', 'precondition_declined'))) AS said (whose)
    -- Of who is absent while he could object, and does not direct, who directs knows: it binds somebody who may not know of it.
    CROSS JOIN LATERAL (
        SELECT 'assent_to_check' AS kind, said.whose AS party, m.recorded_by AS asked_by
        UNION ALL
        SELECT 'assent_of_absent', t.holder_id, said.whose FROM chaincare.regie_terms AS t
        JOIN chaincare.participations AS p ON p.id = ANY (ARRAY[said.whose])
        WHERE t.case_id = m.case_id AND (t.during @> moment) IS TRUE AND t.holder_id = ANY (standing)
          AND t.holder_id NOT IN (said.whose, m.recorded_by) AND chaincare.is_absent(p.professional_id, moment)) AS w
    WHERE m.case_id = ANY (of_cases) AND m.recorded_at >= objectable
$$;

REVOKE EXECUTE ON FUNCTION chaincare.regie_balls(uuid[], uuid[], timestamptz) FROM chaincare_app;
REVOKE EXECUTE ON FUNCTION chaincare.meeting_balls(uuid[], uuid[], timestamptz, timestamptz) FROM chaincare_app;
