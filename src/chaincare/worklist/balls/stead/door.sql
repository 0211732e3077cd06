-- Where a mandate waits for somebody who is not there. What lies with a coordinator stands with every other one of that network, and
-- what lies with a management contact with every other one of his organisation; where there is none, who administers the network gives
-- another a mandate meanwhile. No case is shown for it: who administers has none (DOMAIN 2). Where nobody ever had one, that something
-- lies with that management is all he hears.

-- Since when somebody is recorded as absent, for more than a day on end; NULL when he is there (cf. away_among).
CREATE OR REPLACE FUNCTION chaincare.away_since(professional uuid, moment timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT min(lower(span)) FROM chaincare.absences AS a CROSS JOIN LATERAL unnest(a.moments) AS span
    WHERE a.professional_id = professional AND a.corrected_at IS NULL AND (a.ended_at IS NULL OR a.ended_at > moment)
      AND span @> moment AND (upper_inf(span) OR upper(span) - lower(span) > interval '25 hours')
$$;
REVOKE EXECUTE ON FUNCTION chaincare.away_since(uuid, timestamptz) FROM chaincare_app;

-- A coordinator recuses himself where his own organisation is a party: who is there is enough when he works where the absent one does,
-- or when those who are there work for two organisations.
CREATE OR REPLACE FUNCTION chaincare.stead_balls(administrator uuid, moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    WITH mine AS MATERIALIZED (
        SELECT DISTINCT a.network_id FROM chaincare.mandates AS a
        WHERE a.professional_id = administrator AND a.kind = 'administrator' AND a.during @> moment
    ), held AS MATERIALIZED (
        SELECT m.kind, m.network_id, CASE m.kind WHEN 'coordinator' THEN m.network_id ELSE m.organisation_id END AS about,
               m.professional_id, u.organisation_id AS house, coalesce(g.over, g.away) AS since, g.over IS NULL AND g.away IS NOT NULL AS away
        FROM chaincare.mandates AS m
        JOIN chaincare.professionals AS f ON f.id = m.professional_id
        JOIN chaincare.units AS u ON u.id = f.unit_id
        JOIN chaincare.organisations AS o ON o.id = u.organisation_id
        CROSS JOIN LATERAL (
            SELECT CASE WHEN upper(m.during) <= moment THEN upper(m.during)
                WHEN f.status <> 'active' OR o.issuer IS DISTINCT FROM f.issuer OR o.status NOT IN ('active', 'leaving')
                    OR (m.kind = 'management_contact' AND u.organisation_id <> m.organisation_id) THEN lower(m.during)
                END AS over, chaincare.away_since(f.id, moment) AS away) AS g
        WHERE m.kind IN ('coordinator', 'management_contact') AND lower(m.during) <= moment
          AND m.network_id IN (SELECT n.network_id FROM mine AS n)
          AND (m.kind = 'coordinator' OR EXISTS (
              SELECT FROM chaincare.memberships AS s
              JOIN chaincare.organisations AS h ON h.id = s.organisation_id AND h.status IN ('active', 'leaving')
              WHERE s.network_id = m.network_id AND s.organisation_id = m.organisation_id))
    )
    SELECT chaincare.ball_id(g.since, g.kind, g.about, g.network_id), NULL::uuid, g.kind, g.about, g.since,
           (g.since AT TIME ZONE 'Europe/Amsterdam')::date, 'administrator', NULL::uuid, NULL::uuid, g.network_id, g.who, NULL::text[]
    FROM (
        SELECT CASE h.kind WHEN 'coordinator' THEN 'coordinator_absent' ELSE 'management_absent' END AS kind, h.network_id, h.about,
               max(h.since) AS since, (array_agg(h.professional_id ORDER BY h.since DESC) FILTER (WHERE h.since IS NOT NULL))[1] AS who
        FROM held AS h GROUP BY h.kind, h.network_id, h.about
        HAVING bool_and(h.since IS NOT NULL)
            OR (h.kind = 'coordinator' AND count(DISTINCT h.house) FILTER (WHERE h.since IS NULL) = 1
                AND (array_agg(h.house) FILTER (WHERE h.since IS NULL))[1]
                    <> ANY (array_agg(h.house) FILTER (WHERE h.away)))
        UNION ALL
        -- An organisation that never had anybody: from the first thing on that its management would hear, also that it is to sign.
        SELECT 'management_absent', s.network_id, s.organisation_id, l.since, NULL
        FROM mine AS n
        JOIN chaincare.memberships AS s ON s.network_id = n.network_id
        JOIN chaincare.organisations AS h ON h.id = s.organisation_id AND h.status IN ('active', 'leaving')
        CROSS JOIN LATERAL (
            SELECT least((SELECT min(w.since) FROM chaincare.late_with(ARRAY[s.organisation_id]) AS w WHERE w.network_id = s.network_id),
                (SELECT min(t.since) FROM chaincare.covenant_to_sign(s.network_id, s.organisation_id, moment) AS t
                 WHERE h.status = 'active')) AS since) AS l
        WHERE l.since IS NOT NULL AND NOT EXISTS (
            SELECT FROM held AS m WHERE m.kind = 'management_contact' AND m.about = s.organisation_id
              AND m.network_id = s.network_id)
    ) AS g
$$;
REVOKE EXECUTE ON FUNCTION chaincare.stead_balls(uuid, timestamptz) FROM chaincare_app;

-- By which mandate of his own he is shown it.
CREATE OR REPLACE FUNCTION chaincare.enter_stead(caller chaincare.caller, actor chaincare.actor, thing uuid,
    INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    e.asked_id := thing;
    e := chaincare.enter_administration(caller, actor, (
        SELECT b.within_id FROM chaincare.stead_balls(actor.id, caller.moment) AS b WHERE b.about = thing
        ORDER BY b.within_id LIMIT 1), e);
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_stead(chaincare.caller, chaincare.actor, uuid, chaincare.access_entries) FROM chaincare_app;
