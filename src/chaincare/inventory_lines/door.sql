-- The doors of a line on an inventory: about one person known by name, for the unit that reported him, and for no case.

-- Whether a line is his unit's to read: while there is something of it, nobody kept him from it, and neither he nor his organisation is in
-- conflict with the case that came of it. Whoever moved to another unit, pulls the cart, coordinates, funds or audits: for him there is no such line.
CREATE OR REPLACE FUNCTION chaincare.enter_inventory_line(actor chaincare.actor, of_inventory uuid, wanted uuid,
    INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    line chaincare.inventory_lines;
BEGIN
    SELECT l.* INTO line FROM chaincare.inventory_lines AS l
    WHERE l.id = wanted AND l.inventory_id = of_inventory AND l.unit_id = actor.unit_id AND l.state <> 'erased'
      AND NOT chaincare.line_kept_from(l.kept_from, actor.id)
      AND (l.case_id IS NULL OR NOT chaincare.conflicts_with(l.case_id, actor.id, actor.organisation_id));
    IF FOUND THEN
        e.outcome := 'entered';
        e.relation := 'inventory';
        e.relation_id := line.id;
        e.relation_by := line.reported_by;
        e.role := 'caseworker';
        e.reach := 'inventory';
        e.rule := 'unit-reported/1';
        e.network_id := line.network_id;
        e.client := line.pseudonym;
        e.object_id := line.id;
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_inventory_line(chaincare.actor, uuid, uuid, chaincare.access_entries) FROM chaincare_app;

-- In which network an inventory is, for whoever may put somebody on it: who works for a member, and no funder. One that gave notice, or did
-- not sign the covenant, is told so by the wall (hold_membership).
CREATE OR REPLACE FUNCTION chaincare.reports_in(actor chaincare.actor, of_inventory uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT i.network_id FROM chaincare.inventories AS i
    JOIN chaincare.memberships AS m ON m.network_id = i.network_id AND m.organisation_id = actor.organisation_id
    JOIN chaincare.organisations AS o ON o.id = m.organisation_id AND o.status IN ('active', 'leaving')
        AND o.sector <> 'funder'
    WHERE i.id = of_inventory AND actor.id IS NOT NULL
$$;
REVOKE EXECUTE ON FUNCTION chaincare.reports_in(chaincare.actor, uuid) FROM chaincare_app;

-- Reporting makes up the ids itself, as opening a case does: a ticket never names what already exists. The person is known to the log by
-- a new pseudonym, whoever he is: nothing here looks whether somebody knows him.
CREATE OR REPLACE FUNCTION chaincare.new_inventory_line(actor chaincare.actor, network uuid, INOUT e chaincare.access_entries)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    e.outcome := 'entered';
    e.relation := 'inventory';
    e.relation_id := uuidv7();
    e.relation_by := actor.id;
    e.role := 'caseworker';
    e.reach := 'inventory';
    e.rule := 'member-reports/1';
    e.network_id := network;
    e.client := gen_random_uuid();
    e.object_id := e.relation_id;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.new_inventory_line(chaincare.actor, uuid, chaincare.access_entries) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.door_line_report(caller chaincare.caller, event text, action text, of_inventory uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    network uuid := chaincare.reports_in(actor, of_inventory);
BEGIN
    e.asked_id := of_inventory;
    IF network IS NOT NULL THEN
        e := chaincare.new_inventory_line(actor, network, e);
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

CREATE OR REPLACE FUNCTION chaincare.door_line(caller chaincare.caller, event text, action text, of_inventory uuid, wanted uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
BEGIN
    e.asked_id := wanted;
    e := chaincare.enter_inventory_line(actor, of_inventory, wanted, e);
    -- That he was told is recorded of a line that went with its case, too: then it is about that case.
    IF e.outcome = 'entered' AND e.event = 'inventory-line.informed' THEN
        SELECT l.case_id INTO e.case_id FROM chaincare.inventory_lines AS l WHERE l.id = wanted;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- A page of what one's unit reported (T3): the question, and one entry for each person it shows.
CREATE OR REPLACE FUNCTION chaincare.door_lines(caller chaincare.caller, event text, action text, of_inventory uuid, after uuid,
    page_size int) RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    e chaincare.access_entries;
    entries chaincare.access_entries[];
    wanted uuid;
BEGIN
    question.asked_id := of_inventory;
    IF chaincare.reports_in(actor, of_inventory) IS NOT NULL OR EXISTS (
        SELECT FROM chaincare.inventory_lines AS l WHERE l.inventory_id = of_inventory AND l.unit_id = actor.unit_id) THEN
        question.outcome := 'entered';
        question.relation := 'own';
        question.rule := 'own-list/1';
    END IF;
    entries := ARRAY[question];
    RETURN NEXT question;
    FOR wanted IN
        SELECT l.id FROM chaincare.inventory_lines AS l
        WHERE question.outcome = 'entered' AND l.inventory_id = of_inventory AND l.unit_id = actor.unit_id
          AND l.state IN ('open', 'case_opened') AND (after IS NULL OR l.id < after)
          AND NOT chaincare.line_kept_from(l.kept_from, actor.id)
          AND (l.case_id IS NULL OR NOT chaincare.conflicts_with(l.case_id, actor.id, actor.organisation_id))
        ORDER BY l.id DESC LIMIT least(page_size, 50)
    LOOP
        e := chaincare.enter_inventory_line(actor, of_inventory, wanted, chaincare.new_entry(caller, actor, event, action));
        e.at := question.at;
        e.query_id := question.id;
        entries := entries || e;
        RETURN NEXT e;
    END LOOP;
    PERFORM chaincare.write_entries(entries);
END $$;

-- Opening a case from a line: as any case is opened (access/door.sql), for somebody of the unit that reported it, and the client is who
-- stood on the line, so that what was looked at before shows in his own log. Of a line that is not open any more he is told so: that
-- ticket opens no client.
CREATE OR REPLACE FUNCTION chaincare.door_line_opening(caller chaincare.caller, event text, action text, of_inventory uuid,
    wanted uuid, why text) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
BEGIN
    e.asked_id := wanted;
    IF chaincare.reports_in(actor, of_inventory) IS NOT NULL THEN
        e := chaincare.enter_inventory_line(actor, of_inventory, wanted, e);
    END IF;
    IF e.outcome = 'entered' AND EXISTS (
        SELECT FROM chaincare.inventory_lines AS l WHERE l.id = wanted AND l.state = 'open') THEN
        e.relation := 'opening';
        e.reach := 'full';
        e.rule := 'member-opens/1';
        e.purpose := why;
        e.case_id := uuidv7();
        e.object_id := uuidv7();   -- the client's row
        e.relation_id := uuidv7(); -- the opener's own participation
        e.relation_by := actor.id;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;
