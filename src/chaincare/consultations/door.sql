-- The doors of whoever asks for strengthening without a case (E3): nothing here is about a registered person.

-- Asking makes up the id itself, like opening a case: a ticket never names what already exists. Whose organisation
-- may open cases may ask.
CREATE OR REPLACE FUNCTION chaincare.door_asking(caller chaincare.caller, event text, action text, network uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
BEGIN
    e.asked_id := network;
    IF actor.id IS NOT NULL AND EXISTS (
        SELECT FROM chaincare.memberships AS m
        JOIN chaincare.organisations AS o ON o.id = m.organisation_id AND o.status = 'active'
            AND o.sector <> 'funder'
        WHERE m.organisation_id = actor.organisation_id AND m.network_id = network) THEN
        e.outcome := 'entered';
        e.relation := 'asker';
        e.role := 'caseworker';
        e.reach := 'asker';
        e.rule := 'member-asks/1';
        e.network_id := network;
        e.relation_id := uuidv7();
        e.relation_by := actor.id;
        e.object_id := e.relation_id;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- Whether a consultation is this person's own.
CREATE OR REPLACE FUNCTION chaincare.enter_consultation(actor chaincare.actor, wanted uuid,
    INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT 'entered', 'asker', 'asker', 'asker-own/1', 'caseworker', x.id, x.asked_by, x.id, x.network_id
    INTO e.outcome, e.relation, e.reach, e.rule, e.role, e.relation_id, e.relation_by, e.object_id, e.network_id
    FROM chaincare.escalations AS x
    WHERE x.id = wanted AND x.case_id IS NULL AND x.asked_by = actor.id;
    IF NOT FOUND THEN
        e.outcome := 'not_visible';
        e.relation := 'none';
        e.rule := 'no-relation/1';
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_consultation(chaincare.actor, uuid, chaincare.access_entries)
    FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.door_consultation(caller chaincare.caller, event text, action text, wanted uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
BEGIN
    e.asked_id := wanted;
    e := chaincare.enter_consultation(actor, wanted, e);
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- Taking a consultation into a case asks for both: it is one's own, and so is the case. One entry, about the case.
CREATE OR REPLACE FUNCTION chaincare.door_conversion(caller chaincare.caller, event text, action text,
    wanted uuid, wanted_case uuid) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    own chaincare.access_entries := chaincare.enter_consultation(actor, wanted, e);
BEGIN
    e.asked_id := wanted;
    IF own.outcome = 'entered' THEN
        e := chaincare.find_relation(caller, actor,
            chaincare.lives_on_as(wanted_case, actor.id, actor.unit_id, caller.moment), e);
        e.asked_id := wanted_case;
    END IF;
    IF e.outcome = 'entered' THEN
        e.object_id := wanted;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- The page of what somebody asked without a case: the question, and one entry for each.
CREATE OR REPLACE FUNCTION chaincare.door_consultations(caller chaincare.caller, event text, action text,
    after uuid, page_size int) RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    e chaincare.access_entries;
    wanted uuid;
BEGIN
    IF actor.id IS NOT NULL THEN
        question.outcome := 'entered';
        question.relation := 'own';
        question.rule := 'own-list/1';
    END IF;
    PERFORM chaincare.write_entry(question);
    RETURN NEXT question;
    FOR wanted IN
        SELECT x.id FROM chaincare.escalations AS x
        WHERE x.case_id IS NULL AND x.asked_by = actor.id AND (after IS NULL OR x.id < after)
        ORDER BY x.id DESC LIMIT least(page_size, 50)
    LOOP
        e := chaincare.enter_consultation(actor, wanted, chaincare.new_entry(caller, actor, event, action));
        e.at := question.at;
        e.query_id := question.id;
        PERFORM chaincare.write_entry(e);
        RETURN NEXT e;
    END LOOP;
END $$;
