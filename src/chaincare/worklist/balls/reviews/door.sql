-- What was decided for a while and is looked at again, and what somebody's word is waited for. Worked out from dates and
-- facts, as balls/bases/door.sql is; with the door's rights, for other doors only.

-- Of these, the participation that can act first; nobody: NULL.
CREATE OR REPLACE FUNCTION chaincare.first_standing(parties uuid[], moment timestamptz) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT one FROM unnest(parties) WITH ORDINALITY AS p (one, place)
    WHERE one = ANY (chaincare.standing_of(parties, moment)) ORDER BY place LIMIT 1
$$;
REVOKE EXECUTE ON FUNCTION chaincare.first_standing(uuid[], timestamptz) FROM chaincare_app;

-- A shield, something kept from somebody, a line of the relation-conflict list: with who lifts it, or says that it stays. What
-- protects somebody never ends by a date.
CREATE OR REPLACE FUNCTION chaincare.review_balls(of_cases uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(d.since, d.kind, d.id, d.party), d.case_id, d.kind, d.id, d.since, d.day,
           CASE WHEN d.party IS NULL THEN 'parties' ELSE 'participation' END, d.party, NULL::uuid,
           (SELECT c.client_id FROM chaincare.cases AS c WHERE c.id = d.case_id), NULL::uuid, NULL::text[]
    FROM (
        SELECT r.*, n.day, n.day::timestamp AT TIME ZONE 'Europe/Amsterdam' AS since,
               chaincare.first_standing(CASE WHEN r.by_whom_first THEN ARRAY[r.by_whom, h.id] ELSE ARRAY[h.id, r.by_whom] END,
                   moment) AS party
        FROM (
            SELECT s.case_id, 'shield_to_review' AS kind, s.id, s.review_on, s.placed_by AS by_whom, false AS by_whom_first
            FROM chaincare.shields AS s WHERE s.case_id = ANY (of_cases) AND s.lifted_at IS NULL
            UNION ALL
            SELECT t.case_id, 'restriction_to_review', t.id, t.review_on, t.decided_by, true
            FROM chaincare.restrictions AS t WHERE t.case_id = ANY (of_cases) AND t.lifted_at IS NULL
            UNION ALL
            SELECT x.case_id, 'conflict_to_review', x.id, x.review_on, (
                SELECT p.id FROM chaincare.participations AS p WHERE p.case_id = x.case_id
                  AND p.professional_id = x.recorded_by AND (p.during @> moment) IS TRUE ORDER BY p.id LIMIT 1), false
            FROM chaincare.relation_conflicts AS x WHERE x.case_id = ANY (of_cases) AND x.ended_at IS NULL) AS r
        CROSS JOIN LATERAL (SELECT chaincare.able_holder(r.case_id, moment) AS id) AS h
        -- As it was said last when it was looked at again.
        CROSS JOIN LATERAL (SELECT coalesce((
            SELECT q.review_on FROM chaincare.protection_reviews AS q WHERE q.about_id = r.id
            ORDER BY q.reviewed_at DESC, q.id DESC LIMIT 1), r.review_on) AS day) AS n
        WHERE n.day <= (moment AT TIME ZONE 'Europe/Amsterdam')::date) AS d
$$;
REVOKE EXECUTE ON FUNCTION chaincare.review_balls(uuid[], timestamptz) FROM chaincare_app;

-- That an officer recorded a request about this case: to who directs it, and no more than that there is one, whose clock
-- runs. Not of who asks who looked: that one of those who look is asked about is not his to know beforehand.
CREATE OR REPLACE FUNCTION chaincare.request_balls(of_cases uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(d.since, 'request_about_data', d.case_id, d.holder), d.case_id, 'request_about_data', d.case_id,
           d.since, d.due_on, 'participation', d.holder, NULL::uuid, NULL::uuid, NULL::uuid, NULL::text[]
    FROM (
        SELECT r.case_id, min(r.due_on) AS due_on, min(r.received_on)::timestamp AT TIME ZONE 'Europe/Amsterdam' AS since,
               chaincare.able_holder(r.case_id, moment) AS holder
        FROM chaincare.data_subject_requests AS r
        WHERE r.case_id = ANY (of_cases) AND r.login_id IS NULL AND r.kind <> 'employee_name'
          AND r.state IN ('received', 'in_handling', 'extended')
        GROUP BY r.case_id) AS d
    WHERE d.holder IS NOT NULL
$$;
REVOKE EXECUTE ON FUNCTION chaincare.request_balls(uuid[], timestamptz) FROM chaincare_app;

-- That an auditor has a mandate on this case: to who directs it, and no more than that, until when. He is told from when the second
-- person said, and until it is over; then that it ended, and when, for at least two weeks in all: it may have run for an hour. Two weeks in which somebody directed: while
-- nobody does, nobody is told, and whoever directs next still is.
CREATE OR REPLACE FUNCTION chaincare.audit_balls(of_cases uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(CASE WHEN d.until > moment THEN d.since ELSE d.until END, 'case_audited', d.case_id, d.holder), d.case_id,
           CASE WHEN d.until > moment THEN 'case_audited' ELSE 'case_audit_ended' END, d.case_id,
           CASE WHEN d.until > moment THEN d.since ELSE d.until END,
           CASE WHEN d.until > moment THEN (d.until AT TIME ZONE 'Europe/Amsterdam')::date END,
           'participation', d.holder, NULL::uuid, NULL::uuid, NULL::uuid, NULL::text[]
    FROM (
        SELECT w.case_id, min(w.told_from_at) AS since, max(coalesce(w.ended_at, w.ends_at)) AS until,
               chaincare.able_holder(w.case_id, moment) AS holder
        FROM chaincare.case_mandates AS w
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(least(upper(t.during), moment) - greatest(lower(t.during), w.told_from_at)), interval '0') AS heard
            FROM chaincare.regie_terms AS t
            WHERE t.case_id = w.case_id AND w.told_from_at <= moment AND t.during && tstzrange(w.told_from_at, moment)) AS h
        WHERE w.case_id = ANY (of_cases) AND w.told_from_at <= moment
          AND (moment < coalesce(w.ended_at, w.ends_at) OR h.heard < interval '14 days')
        GROUP BY w.case_id) AS d
    WHERE d.holder IS NOT NULL
$$;
REVOKE EXECUTE ON FUNCTION chaincare.audit_balls(uuid[], timestamptz) FROM chaincare_app;

-- A consent that waits for somebody's word: with who was asked for it, else with who recorded it and can ask.
CREATE OR REPLACE FUNCTION chaincare.consent_balls(of_cases uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(c.recorded_at, 'consent_awaited', c.id, w.party), c.case_id, 'consent_awaited', c.id,
           c.recorded_at, NULL::date, CASE WHEN w.party IS NULL THEN 'parties' ELSE 'participation' END, w.party, NULL::uuid,
           NULL::uuid, nullif(c.recorded_by, w.party), NULL::text[]
    FROM chaincare.consents AS c
    CROSS JOIN LATERAL (
        SELECT coalesce(
            (SELECT p.id FROM chaincare.participations AS p
             WHERE p.case_id = c.case_id AND (p.during @> moment) IS TRUE
               AND c.asked_id IN (p.client_id, p.representative_id) ORDER BY p.id LIMIT 1),
            chaincare.first_standing(ARRAY[c.recorded_by, chaincare.able_holder(c.case_id, moment)], moment)) AS party) AS w
    WHERE c.case_id = ANY (of_cases) AND c.awaits IS NOT NULL AND (c.until IS NULL OR c.until > moment)
      AND NOT EXISTS (SELECT FROM chaincare.consent_givings AS g WHERE g.consent_id = c.id AND g.completes)
      AND NOT EXISTS (SELECT FROM chaincare.consent_withdrawals AS x WHERE x.consent_id = c.id)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.consent_balls(uuid[], timestamptz) FROM chaincare_app;

-- What one's unit had and was corrected since, until it says that it knows (AVG 19).
CREATE OR REPLACE FUNCTION chaincare.correction_balls(of_unit uuid)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(n.corrected_at, 'correction_to_acknowledge', n.id, NULL), NULL::uuid, 'correction_to_acknowledge',
           n.id, n.corrected_at, NULL::date, 'unit', NULL::uuid, n.unit_id, NULL::uuid, NULL::uuid, NULL::text[]
    FROM chaincare.correction_notices AS n WHERE n.unit_id = of_unit AND n.acknowledged_at IS NULL
$$;

REVOKE EXECUTE ON FUNCTION chaincare.correction_balls(uuid) FROM chaincare_app;
