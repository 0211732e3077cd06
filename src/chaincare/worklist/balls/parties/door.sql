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

REVOKE EXECUTE ON FUNCTION chaincare.needed_party_balls(uuid[], uuid[], timestamptz) FROM chaincare_app;
