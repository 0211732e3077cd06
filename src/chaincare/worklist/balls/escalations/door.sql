-- What is open about help that was asked for.

-- Units where nobody is left to answer: their organisation left or is insolvent, or has nobody active there.
CREATE OR REPLACE FUNCTION chaincare.is_deserted(unit uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT NOT EXISTS (
        SELECT FROM chaincare.units AS u
        JOIN chaincare.organisations AS o ON o.id = u.organisation_id AND o.status IN ('active', 'leaving')
        JOIN chaincare.professionals AS f ON f.unit_id = u.id AND f.status = 'active'
        WHERE u.id = unit)
$$;

-- Whether what accepting gives can be given at a moment: not when the consent it rests on was taken back, or its day has passed.
-- For the doors only: a consent is not for every reader.
CREATE OR REPLACE FUNCTION chaincare.offer_holds(offered jsonb, moment timestamptz) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT offered IS NULL OR ((offered ->> 'until' IS NULL OR (offered ->> 'until')::timestamptz > moment)
        AND (offered ->> 'consent_id' IS NULL OR EXISTS (
            SELECT FROM chaincare.consents AS c
            WHERE c.id = (offered ->> 'consent_id')::uuid AND (c.until IS NULL OR c.until > moment) AND NOT EXISTS (
                SELECT FROM chaincare.consent_withdrawals AS w WHERE w.consent_id = c.id AND w.withdrawn_at <= moment))))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.offer_holds(jsonb, timestamptz) FROM chaincare_app;

-- The same for who is let into the case of that consent: no more than accepting would say. To anybody else nothing.
CREATE OR REPLACE FUNCTION chaincare.offer_stands(offered jsonb, moment timestamptz) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN offered ->> 'consent_id' IS NULL OR EXISTS (
        SELECT FROM chaincare.consents AS c JOIN chaincare.let_in AS e ON e.case_id = c.case_id
        WHERE c.id = (offered ->> 'consent_id')::uuid AND e.reach IN ('that', 'core', 'full', 'steering', 'client'))
    THEN chaincare.offer_holds(offered, moment) END
$$;

-- As escalations/door.sql `ball_now` says of one, for all at once, but each thing that somebody has to do by itself: who bridges, what has to
-- be there first, and the review of the waiting time do not wait for each other. What time or somebody's leaving has moved
-- lies with the regie holder, where nobody directs with who asked. A unit asked that lets its day pass is the
-- coordinator's too from then on: it never just lies there (E4).
CREATE OR REPLACE FUNCTION chaincare.escalation_balls(of_cases uuid[], standing uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    WITH open AS MATERIALIZED (
        SELECT x.id, x.case_id, x.state, x.help, x.ball, x.ball_since, x.requested_by, x.bridge_agreed, x.review_due_on,
               g.participation_id AS specialist_id, g.unit_id, g.question_at,
               CASE WHEN x.bridge_id = ANY (standing) THEN x.bridge_id END AS bridge_id,
               x.state = 'waiting' AND x.review_due_on < (moment AT TIME ZONE 'Europe/Amsterdam')::date AS unreviewed,
               coalesce((SELECT t.holder_id FROM chaincare.regie_terms AS t
                         WHERE t.case_id = ANY (ARRAY[x.case_id]) AND (t.during @> moment) IS TRUE
                           AND t.holder_id = ANY (standing)),
                        CASE WHEN x.requested_by = ANY (standing) THEN x.requested_by END) AS leads,
               coalesce(x.help = 'strengthen' AND x.ball = 'target' AND NOT chaincare.is_deserted(g.unit_id), false)
                   AS at_unit
        FROM chaincare.escalations AS x
        LEFT JOIN chaincare.escalation_targets AS g ON g.escalation_id = x.id AND g.state = 'accepted'
        WHERE x.case_id = ANY (of_cases) AND x.ball IS NOT NULL AND x.state <> 'requested'
    ), missing AS MATERIALIZED (
        SELECT o.id AS within_id, c.id, CASE WHEN c.owner_id = ANY (standing) THEN c.owner_id ELSE o.leads END AS party, (
            SELECT max(f.at) FROM chaincare.escalation_facts AS f WHERE f.escalation_id = o.id AND (f.kind = 'accepted'
                OR (f.kind = 'condition_named' AND f.fact ->> 'condition' = c.id::text))) AS since
        FROM open AS o
        JOIN chaincare.escalation_conditions AS c ON c.escalation_id = ANY (ARRAY[o.id]) AND c.state = 'open'
        WHERE o.state IN ('accepted', 'waiting')
    ), named AS (
        SELECT o.*, o.id AS about, CASE WHEN o.state = 'draft' THEN 'escalation_to_send'
                WHEN o.state = 'accepted' THEN 'escalation_to_start'
                WHEN (o.at_unit OR t.party = o.specialist_id) AND o.ball = 'target' THEN 'escalation_at_work'
                WHEN o.ball = 'requester' AND o.question_at IS NOT NULL THEN 'escalation_question'
                ELSE 'escalation_to_close' END AS kind, t.party, o.ball_since AS since
        FROM open AS o
        CROSS JOIN LATERAL (SELECT CASE
            WHEN o.ball = 'requester' AND o.requested_by = ANY (standing) THEN o.requested_by
            WHEN o.ball = 'target' AND o.specialist_id = ANY (standing) THEN o.specialist_id
            WHEN NOT o.at_unit THEN o.leads END AS party) AS t
        WHERE o.state IN ('draft', 'started')
           OR (o.state = 'accepted' AND NOT EXISTS (SELECT FROM missing AS m WHERE m.within_id = o.id))
        UNION ALL
        SELECT o.*, o.id, 'escalation_to_review', CASE WHEN o.specialist_id = ANY (standing) THEN o.specialist_id ELSE o.leads END,
               (o.review_due_on + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam'
        FROM open AS o WHERE o.unreviewed
        UNION ALL
        SELECT o.*, o.id, CASE WHEN o.bridge_id IS NULL THEN 'escalation_bridge_to_name' WHEN o.bridge_agreed
                   THEN 'escalation_to_bridge' ELSE 'escalation_bridge_to_answer' END, coalesce(o.bridge_id, o.leads), (
                   SELECT max(f.at) FROM chaincare.escalation_facts AS f WHERE f.escalation_id = o.id
                   AND (f.kind IN ('accepted', 'bridge_named', 'bridge_answered') OR (f.kind = 'reviewed' AND o.bridge_agreed)))
        FROM open AS o WHERE o.state = 'waiting' AND NOT (o.unreviewed AND o.bridge_agreed AND o.bridge_id IS NOT NULL)
        UNION ALL
        SELECT o.*, m.id, 'escalation_condition', m.party, m.since FROM missing AS m JOIN open AS o ON o.id = m.within_id
    )
    SELECT chaincare.ball_id(b.since, b.kind, b.about, b.party), b.case_id, b.kind, b.about, b.since,
           CASE WHEN b.kind IN ('escalation_to_review', 'escalation_to_bridge') THEN b.review_due_on ELSE (
               SELECT chaincare.working_day(t.runs_from, t.term_days, '{}') FROM chaincare.timers AS t
               WHERE t.about = b.about AND NOT t.stopped AND t.kind = CASE b.kind WHEN 'escalation_to_send' THEN 'escalation_draft'
                   WHEN 'escalation_to_start' THEN 'escalation_start' WHEN 'escalation_condition' THEN 'escalation_condition'
                   WHEN 'escalation_bridge_to_name' THEN 'escalation_bridge'
                   WHEN 'escalation_bridge_to_answer' THEN 'escalation_bridge' END) END,
           CASE WHEN b.party IS NOT NULL THEN 'participation' WHEN b.at_unit THEN 'unit' ELSE 'coordinator' END, b.party,
           CASE WHEN b.party IS NULL AND b.at_unit THEN b.unit_id END,
           CASE b.kind WHEN 'escalation_condition' THEN b.id END,
           CASE WHEN b.kind <> 'escalation_question' THEN b.requested_by END, NULL::text[]
    FROM named AS b
    UNION ALL
    SELECT chaincare.ball_id(coalesce(g.question_at, g.asked_at), 'asked' || CASE WHEN gone.gone THEN '_gone' ELSE '' END,
               x.id, g.unit_id), x.case_id,
           CASE WHEN gone.gone THEN 'escalation_target_gone' WHEN g.question_at IS NULL THEN 'escalation_to_answer'
                ELSE 'escalation_question' END, x.id,
           coalesce(g.question_at, g.asked_at), CASE WHEN NOT gone.gone THEN g.answer_by END,
           CASE WHEN g.question_at IS NULL AND NOT gone.gone THEN 'unit' WHEN asker.id IS NULL THEN 'coordinator'
                ELSE 'participation' END,
           CASE WHEN g.question_at IS NOT NULL OR gone.gone THEN asker.id END,
           CASE WHEN g.question_at IS NULL AND NOT gone.gone THEN g.unit_id END, NULL,
           CASE WHEN g.question_at IS NULL THEN x.requested_by END, NULL
    FROM chaincare.escalation_targets AS g JOIN chaincare.escalations AS x ON x.id = g.escalation_id
    -- A unit that can answer no more, or is offered what cannot be given any more: who asked thinks again.
    CROSS JOIN LATERAL (SELECT chaincare.is_deserted(g.unit_id) OR NOT chaincare.offer_holds(x.basis, moment) AS gone) AS gone
    CROSS JOIN LATERAL (
        SELECT CASE WHEN x.requested_by = ANY (standing) THEN x.requested_by ELSE (
            SELECT t.holder_id FROM chaincare.regie_terms AS t
            WHERE t.case_id = ANY (ARRAY[x.case_id]) AND (t.during @> moment) IS TRUE AND t.holder_id = ANY (standing)) END AS id) AS asker
    WHERE x.case_id = ANY (of_cases) AND g.state = 'requested' AND x.state = 'requested'
    UNION ALL
    SELECT chaincare.ball_id(late.since, 'escalation_unanswered', late.escalation_id, late.unit_id), late.case_id,
           'escalation_unanswered', late.escalation_id, late.since, late.answer_by, 'coordinator', NULL, late.unit_id,
           NULL, NULL, NULL
    FROM (
        SELECT g.*, ((g.answer_by + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam') AS since
        FROM chaincare.escalation_targets AS g
        WHERE g.case_id = ANY (of_cases) AND g.state = 'requested' AND g.question_at IS NULL
          AND g.answer_by < (moment AT TIME ZONE 'Europe/Amsterdam')::date) AS late
    -- Nobody takes it on, or who had done so stops: who asked thinks again, until something else is asked or he withdraws it. After a month it is late,
    -- and lies with who directs as well; where that is himself, with the coordinator. Where a unit said who would, it is sent on
    -- within it, for as long as who asked is there.
    UNION ALL
    SELECT chaincare.ball_id(ended.at, 'escalation_over', x.id, lies.party), x.case_id, 'escalation_over', x.id, ended.at,
           late.due_on, CASE WHEN lies.party IS NULL THEN 'coordinator' ELSE 'participation' END, lies.party, NULL,
           CASE WHEN who.asker IS NOT NULL AND NOT x.given_up AND EXISTS (
               SELECT FROM chaincare.escalation_facts AS f WHERE f.escalation_id = x.id AND f.kind = 'declined'
                 AND f.fact ->> 'refers_to' IS NOT NULL) THEN x.id END,
           x.requested_by, NULL
    FROM chaincare.escalations AS x
    CROSS JOIN LATERAL (SELECT max(f.at) AS at FROM chaincare.escalation_facts AS f WHERE f.escalation_id = x.id) AS ended
    CROSS JOIN LATERAL (SELECT (ended.at AT TIME ZONE 'Europe/Amsterdam')::date + 30 AS due_on) AS late
    CROSS JOIN LATERAL (
        SELECT CASE WHEN x.requested_by = ANY (standing) THEN x.requested_by END AS asker, (
            SELECT t.holder_id FROM chaincare.regie_terms AS t
            WHERE t.case_id = ANY (ARRAY[x.case_id]) AND (t.during @> moment) IS TRUE AND t.holder_id = ANY (standing)) AS holder) AS who
    CROSS JOIN LATERAL (
        SELECT coalesce(who.asker, who.holder)
        UNION SELECT CASE WHEN who.asker <> who.holder THEN who.holder END
            WHERE late.due_on < (moment AT TIME ZONE 'Europe/Amsterdam')::date) AS lies (party)
    WHERE x.case_id = ANY (of_cases) AND (x.state IN ('declined', 'expired') OR x.given_up)
      AND NOT EXISTS (SELECT FROM chaincare.escalation_facts AS f
          WHERE f.case_id = x.case_id AND f.kind = 'requested' AND f.at > ended.at)
      AND EXISTS (SELECT FROM chaincare.cases AS c WHERE c.id = x.case_id AND c.status = 'open')
$$;

-- What a unit was asked lies with whoever works there: told by its target, of nobody (E2).
CREATE OR REPLACE FUNCTION chaincare.received_balls(of_unit uuid)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(b.since, 'received', b.id, NULL), NULL::uuid, b.kind, b.id, b.since,
           CASE WHEN b.kind = 'escalation_to_answer' THEN b.answer_by END, 'unit', NULL::uuid, b.unit_id, NULL::uuid,
           b.asked_by, NULL::text[]
    FROM (
        SELECT g.*, coalesce(x.requested_by, x.asked_by) AS asked_by,
               CASE g.state WHEN 'requested' THEN 'escalation_to_answer' ELSE 'escalation_at_work' END AS kind,
               CASE g.state WHEN 'requested' THEN g.asked_at ELSE x.ball_since END AS since
        FROM chaincare.escalation_targets AS g
        -- One by one, by its key (OFFSET 0): the planner would rather read all escalations of all networks.
        CROSS JOIN LATERAL (SELECT * FROM chaincare.escalations AS y WHERE y.id = g.escalation_id OFFSET 0) AS x
        WHERE g.unit_id = of_unit AND ((g.state = 'requested' AND g.question_at IS NULL)
            OR (g.state = 'accepted' AND g.participation_id IS NULL)) AND (
            (g.state = 'requested' AND x.state = 'requested' AND g.question_at IS NULL)
            OR (g.state = 'accepted' AND g.participation_id IS NULL AND x.state = 'started' AND x.ball = 'target'))) AS b
$$;

-- What somebody asked without a case (E3): nobody but he looks after it, so silence comes back to him.
CREATE OR REPLACE FUNCTION chaincare.consultation_balls(of_asker uuid, moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(b.since, b.kind, b.id, b.unit_id), NULL::uuid, b.kind, b.id, b.since, b.answer_by,
           CASE WHEN b.kind IN ('consultation_to_answer', 'consultation_at_work') THEN 'unit' ELSE 'asker' END,
           NULL::uuid, b.unit_id, NULL::uuid, NULL::uuid, NULL::text[]
    FROM (
        SELECT x.id, g.unit_id, CASE WHEN x.state = 'requested' THEN g.answer_by END AS answer_by, said.kind,
               CASE said.kind WHEN 'consultation_question' THEN g.question_at
                   WHEN 'consultation_unanswered' THEN
                       least((g.answer_by + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam', CASE WHEN gone.gone THEN g.asked_at END)
                   WHEN 'consultation_to_answer' THEN g.asked_at ELSE x.ball_since END AS since
        FROM chaincare.escalations AS x
        JOIN chaincare.escalation_targets AS g ON g.escalation_id = x.id AND g.state IN ('requested', 'accepted')
        CROSS JOIN LATERAL (SELECT chaincare.is_deserted(g.unit_id) AS gone) AS gone
        CROSS JOIN LATERAL (SELECT CASE
            WHEN x.state = 'started' AND x.ball = 'target' AND NOT gone.gone THEN 'consultation_at_work'
            WHEN g.question_at IS NOT NULL THEN 'consultation_question'
            WHEN x.state = 'started' THEN 'consultation_to_close'
            WHEN gone.gone OR g.answer_by < (moment AT TIME ZONE 'Europe/Amsterdam')::date THEN 'consultation_unanswered'
            ELSE 'consultation_to_answer' END AS kind) AS said
        WHERE x.case_id IS NULL AND x.asked_by = of_asker AND x.ball IS NOT NULL
        -- Everybody declined, nobody answered, or who thought along stopped: until he closes it, so that it does not vanish unseen.
        UNION ALL SELECT x.id, NULL, NULL, 'consultation_over', (
            SELECT max(f.at) FROM chaincare.escalation_facts AS f WHERE f.escalation_id = x.id)
        FROM chaincare.escalations AS x
        WHERE x.case_id IS NULL AND x.asked_by = of_asker AND (x.given_up OR (x.state IN ('declined', 'expired') AND NOT EXISTS (
            SELECT FROM chaincare.escalation_facts AS f WHERE f.escalation_id = x.id AND f.kind = 'withdrawn')))) AS b
$$;

REVOKE EXECUTE ON FUNCTION chaincare.escalation_balls(uuid[], uuid[], timestamptz) FROM chaincare_app;
REVOKE EXECUTE ON FUNCTION chaincare.received_balls(uuid) FROM chaincare_app;
REVOKE EXECUTE ON FUNCTION chaincare.consultation_balls(uuid, timestamptz) FROM chaincare_app;
