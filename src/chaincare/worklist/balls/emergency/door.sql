-- What is open about emergencies: told to who directs until he says that he saw it, and again when a note was left or
-- a crisis participation begun; to the coordinator; and to the coordinator once more when no review came in time.
CREATE OR REPLACE FUNCTION chaincare.emergency_balls(of_cases uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    WITH open AS MATERIALIZED (
        SELECT a.id, a.case_id, a.network_id, lower(a.during) AS began_at, upper(a.during) AS until_at, a.review_on,
               greatest(lower(a.during), (
                    SELECT max(f.at) FROM chaincare.emergency_facts AS f
                    WHERE f.access_id = a.id AND f.kind IN ('noted', 'crisis_begun'))) AS moved_at
        FROM chaincare.emergency_accesses AS a WHERE a.case_id = ANY (of_cases)
    )
    SELECT chaincare.ball_id(a.moved_at, 'emergency_to_acknowledge', a.id, t.holder_id), a.case_id,
           'emergency_to_acknowledge', a.id, a.moved_at, NULL::date, 'participation', t.holder_id, NULL::uuid,
           NULL::uuid, NULL::uuid, NULL::text[]
    FROM open AS a
    JOIN chaincare.regie_terms AS t ON t.case_id = a.case_id AND (t.during @> moment) IS TRUE
    JOIN chaincare.participations AS p ON p.id = t.holder_id AND p.case_id = a.case_id
    WHERE NOT EXISTS (SELECT FROM chaincare.emergency_facts AS f WHERE f.access_id = a.id
                      AND f.kind = 'acknowledged' AND f.by_id = p.professional_id AND f.at >= a.moved_at)
    UNION ALL
    SELECT chaincare.ball_id(a.began_at, 'emergency_to_acknowledge', a.id, NULL), a.case_id,
           'emergency_to_acknowledge', a.id, a.began_at, NULL, 'coordinator', NULL, NULL, NULL, NULL, NULL
    FROM open AS a
    WHERE NOT EXISTS (
        SELECT FROM chaincare.emergency_facts AS f
        JOIN chaincare.mandates AS m ON m.professional_id = f.by_id AND m.kind = 'coordinator'
            AND m.network_id = a.network_id
        WHERE f.access_id = a.id AND f.kind = 'acknowledged')
    UNION ALL
    SELECT chaincare.ball_id(a.until_at, 'emergency_unreviewed', a.id, NULL), a.case_id, 'emergency_unreviewed', a.id,
           a.until_at, a.review_on, 'coordinator', NULL, NULL, NULL, NULL, NULL
    FROM open AS a
    WHERE (moment AT TIME ZONE 'Europe/Amsterdam')::date > a.review_on AND NOT EXISTS (
        SELECT FROM chaincare.emergency_facts AS f WHERE f.access_id = a.id AND f.kind = 'reviewed')
$$;

REVOKE EXECUTE ON FUNCTION chaincare.emergency_balls(uuid[], timestamptz) FROM chaincare_app;
