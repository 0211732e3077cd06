-- Who directs behind a shield is shown as the network's coordinator, also when he can act no more: that somebody who is hidden was
-- deactivated, or that his organisation left, is told to nobody he is hidden from (S5). The vacancy is told to everybody else.
SET LOCAL ROLE chaincare_door;

CREATE OR REPLACE FUNCTION chaincare.holder_behind_shield(of_case uuid, moment timestamptz)
RETURNS TABLE (name text, function text, phone text, organisation text, mandate text[], since timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT coalesce(f.name, n.name), coalesce(f.function, ''), f.phone, coalesce(o.name, n.name),
        ARRAY['contact'], c.opened_at
    FROM chaincare.regie_terms AS t
    JOIN chaincare.cases AS c ON c.id = t.case_id
    JOIN chaincare.networks AS n ON n.id = coalesce((
        SELECT v.from_network_id FROM chaincare.network_moves AS v WHERE v.case_id = c.id AND v.state = 'accepted'
        ORDER BY v.decided_at, v.id LIMIT 1), c.network_id)
    LEFT JOIN LATERAL (
        SELECT p.* FROM chaincare.mandates AS m JOIN chaincare.professionals AS p ON p.id = m.professional_id
        WHERE m.network_id = n.id AND m.kind = 'coordinator' AND (m.during @> moment) IS TRUE AND p.status = 'active'
        ORDER BY m.id LIMIT 1) AS f ON true
    LEFT JOIN chaincare.units AS u ON u.id = f.unit_id
    LEFT JOIN chaincare.organisations AS o ON o.id = u.organisation_id
    WHERE t.case_id = of_case AND t.holder_id = ANY (chaincare.uncleared_parties()) AND (t.during @> moment) IS TRUE;
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;
