-- A restriction is about a person, not about the part he has at one moment: brought in anew, by his team, or as
-- another representative with the same login, he still does not see what was kept from him.

SET LOCAL ROLE chaincare_door;

-- The participations of one case that are of the same person as this one, or of the same team.
CREATE FUNCTION chaincare.parts_of_person(of_case uuid, part uuid) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(other.id) FROM chaincare.participations AS own
    JOIN chaincare.participations AS other ON other.case_id = own.case_id AND (
        other.professional_id = own.professional_id OR other.unit_id = own.unit_id
        OR other.representative_id = own.representative_id OR other.client_id = own.client_id
        OR EXISTS (SELECT FROM chaincare.client_logins AS l
            JOIN chaincare.client_logins AS same ON same.issuer = l.issuer AND same.subject = l.subject
            WHERE l.representative_id = own.representative_id AND same.representative_id = other.representative_id))
    WHERE own.case_id = of_case AND own.id = part
$$;
REVOKE EXECUTE ON FUNCTION chaincare.parts_of_person(uuid, uuid) FROM chaincare_app;

-- What is kept from the present reader: by the part he comes in by, and by name if he comes in with a team.
CREATE VIEW chaincare.restrictions_on_reader AS
    SELECT r.*, e.reach FROM chaincare.let_in AS e
    JOIN chaincare.restrictions AS r ON r.case_id = e.case_id AND r.lifted_at IS NULL
    WHERE e.relation_id = ANY (chaincare.parts_of_person(r.case_id, r.participation_id))
       OR EXISTS (SELECT FROM chaincare.participations AS p WHERE p.case_id = r.case_id
                  AND p.id = r.participation_id AND p.professional_id = e.actor_id);

CREATE OR REPLACE VIEW chaincare.standing_before_reader AS
    SELECT r.case_id, 'party' AS hides, p.id AS participation_id, p.professional_id, NULL::uuid AS unit_id
    FROM chaincare.restrictions_on_reader AS r
    JOIN chaincare.participations AS p ON p.case_id = r.case_id AND p.id = r.item_id
    WHERE r.item_kind = 'party'
      AND r.reach IN ('client', 'own_log')   -- among those who work together nobody seems absent, or to direct nothing
    UNION ALL
    SELECT s.case_id, s.hides, s.participation_id, s.professional_id, s.unit_id
    FROM chaincare.let_in AS e JOIN chaincare.shields AS s ON s.case_id = e.case_id AND s.lifted_at IS NULL
    WHERE e.reach IN ('that', 'client', 'own_log')
      AND (e.unit_id = s.unit_id) IS NOT TRUE
      AND (e.relation_id = s.participation_id) IS NOT TRUE
      AND (e.actor_id = s.professional_id) IS NOT TRUE
    UNION ALL
    -- Who took part for a crisis (0021), until somebody responsible said that it is safe to tell.
    SELECT f.case_id, 'party', f.about, a.professional_id, NULL
    FROM chaincare.let_in AS e
    JOIN chaincare.emergency_facts AS f ON f.case_id = e.case_id AND f.kind = 'crisis_begun'
    JOIN chaincare.emergency_accesses AS a ON a.id = f.access_id
    WHERE e.reach IN ('that', 'client', 'own_log') AND (e.actor_id = a.professional_id) IS NOT TRUE
      AND NOT EXISTS (SELECT FROM chaincare.emergency_facts AS d
                      WHERE d.access_id = f.access_id AND d.kind = 'disclosed');

CREATE OR REPLACE FUNCTION chaincare.uncleared_items() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT r.item_id FROM chaincare.restrictions_on_reader AS r WHERE r.item_kind <> 'party');
END $$;

-- Whether privacy work may restrict a thing of the case that a request is about, of which it sees nothing itself. Whose
-- mandate is for one organisation reaches what that wrote; what is of all, the question too, is for the network's officer.
CREATE OR REPLACE FUNCTION chaincare.is_item_of_case(kind text, item uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM chaincare.let_in AS e
        JOIN chaincare.mandates AS m ON m.id = e.relation_id
        CROSS JOIN LATERAL (
            SELECT NULL::uuid AS unit_id WHERE is_item_of_case.kind = 'question' AND e.case_id = item
            UNION ALL SELECT n.unit_id FROM chaincare.notes AS n
                WHERE is_item_of_case.kind = 'note' AND n.case_id = e.case_id AND n.id = item
            UNION ALL SELECT coalesce(p.unit_id, f.unit_id) FROM chaincare.participations AS p
                LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
                WHERE p.case_id = e.case_id AND p.id = CASE is_item_of_case.kind WHEN 'contribution' THEN item WHEN 'agreement' THEN (
                    SELECT a.proposed_by FROM chaincare.agreements AS a
                    WHERE a.case_id = e.case_id AND a.id = item) END) AS found (unit_id)
        LEFT JOIN chaincare.units AS u ON u.id = found.unit_id
        WHERE e.reach = 'privacy' AND (m.organisation_id IS NULL OR m.organisation_id = u.organisation_id));
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

ALTER POLICY app_adds ON chaincare.restricted_items
    WITH CHECK (request_id = ANY ((SELECT chaincare.cleared_objects())::uuid[]) AND lifted_at IS NULL
                AND cardinality((SELECT chaincare.cleared_privacy_networks('{privacy}'))) > 0
                AND chaincare.is_item_of_case(kind, item_id));
ALTER POLICY app_changes ON chaincare.restricted_items
    USING (request_id = ANY ((SELECT chaincare.cleared_objects())::uuid[])
           AND cardinality((SELECT chaincare.cleared_privacy_networks('{privacy}'))) > 0
           AND chaincare.is_item_of_case(kind, item_id));
