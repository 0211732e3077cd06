-- The doors of incident exports. Whoever may ask, approve and read has a mandate that looks after data or the log; one
-- for an organisation is for its people only.

CREATE OR REPLACE FUNCTION chaincare.enter_incident(actor chaincare.actor, moment timestamptz, network uuid,
    organisation uuid, INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mandate chaincare.mandates;
BEGIN
    SELECT m.* INTO mandate FROM chaincare.mandates AS m
        WHERE m.professional_id = actor.id AND m.kind IN ('privacy_officer', 'fg', 'auditor') AND m.during @> moment
          AND (network IS NULL OR m.network_id = network)
          AND (m.organisation_id IS NULL OR m.organisation_id = organisation)
        ORDER BY m.organisation_id NULLS FIRST, m.kind DESC, m.id LIMIT 1;
    IF FOUND THEN
        e.outcome := 'entered';
        e.relation := mandate.kind;
        e.relation_id := mandate.id;
        e.relation_by := mandate.granted_by;
        e.role := mandate.kind;
        e.reach := CASE mandate.kind WHEN 'fg' THEN 'oversight' WHEN 'auditor' THEN 'log' ELSE 'privacy' END;
        e.rule := CASE mandate.kind WHEN 'fg' THEN 'fg-mandate/1' WHEN 'auditor' THEN 'auditor-mandate/1'
            ELSE 'privacy-mandate/1' END;
        e.network_id := mandate.network_id;
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_incident(chaincare.actor, timestamptz, uuid, uuid, chaincare.access_entries)
    FROM chaincare_app;

-- Asking makes up the id, like opening a case. Nothing of what is asked for is looked up: it may not be there.
CREATE OR REPLACE FUNCTION chaincare.door_incident_asking(caller chaincare.caller, event text, action text,
    wanted_organisation uuid) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
BEGIN
    e := chaincare.enter_incident(actor, caller.moment, NULL, wanted_organisation, e);
    IF e.outcome = 'entered' THEN
        e.object_id := uuidv7();
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

CREATE OR REPLACE FUNCTION chaincare.door_incident(caller chaincare.caller, event text, action text, wanted uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    x chaincare.incident_exports;
BEGIN
    SELECT * INTO x FROM chaincare.incident_exports WHERE id = wanted;
    IF FOUND AND NOT chaincare.conflicts_with(x.about_case, actor.id, NULL) THEN
        e := chaincare.enter_incident(actor, caller.moment, x.network_id, x.organisation_id, e);
    END IF;
    IF e.outcome = 'entered' THEN
        e.object_id := x.id;
    END IF;
    e.asked_id := wanted;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- The lines of an export that two people stand for, until it expires, for those two. By pseudonym; nothing of a case
-- to which the reader must not come. Citizens are told as what they are, not by name.
CREATE OR REPLACE FUNCTION chaincare.incident_lines(export uuid, after_at timestamptz, after_id uuid, page_size int)
RETURNS TABLE (at timestamptz, id uuid, event text, action text, outcome text, relation text, professional text,
    function text, organisation text, client uuid, emergency boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT e.at, e.id, e.event, e.action, e.outcome, e.relation, f.name, f.function, o.name, e.client, e.emergency
    FROM chaincare.let_in AS t
    JOIN chaincare.incident_exports AS x ON x.id = t.object_id AND x.id = export
        AND t.actor_id IN (x.asked_by, x.approved_by)
        AND x.expires_at > current_setting('chaincare.moment')::timestamptz
    JOIN chaincare.access_entries AS e ON e.network_id = x.network_id AND e.at >= x.from_at AND e.at < x.until_at
        AND (after_at IS NULL OR (e.at, e.id) > (after_at, after_id))
        AND (x.organisation_id IS NULL OR e.organisation_id = x.organisation_id)
        AND (x.professional_id IS NULL OR e.actor_id = x.professional_id)
        AND (x.about_case IS NULL OR x.about_case IN (e.case_id, e.asked_id))
    LEFT JOIN chaincare.professionals AS f ON f.id = e.actor_id
    LEFT JOIN chaincare.organisations AS o ON o.id = e.organisation_id
    WHERE e.case_id IS NULL OR NOT chaincare.conflicts_with(e.case_id, t.actor_id, NULL)
    ORDER BY e.at, e.id LIMIT least(page_size, 50)
$$;
