-- When the next step towards a party of an inventory is due: with whom the step names; and where he no longer works in the network, with
-- who pulls the cart for it or coordinates it. The row names the party by its id, and nobody on the inventory.
CREATE OR REPLACE FUNCTION chaincare.inventory_party_balls(actor chaincare.actor, moment timestamptz) RETURNS SETOF chaincare.ball
LANGUAGE sql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(d.since, 'inventory_party', p.id, NULL), NULL::uuid, 'inventory_party_next_step', p.id, d.since, s.next_step_on,
           'asker', NULL::uuid, NULL::uuid, p.inventory_id, NULL::uuid, NULL::text[]
    FROM (
        SELECT m.network_id FROM chaincare.memberships AS m
        JOIN chaincare.organisations AS o ON o.id = m.organisation_id AND o.sector <> 'funder'
        WHERE m.organisation_id = actor.organisation_id
        UNION
        SELECT m.network_id FROM chaincare.mandates AS m
        WHERE m.professional_id = actor.id AND m.kind IN ('voortrekker', 'coordinator') AND m.during @> moment) AS his
    JOIN chaincare.inventory_parties AS p ON p.network_id = his.network_id
    JOIN chaincare.inventory_party_steps AS s ON s.party_id = p.id AND s.version = p.version
    CROSS JOIN LATERAL (SELECT s.next_step_on::timestamp AT TIME ZONE 'Europe/Amsterdam' AS since) AS d
    WHERE s.next_step_on <= (moment AT TIME ZONE 'Europe/Amsterdam')::date
      AND (s.next_step_by = actor.id OR (
          EXISTS (SELECT FROM chaincare.mandates AS m WHERE m.professional_id = actor.id AND m.network_id = p.network_id
                  AND m.kind IN ('voortrekker', 'coordinator') AND m.during @> moment)
          AND NOT EXISTS (
              SELECT FROM chaincare.professionals AS f JOIN chaincare.units AS u ON u.id = f.unit_id
              JOIN chaincare.memberships AS m ON m.organisation_id = u.organisation_id AND m.network_id = p.network_id
              WHERE f.id = s.next_step_by AND f.status = 'active')))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.inventory_party_balls(chaincare.actor, timestamptz) FROM chaincare_app;
