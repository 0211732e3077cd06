-- The management contact of an organisation that was assigned as last resort comes in for that one thing: to name somebody. He
-- learns no client, no text and nobody's name by it. For anybody else, and where his organisation is in conflict, there is nothing.
CREATE OR REPLACE FUNCTION chaincare.door_last_resort(caller chaincare.caller, event text, action text, request uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    asked record;
BEGIN
    e.asked_id := request;
    SELECT m.id AS mandate_id, m.granted_by, r.case_id, c.network_id, k.pseudonym INTO asked
        FROM chaincare.regie_last_resorts AS r
        JOIN chaincare.cases AS c ON c.id = r.case_id AND c.status = 'open'
        JOIN chaincare.clients AS k ON k.id = c.client_id
        JOIN chaincare.mandates AS m ON m.network_id = c.network_id AND m.kind = 'management_contact'
            AND m.organisation_id = r.organisation_id AND m.professional_id = actor.id AND m.during @> caller.moment
        WHERE r.id = request AND r.organisation_id = actor.organisation_id
          AND NOT chaincare.conflicts_with(r.case_id, actor.id, actor.organisation_id)
        ORDER BY m.id LIMIT 1;
    IF FOUND THEN
        e.outcome := 'entered';
        e.relation := 'management_contact';
        e.relation_id := asked.mandate_id;
        e.relation_by := asked.granted_by;
        e.role := 'management_contact';
        e.reach := 'management';
        e.rule := 'last-resort/1';
        e.network_id := asked.network_id;
        e.case_id := asked.case_id;
        e.client := asked.pseudonym;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- Where whom the organisation named can come to nothing: he is barred there, or no longer works. Its management is told the same
-- whomever it names (S1), so that nobody learns by naming who stands in conflict with a client.
DROP FUNCTION IF EXISTS chaincare.may_be_named(uuid, uuid);
CREATE OR REPLACE FUNCTION chaincare.unfit_last_resorts() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT r.id FROM chaincare.regie_last_resorts AS r
        JOIN chaincare.professionals AS f ON f.id = r.named_id
        WHERE r.case_id = ANY (chaincare.cleared_cases('{full,steering}'))
          AND (f.status <> 'active' OR chaincare.conflicts_with(r.case_id, f.id, r.organisation_id)));
END $$;
