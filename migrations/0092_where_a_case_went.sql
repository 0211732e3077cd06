-- From whom anything is kept, it is kept where the case went (S5): a region is where somebody is to be looked for. What is told to
-- him then is as if the case had stayed.
SET LOCAL ROLE chaincare_door;

CREATE FUNCTION chaincare.uncleared_anything() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM chaincare.standing_before_reader);
END $$;

-- The networks that a case went to, or was to go to, as case:network; not the one it came from, which he knows.
CREATE FUNCTION chaincare.uncleared_networks() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN NOT chaincare.uncleared_anything() THEN '{}'::text[] ELSE ARRAY(
        SELECT v.case_id || ':' || v.to_network_id FROM chaincare.let_in AS e
        JOIN chaincare.network_moves AS v ON v.case_id = e.case_id
        WHERE e.reach = 'own_log' AND v.to_network_id <> (
            SELECT f.from_network_id FROM chaincare.network_moves AS f WHERE f.case_id = e.case_id
            ORDER BY f.proposed_at, f.id LIMIT 1)) END;
END $$;

-- As in 0071, and what was done about where the case goes.
CREATE OR REPLACE FUNCTION chaincare.uncleared_events() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    things uuid[] := chaincare.uncleared_things();
    anything boolean := chaincare.uncleared_anything();
BEGIN
    RETURN ARRAY(
        SELECT e.case_id || ':' || told.kind FROM chaincare.let_in AS e
        CROSS JOIN LATERAL (
            SELECT unnest('{shield,restriction,relative,address,safety-sheet}'::text[])
            UNION ALL
            SELECT 'network-move' WHERE anything
            UNION ALL
            SELECT 'contact' WHERE e.case_id = ANY (chaincare.uncleared_contacts())
            UNION ALL
            SELECT thing.kind FROM (
                SELECT 'escalation', x.id FROM chaincare.escalations AS x WHERE x.case_id = e.case_id
                UNION ALL SELECT 'agreement', a.id FROM chaincare.agreements AS a WHERE a.case_id = e.case_id
                UNION ALL SELECT 'meeting', m.id FROM chaincare.meetings AS m WHERE m.case_id = e.case_id
                UNION ALL SELECT 'regie-proposal', r.id FROM chaincare.regie_proposals AS r WHERE r.case_id = e.case_id
                UNION ALL SELECT 'last-resort', l.id FROM chaincare.regie_last_resorts AS l WHERE l.case_id = e.case_id
            ) AS thing (kind, id)
            WHERE things <> '{}' GROUP BY thing.kind HAVING bool_and(thing.id = ANY (things))) AS told (kind)
        WHERE e.reach = 'own_log');
END $$;

-- As in 0023, but whom to reach is the coordinator of where the case was at first.
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
    WHERE t.case_id = of_case AND t.holder_id = ANY (chaincare.uncleared_parties()) AND (t.during @> moment) IS TRUE
      AND chaincare.stands(t.holder_id, moment);
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

ALTER POLICY shielded ON chaincare.network_moves
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,steering}'))::uuid[])
           OR NOT (SELECT chaincare.uncleared_anything()));
-- As in 0039, and who looked by an office he has there: his organisation tells which region that is. Who takes part is told.
ALTER POLICY shielded ON chaincare.access_entries
    USING ((unit_id = ANY ((SELECT chaincare.uncleared_units())::uuid[])
            OR actor_id = ANY ((SELECT chaincare.uncleared_people())::uuid[])
            OR object_id = ANY ((SELECT chaincare.uncleared_things())::uuid[])
            OR asked_id = ANY ((SELECT chaincare.uncleared_things())::uuid[])
            OR ((case_id || ':' || split_part(event, '.', 1)) = ANY ((SELECT chaincare.uncleared_events())::text[])
                AND NOT (event = 'contact.read'
                         AND issuer || '|' || subject = ANY ((SELECT chaincare.cleared_own_subjects())::text[])))
            OR (relation IN ('coordinator', 'match', 'privacy_officer', 'fg', 'management_contact')
                AND ((case_id || ':' || network_id) = ANY ((SELECT chaincare.uncleared_networks())::text[])
                     OR (rule = 'network-move/1' AND (SELECT chaincare.uncleared_anything()))))
           ) IS NOT TRUE);
