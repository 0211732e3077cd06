-- Whoever was deactivated and is added again with the same login is a new row, and the same person: what keeps her from a case,
-- keeps something from her, or hides her, is about her, under whatever id she works now.

SET LOCAL ROLE chaincare_door;

-- The ids that the login of this professional ever had, this one too. Plain SQL without settings or rights of its own, so that it
-- becomes part of the query that asks, which comes to it for the few rows of a case that name somebody.
CREATE FUNCTION chaincare.same_professional(professional uuid) RETURNS TABLE (id uuid) LANGUAGE sql STABLE AS $$
    SELECT same.id FROM chaincare.professionals AS own
    JOIN chaincare.professionals AS same ON same.issuer = own.issuer AND same.subject = own.subject
    WHERE own.id = professional
$$;
REVOKE EXECUTE ON FUNCTION chaincare.same_professional(uuid) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.bar_conflicts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    coming jsonb := to_jsonb(NEW);
BEGIN
    IF EXISTS (
        SELECT FROM chaincare.relation_conflicts AS x
        LEFT JOIN chaincare.professionals AS f ON f.id = (coming ->> 'professional_id')::uuid
        LEFT JOIN chaincare.units AS u ON u.id = coalesce((coming ->> 'unit_id')::uuid, f.unit_id)
        WHERE x.case_id = NEW.case_id AND x.ended_at IS NULL
          AND (x.professional_id IN (SELECT s.id FROM chaincare.same_professional(f.id) AS s)
               OR x.organisation_id = u.organisation_id
               OR x.representative_id = (coming ->> 'representative_id')::uuid)) THEN
        RAISE EXCEPTION 'in conflict with this case' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'relation_conflicts_bar', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION chaincare.parts_of_person(of_case uuid, part uuid) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(other.id) FROM chaincare.participations AS own
    JOIN chaincare.participations AS other ON other.case_id = own.case_id AND (
        other.unit_id = own.unit_id OR other.client_id = own.client_id
        OR other.professional_id IN (SELECT s.id FROM chaincare.same_professional(own.professional_id) AS s)
        OR other.representative_id = own.representative_id
        OR EXISTS (SELECT FROM chaincare.client_logins AS l
            JOIN chaincare.client_logins AS same ON same.issuer = l.issuer AND same.subject = l.subject
            WHERE l.representative_id = own.representative_id AND same.representative_id = other.representative_id))
    WHERE own.case_id = of_case AND own.id = part
$$;

CREATE OR REPLACE VIEW chaincare.restrictions_on_reader AS
    SELECT r.*, e.reach FROM chaincare.let_in AS e
    JOIN chaincare.restrictions AS r ON r.case_id = e.case_id AND r.lifted_at IS NULL
    WHERE e.relation_id = ANY (chaincare.parts_of_person(r.case_id, r.participation_id))
       OR EXISTS (SELECT FROM chaincare.participations AS p WHERE p.case_id = r.case_id AND p.id = r.participation_id
                  AND p.professional_id IN (SELECT s.id FROM chaincare.same_professional(e.actor_id) AS s));

-- As 0090 has it, by the login.
CREATE OR REPLACE VIEW chaincare.standing_before_reader AS
    WITH reader AS MATERIALIZED (
        SELECT e.case_id, e.reach, e.relation_id, e.actor_id, e.unit_id FROM chaincare.let_in AS e
        WHERE e.reach IN ('that', 'client', 'own_log')
    )
    SELECT r.case_id, 'party' AS hides, p.id AS participation_id, p.professional_id, NULL::uuid AS unit_id
    FROM reader AS e
    JOIN chaincare.restrictions AS r ON r.case_id = e.case_id AND r.lifted_at IS NULL AND r.item_kind = 'party'
        AND (e.relation_id = ANY (chaincare.parts_of_person(r.case_id, r.participation_id))
             OR EXISTS (SELECT FROM chaincare.participations AS o WHERE o.case_id = r.case_id AND o.id = r.participation_id
                        AND o.professional_id IN (SELECT s.id FROM chaincare.same_professional(e.actor_id) AS s)))
    JOIN chaincare.participations AS p ON p.case_id = r.case_id AND p.id = r.item_id
    WHERE e.reach IN ('client', 'own_log')   -- among those who work together nobody seems absent, or to direct nothing
    UNION ALL
    SELECT s.case_id, s.hides, s.participation_id, f.id, s.unit_id
    FROM reader AS e JOIN chaincare.shields AS s ON s.case_id = e.case_id AND s.lifted_at IS NULL
    LEFT JOIN LATERAL chaincare.same_professional(s.professional_id) AS f ON true
    WHERE (e.unit_id = s.unit_id) IS NOT TRUE
      AND (e.relation_id = s.participation_id) IS NOT TRUE
      AND NOT EXISTS (SELECT FROM chaincare.same_professional(s.professional_id) AS own WHERE own.id = e.actor_id)
    UNION ALL
    -- Who took part for a crisis (0021), until somebody responsible said that it is safe to tell.
    SELECT f.case_id, 'party', f.about, a.professional_id, NULL
    FROM reader AS e
    JOIN chaincare.emergency_facts AS f ON f.case_id = e.case_id AND f.kind = 'crisis_begun'
    JOIN chaincare.emergency_accesses AS a ON a.id = f.access_id
    WHERE (e.actor_id = a.professional_id) IS NOT TRUE
      AND NOT EXISTS (SELECT FROM chaincare.emergency_facts AS d
                      WHERE d.access_id = f.access_id AND d.kind = 'disclosed');

RESET ROLE;
SET LOCAL ROLE chaincare_owner;
