-- What is open about who is needed around the client: the next step, with whoever took the last one. Where he takes
-- part no more it lies with the regie holder, where nobody directs with whoever can take it.
CREATE OR REPLACE FUNCTION chaincare.needed_party_balls(of_cases uuid[], standing uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(b.taken_at, 'needed_party', b.id, b.party), b.case_id, 'needed_party_next_step', b.id,
           b.taken_at, b.next_step_on, CASE WHEN b.party IS NULL THEN 'parties' ELSE 'participation' END, b.party,
           NULL::uuid, NULL::uuid, NULL::uuid, NULL::text[]
    FROM (
        SELECT n.id, n.case_id, n.next_step_on, s.taken_at,
               CASE WHEN s.taken_by = ANY (standing) THEN s.taken_by ELSE (
                    SELECT t.holder_id FROM chaincare.regie_terms AS t
                    WHERE t.case_id = ANY (ARRAY[n.case_id]) AND (t.during @> moment) IS TRUE
                      AND t.holder_id = ANY (standing)) END AS party
        FROM chaincare.needed_parties AS n
        JOIN chaincare.needed_party_steps AS s ON s.needed_party_id = n.id AND s.version = n.version
        WHERE n.case_id = ANY (of_cases) AND n.next_step IS NOT NULL) AS b
$$;

-- Who was to take over and can act no more: before the day, with who directs, else with who leaves; after it, until his part ends,
-- with who directs. Where regie was proposed with it, that proposal has its own rows.
CREATE OR REPLACE FUNCTION chaincare.succession_balls(of_cases uuid[], standing uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(b.since, b.kind, b.id, b.party), b.case_id, b.kind, b.id, b.since,
           (b.effective_at AT TIME ZONE 'Europe/Amsterdam')::date, CASE WHEN b.party IS NULL THEN 'parties' ELSE 'participation' END,
           b.party, NULL::uuid, b.to_id, b.to_id, NULL::text[]
    FROM (
        SELECT s.*, greatest(s.made_at, least(upper(q.during), f.inactive_at)) AS since,
               CASE WHEN s.effective_at > moment THEN 'successor_gone' ELSE 'succession_failed' END AS kind,
               coalesce((
                    SELECT t.holder_id FROM chaincare.regie_terms AS t
                    WHERE t.case_id = ANY (ARRAY[s.case_id]) AND (t.during @> moment) IS TRUE AND t.holder_id = ANY (standing)),
                    CASE WHEN s.effective_at > moment AND s.from_id = ANY (standing) THEN s.from_id END) AS party
        FROM chaincare.successions AS s
        JOIN chaincare.participations AS q ON q.id = ANY (ARRAY[s.to_id])
        JOIN chaincare.professionals AS f ON f.id = q.professional_id
        WHERE s.case_id = ANY (of_cases) AND s.over_at IS NULL AND s.proposal_id IS NULL
          AND s.to_id <> ALL (coalesce(standing, '{}'))
          AND (s.effective_at > moment OR (q.during @> moment) IS TRUE)) AS b
$$;

REVOKE EXECUTE ON FUNCTION chaincare.succession_balls(uuid[], uuid[], timestamptz) FROM chaincare_app;
REVOKE EXECUTE ON FUNCTION chaincare.needed_party_balls(uuid[], uuid[], timestamptz) FROM chaincare_app;

-- The day on which a case is to be evaluated, or people agreed to meet again and did not since, has come: with who directs, and where nobody does with whoever can.
CREATE OR REPLACE FUNCTION chaincare.evaluation_balls(of_cases uuid[], standing uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(b.since, b.kind, b.about, b.party), b.case_id, b.kind, b.about, b.since, b.day, CASE WHEN b.party IS NULL THEN 'parties' ELSE 'participation' END, b.party, NULL::uuid, NULL::uuid,
           NULL::uuid, NULL::text[]
    FROM (
        SELECT d.*, d.day::timestamp AT TIME ZONE 'Europe/Amsterdam' AS since, (
            SELECT r.holder_id FROM chaincare.regie_terms AS r
            WHERE r.case_id = ANY (ARRAY[d.case_id]) AND (r.during @> moment) IS TRUE AND r.holder_id = ANY (standing)) AS party
        FROM (
        SELECT t.case_id, t.about, t.runs_from AS day, 'case_to_evaluate' AS kind FROM chaincare.timers AS t
        WHERE t.kind = 'case_evaluation' AND t.about = ANY (of_cases) AND NOT t.stopped
          AND t.runs_from <= (moment AT TIME ZONE 'Europe/Amsterdam')::date
        UNION ALL
        SELECT m.case_id, m.id, m.next_on, 'meeting_to_hold' FROM chaincare.meetings AS m
        WHERE m.case_id = ANY (of_cases) AND m.next_on <= (moment AT TIME ZONE 'Europe/Amsterdam')::date AND NOT EXISTS (
            SELECT FROM chaincare.meetings AS l
            WHERE l.case_id = m.case_id AND l.recorded_at > m.recorded_at AND (l.kind <> 'paper' OR l.next_on IS NOT NULL))) AS d
        JOIN chaincare.cases AS c ON c.id = d.case_id AND c.status = 'open') AS b
$$;
REVOKE EXECUTE ON FUNCTION chaincare.evaluation_balls(uuid[], uuid[], timestamptz) FROM PUBLIC, chaincare_app;

-- An organisation became insolvent, and took part: with who directs, where nobody does with the coordinator, until somebody came in, was
-- named as needed or asked for help since, or people met about it. What its people were to do has rows of its own.
CREATE OR REPLACE FUNCTION chaincare.gone_balls(of_cases uuid[], standing uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(g.since, 'organisation_gone', g.id, d.party), g.case_id, 'organisation_gone', g.id, g.since, NULL::date,
           CASE WHEN d.party IS NULL THEN 'coordinator' ELSE 'participation' END, d.party, NULL::uuid, NULL::uuid, g.id, NULL::text[]
    FROM (
        SELECT DISTINCT ON (p.case_id, u.organisation_id) p.id, p.case_id, upper(p.during) AS since
        FROM chaincare.participations AS p
        LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
        JOIN chaincare.units AS u ON u.id = coalesce(p.unit_id, f.unit_id)
        JOIN chaincare.cases AS c ON c.id = p.case_id AND c.status = 'open'
        WHERE p.case_id = ANY (of_cases) AND p.ended_because = 'organisation_insolvent'
        ORDER BY p.case_id, u.organisation_id, upper(p.during) DESC, p.id) AS g
    CROSS JOIN LATERAL (SELECT (
        SELECT t.holder_id FROM chaincare.regie_terms AS t
        WHERE t.case_id = ANY (ARRAY[g.case_id]) AND (t.during @> moment) IS TRUE AND t.holder_id = ANY (standing)) AS party) AS d
    WHERE NOT EXISTS (SELECT FROM chaincare.participations AS q
          WHERE q.case_id = g.case_id AND lower(q.during) > g.since AND num_nonnulls(q.professional_id, q.unit_id) = 1)
      AND NOT EXISTS (SELECT FROM chaincare.needed_party_steps AS s WHERE s.case_id = g.case_id AND s.version = 1 AND s.taken_at > g.since)
      AND NOT EXISTS (SELECT FROM chaincare.escalation_facts AS x WHERE x.case_id = g.case_id AND x.kind = 'requested' AND x.at > g.since)
      AND NOT EXISTS (SELECT FROM chaincare.meetings AS m WHERE m.case_id = g.case_id AND m.recorded_at > g.since)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.gone_balls(uuid[], uuid[], timestamptz) FROM PUBLIC, chaincare_app;
