-- A covenant that waits for a signature: with the management of each member that has yet to sign, and with who coordinates or administers
-- the network once a member's time to do so is over.

-- Which versions an organisation has not signed, of the one in force and those to come, and until which day that does it no harm: the
-- last day of grace where its signature counts until the version holds, else the day before that one.
CREATE OR REPLACE FUNCTION chaincare.covenant_to_sign(network uuid, organisation uuid, moment timestamptz)
RETURNS TABLE (covenant_id uuid, since timestamptz, sign_by date, coming boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT v.covenant_id, v.published_at, v.holds_from - 1 + CASE WHEN EXISTS (
            SELECT FROM chaincare.covenant_versions AS e WHERE e.network_id = network AND e.holds_from < v.holds_from)
        AND chaincare.membership_holds(network, organisation, (v.holds_from - 1)::timestamp AT TIME ZONE 'Europe/Amsterdam')
        THEN v.grace_days ELSE 0 END, v.holds_from > today.day
    FROM chaincare.covenant_versions AS v
    CROSS JOIN (SELECT (moment AT TIME ZONE 'Europe/Amsterdam')::date AS day) AS today
    WHERE v.network_id = network
      AND NOT EXISTS (SELECT FROM chaincare.covenant_versions AS l
          WHERE l.network_id = network AND l.holds_from > v.holds_from AND l.holds_from <= today.day)
      AND NOT EXISTS (SELECT FROM chaincare.covenant_accessions AS a
          WHERE a.covenant_id = v.covenant_id AND a.version = v.version AND a.organisation_id = organisation)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.covenant_to_sign(uuid, uuid, timestamptz) FROM chaincare_app;

-- Who leaves takes on nothing new whatever it signs, and is asked for no signature.
CREATE OR REPLACE FUNCTION chaincare.covenant_balls(actor chaincare.actor, moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(t.since, 'covenant_to_sign', t.covenant_id, NULL), NULL::uuid, 'covenant_to_sign', t.covenant_id, t.since,
           t.sign_by, 'management', NULL::uuid, NULL::uuid, NULL::uuid, NULL::uuid, NULL::text[]
    FROM (
        SELECT DISTINCT m.network_id, m.organisation_id FROM chaincare.mandates AS m
        JOIN chaincare.memberships AS s ON s.network_id = m.network_id AND s.organisation_id = m.organisation_id
        JOIN chaincare.organisations AS o ON o.id = m.organisation_id AND o.status = 'active'
        WHERE m.professional_id = actor.id AND m.kind = 'management_contact' AND m.organisation_id = actor.organisation_id
          AND m.during @> moment) AS his
    CROSS JOIN LATERAL chaincare.covenant_to_sign(his.network_id, his.organisation_id, moment) AS t
    UNION ALL
    SELECT chaincare.ball_id(late.since, 'covenant_unsigned', t.covenant_id, s.organisation_id), NULL, 'covenant_unsigned', t.covenant_id,
           late.since, t.sign_by, his.kind, NULL, (
               SELECT u.id FROM chaincare.units AS u WHERE u.organisation_id = s.organisation_id ORDER BY u.id LIMIT 1),
           s.organisation_id, NULL, NULL
    FROM (
        SELECT m.network_id, max(m.kind) AS kind FROM chaincare.mandates AS m   -- who coordinates as well does so first
        WHERE m.professional_id = actor.id AND m.kind IN ('coordinator', 'administrator') AND m.during @> moment
        GROUP BY m.network_id) AS his
    JOIN chaincare.memberships AS s ON s.network_id = his.network_id
    JOIN chaincare.organisations AS o ON o.id = s.organisation_id AND o.status = 'active'
    CROSS JOIN LATERAL chaincare.covenant_to_sign(his.network_id, s.organisation_id, moment) AS t
    CROSS JOIN LATERAL (
        SELECT greatest(t.since, (t.sign_by + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam') AS since) AS late
    WHERE NOT t.coming AND NOT chaincare.membership_holds(his.network_id, s.organisation_id, moment)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.covenant_balls(chaincare.actor, timestamptz) FROM chaincare_app;
