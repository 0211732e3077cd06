-- What a case rests on, and what of it asks for somebody: all worked out from dates, so that nothing can be missed while
-- the server was down, and each step is there once. These run with the door's rights and are for other doors only.

-- Who directs a case and can act; nobody: NULL.
CREATE OR REPLACE FUNCTION chaincare.able_holder(of_case uuid, moment timestamptz) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.holder_id FROM chaincare.regie_terms AS t
    WHERE t.case_id = ANY (ARRAY[of_case]) AND (t.during @> moment) IS TRUE
      AND t.holder_id = ANY (chaincare.standing_of(ARRAY[t.holder_id], moment))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.able_holder(uuid, timestamptz) FROM chaincare_app;

-- A basis or a consent that runs out warns 30, 14 and 3 days ahead (S2): the moment of the last warning, if one is due.
CREATE OR REPLACE FUNCTION chaincare.warned_at(until timestamptz, moment timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN until <= moment THEN NULL
        WHEN until - interval '3 days' <= moment THEN until - interval '3 days'
        WHEN until - interval '14 days' <= moment THEN until - interval '14 days'
        WHEN until - interval '30 days' <= moment THEN until - interval '30 days' END
$$;
REVOKE EXECUTE ON FUNCTION chaincare.warned_at(timestamptz, timestamptz) FROM chaincare_app;

-- Whoever stands on the basis is told, who recorded it, and who directs the case; `asked_by` says to the other two whose
-- it is. Not while a longer one is there.
CREATE OR REPLACE FUNCTION chaincare.ending_balls(of_cases uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    WITH bases AS MATERIALIZED (
        SELECT b.case_id, b.participation_id, b.recorded_by, upper(b.during) AS until,
               chaincare.warned_at(upper(b.during), moment) AS warned
        FROM chaincare.legal_bases AS b
        JOIN chaincare.participations AS p ON p.case_id = b.case_id AND p.id = b.participation_id AND (p.during @> moment) IS TRUE
        WHERE b.case_id = ANY (of_cases) AND (b.during @> moment) IS TRUE AND upper(b.during) <= moment + interval '30 days'
          AND NOT EXISTS (
            SELECT FROM chaincare.legal_basis_withdrawals AS w WHERE w.basis_id = b.id AND w.withdrawn_at <= moment)
          AND NOT EXISTS (
            SELECT FROM chaincare.legal_bases AS l
            WHERE l.participation_id = b.participation_id AND (l.during @> moment) IS TRUE
              AND (upper_inf(l.during) OR (upper(l.during), l.id) > (upper(b.during), b.id))
              AND NOT EXISTS (SELECT FROM chaincare.legal_basis_withdrawals AS w
                              WHERE w.basis_id = l.id AND w.withdrawn_at <= moment))
    ), given AS MATERIALIZED (
        SELECT c.id, c.case_id, c.recorded_by, c.until, chaincare.warned_at(c.until, moment) AS warned
        FROM chaincare.consents AS c
        WHERE c.case_id = ANY (of_cases) AND c.until > moment AND c.until <= moment + interval '30 days'
          AND NOT EXISTS (SELECT FROM chaincare.consent_withdrawals AS w
                          WHERE w.consent_id = c.id AND w.withdrawn_at <= moment)
    ), holders AS MATERIALIZED (
        SELECT t.case_id, t.holder_id FROM chaincare.regie_terms AS t
        WHERE t.case_id = ANY (ARRAY(SELECT b.case_id FROM bases AS b UNION SELECT c.case_id FROM given AS c))
          AND (t.during @> moment) IS TRUE
    ), able AS MATERIALIZED (
        -- As able_holder says of one case.
        SELECT h.case_id, h.holder_id FROM holders AS h
        WHERE h.holder_id = ANY ((SELECT chaincare.standing_of(ARRAY(SELECT o.holder_id FROM holders AS o), moment))::uuid[])
    )
    SELECT chaincare.ball_id(e.warned, 'legal_basis_ends', e.participation_id, nullif(told.id, e.participation_id)),
           e.case_id, 'legal_basis_ends', e.participation_id, e.warned,
           ((e.until - interval '1 microsecond') AT TIME ZONE 'Europe/Amsterdam')::date, 'participation',
           told.id, NULL::uuid, NULL::uuid, nullif(e.participation_id, told.id), NULL::text[]
    FROM bases AS e CROSS JOIN LATERAL (
        SELECT e.participation_id AS id
        UNION SELECT q.id FROM chaincare.participations AS q
            WHERE q.case_id = e.case_id AND q.professional_id = e.recorded_by AND (q.during @> moment) IS TRUE
        UNION SELECT a.holder_id FROM able AS a WHERE a.case_id = e.case_id) AS told
    UNION ALL
    SELECT chaincare.ball_id(e.warned, 'consent_ends', e.id, told.id), e.case_id, 'consent_ends', e.id, e.warned,
           ((e.until - interval '1 microsecond') AT TIME ZONE 'Europe/Amsterdam')::date, 'participation', told.id,
           NULL::uuid, NULL::uuid, NULL::uuid, NULL::text[]
    FROM given AS e CROSS JOIN LATERAL (
        SELECT q.id FROM chaincare.participations AS q
        WHERE q.case_id = e.case_id AND q.id = e.recorded_by AND q.professional_id IS NOT NULL AND (q.during @> moment) IS TRUE
        UNION SELECT a.holder_id FROM able AS a WHERE a.case_id = e.case_id) AS told
$$;
REVOKE EXECUTE ON FUNCTION chaincare.ending_balls(uuid[], timestamptz) FROM chaincare_app;

-- Birthdays: bases and consents of before are looked at again when the client turns 12, 16 or 18; that parents stop
-- looking is told three months ahead; an age that nobody can say is decided. With the holder, else with whoever can.
CREATE OR REPLACE FUNCTION chaincare.age_balls(of_cases uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    WITH birthdays AS (
        SELECT c.id AS case_id, n.years, (moment AT TIME ZONE 'Europe/Amsterdam')::date AS today, c.opened_at,
               chaincare.turns(k.birth_date, 'day', n.years) AS earliest,
               chaincare.turns(k.birth_date, k.birth_precision, n.years) AS latest,
               (SELECT min(d.decided_at AT TIME ZONE 'Europe/Amsterdam')::date FROM chaincare.age_decisions AS d
                WHERE d.case_id = c.id AND d.age = n.years AND d.reached) AS decided
        FROM chaincare.cases AS c JOIN chaincare.clients AS k ON k.id = c.client_id
        CROSS JOIN unnest('{12,16,18}'::int[]) AS n (years)
        WHERE c.id = ANY (of_cases) AND k.birth_date > c.opened_at - interval '19 years'
    ), asked AS (
        SELECT b.case_id, 'age_to_review' AS kind, b.years, t.day, NULL::date AS due_on FROM birthdays AS b
        CROSS JOIN LATERAL (SELECT least(b.latest, b.decided) AS day) AS t
        WHERE t.day <= b.today AND (b.opened_at AT TIME ZONE 'Europe/Amsterdam')::date < t.day
          AND NOT EXISTS (SELECT FROM chaincare.age_reviews AS v WHERE v.case_id = b.case_id AND v.age = b.years)
        UNION ALL
        SELECT b.case_id, 'age_to_decide', b.years, b.earliest, NULL FROM birthdays AS b
        WHERE b.earliest <= b.today AND b.today < b.latest
          AND NOT EXISTS (SELECT FROM chaincare.age_decisions AS d WHERE d.case_id = b.case_id AND d.age = b.years)
        UNION ALL
        SELECT b.case_id, 'parents_view_ends', b.years, (b.latest - interval '3 months')::date, b.latest
        FROM birthdays AS b
        WHERE b.years = 16 AND b.today < b.latest AND (b.latest - interval '3 months')::date <= b.today
          AND EXISTS (
            SELECT FROM chaincare.participations AS p JOIN chaincare.representatives AS r ON r.id = p.representative_id
            WHERE p.case_id = b.case_id AND (p.during @> moment) IS TRUE AND r.kind IN ('parent', 'voogd')
              AND NOT chaincare.may_go_on_looking(r.id, b.case_id, moment))
    )
    SELECT chaincare.ball_id(a.since, a.kind || a.years, a.case_id, a.holder), a.case_id, a.kind, a.case_id, a.since,
           a.due_on, CASE WHEN a.holder IS NULL THEN 'parties' ELSE 'participation' END, a.holder, NULL::uuid, NULL::uuid,
           NULL::uuid, NULL::text[]
    FROM (SELECT asked.*, asked.day::timestamp AT TIME ZONE 'Europe/Amsterdam' AS since,
                 chaincare.able_holder(asked.case_id, moment) AS holder FROM asked) AS a
$$;
REVOKE EXECUTE ON FUNCTION chaincare.age_balls(uuid[], timestamptz) FROM chaincare_app;

-- Somebody was not told yet, and today it is looked at again: by who postponed it, else who directs, else who can.
CREATE OR REPLACE FUNCTION chaincare.informing_balls(of_cases uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(f.since, 'informing_postponed', f.id, f.party), f.case_id, 'informing_postponed', f.id,
           f.since, f.review_on, CASE WHEN f.party IS NULL THEN 'parties' ELSE 'participation' END, f.party, NULL::uuid,
           NULL::uuid, NULL::uuid, NULL::text[]
    FROM (
        SELECT newest.id, newest.case_id, newest.review_on,
               newest.review_on::timestamp AT TIME ZONE 'Europe/Amsterdam' AS since,
               CASE WHEN newest.recorded_by = ANY (chaincare.standing_of(ARRAY[newest.recorded_by], moment))
                   THEN newest.recorded_by ELSE chaincare.able_holder(newest.case_id, moment) END AS party
        FROM (
            SELECT DISTINCT ON (case_id, person, person_id, lower(who)) id, case_id, review_on, recorded_by
            FROM chaincare.informed_facts WHERE case_id = ANY (of_cases)
            ORDER BY case_id, person, person_id, lower(who), id DESC) AS newest
        WHERE newest.review_on <= (moment AT TIME ZONE 'Europe/Amsterdam')::date) AS f
$$;
REVOKE EXECUTE ON FUNCTION chaincare.informing_balls(uuid[], timestamptz) FROM chaincare_app;
