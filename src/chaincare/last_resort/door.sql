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
          AND NOT r.awaits_name AND (f.status <> 'active' OR chaincare.conflicts_with(r.case_id, f.id, r.organisation_id)));
END $$;

-- Whom an organisation named said no, or works no longer: then it has three working days to name another, else its management is told
-- again. That somebody is barred from the case is no reason here: his management would learn it by that.
CREATE OR REPLACE FUNCTION chaincare.unname_last_resorts(moment timestamptz, at_most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    gone record;
    unnamed int := 0;
BEGIN
    moment := chaincare.clocked(moment);
    FOR gone IN
        SELECT r.id, r.case_id, c.network_id, CASE WHEN f.status = 'active' THEN 'refused' ELSE 'left' END AS because
        FROM chaincare.regie_last_resorts AS r
        JOIN chaincare.cases AS c ON c.id = r.case_id AND c.status = 'open'
        JOIN chaincare.professionals AS f ON f.id = r.named_id
        WHERE r.ended_at IS NULL AND NOT r.awaits_name AND r.named_at <= moment AND (f.status <> 'active' OR EXISTS (
            SELECT FROM chaincare.regie_responses AS s JOIN chaincare.participations AS p ON p.id = s.participation_id
            WHERE s.case_id = r.case_id AND s.answer = 'refusal' AND s.answered_at >= r.named_at AND p.professional_id = f.id))
        ORDER BY r.id LIMIT least(at_most, 100) FOR UPDATE OF r SKIP LOCKED FOR KEY SHARE OF c SKIP LOCKED
    LOOP
        PERFORM chaincare.note_clock('last-resort.unnamed', 'last-resort/1', gone.case_id, gone.network_id, gone.id);
        UPDATE chaincare.regie_last_resorts SET unnamed_at = moment, unnamed_because = gone.because,
            name_by = (chaincare.working_day((moment AT TIME ZONE 'Europe/Amsterdam')::date, 3, '{}') + 1)::timestamp
                AT TIME ZONE 'Europe/Amsterdam' WHERE id = gone.id;
        unnamed := unnamed + 1;
        SET CONSTRAINTS ALL IMMEDIATE;   -- each case answers to its own entry
        SET CONSTRAINTS ALL DEFERRED;
    END LOOP;
    RETURN unnamed;
END $$;
