-- That an organisation was assigned as last resort is not there for whom a unit, a party or a person of it is hidden from (S5):
-- neither the assignment, nor in the log what was done with it.
SET LOCAL ROLE chaincare_door;

CREATE FUNCTION chaincare.uncleared_last_resorts() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
    people uuid[] := chaincare.uncleared_people();
    units uuid[] := chaincare.uncleared_units();
BEGIN
    RETURN CASE WHEN parties = '{}' AND people = '{}' AND units = '{}' THEN '{}'::uuid[] ELSE ARRAY(
        SELECT r.id FROM chaincare.regie_last_resorts AS r
        JOIN (SELECT DISTINCT case_id FROM chaincare.standing_before_reader) AS s ON s.case_id = r.case_id
        WHERE r.named_id = ANY (people) OR r.organisation_id IN (
            SELECT u.organisation_id FROM chaincare.units AS u WHERE u.id = ANY (units)
            UNION ALL
            SELECT u.organisation_id FROM chaincare.professionals AS f JOIN chaincare.units AS u ON u.id = f.unit_id
            WHERE f.id = ANY (people)
            UNION ALL
            SELECT u.organisation_id FROM chaincare.participations AS p
            LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
            JOIN chaincare.units AS u ON u.id = coalesce(p.unit_id, f.unit_id) WHERE p.id = ANY (parties))) END;
END $$;

-- As in 0023, and the assignments.
CREATE OR REPLACE FUNCTION chaincare.uncleared_things() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
    escalations uuid[] := chaincare.uncleared_escalations();
BEGIN
    RETURN CASE WHEN parties = '{}' AND escalations = '{}' AND chaincare.uncleared_units() = '{}' THEN '{}'::uuid[] ELSE
        parties || escalations || chaincare.uncleared_agreements() || chaincare.uncleared_meetings()
        || chaincare.uncleared_proposals() || chaincare.uncleared_bases() || chaincare.uncleared_needs() || chaincare.uncleared_consents()
        || chaincare.uncleared_last_resorts()
        || ARRAY(SELECT t.id FROM chaincare.escalation_targets AS t WHERE t.escalation_id = ANY (escalations))
        || ARRAY(SELECT c.id FROM chaincare.escalation_conditions AS c WHERE c.escalation_id = ANY (escalations)) END;
END $$;

CREATE OR REPLACE FUNCTION chaincare.uncleared_events() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    things uuid[] := chaincare.uncleared_things();
BEGIN
    RETURN ARRAY(
        SELECT e.case_id || ':' || told.kind FROM chaincare.let_in AS e
        CROSS JOIN LATERAL (
            SELECT unnest('{shield,restriction,relative,address,safety-sheet}'::text[])
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

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

ALTER POLICY shielded ON chaincare.regie_last_resorts
    USING ((id = ANY ((SELECT chaincare.uncleared_last_resorts())::uuid[])) IS NOT TRUE);
