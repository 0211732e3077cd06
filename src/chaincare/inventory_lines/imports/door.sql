-- The door of a list of people for an inventory (T3): the question, and an entry for each person, each with a pseudonym of its own, as
-- one who is put on it by himself. Of a dry run, and of a list in which something is wrong already, there is nobody yet: `people` is 0.
-- Who repeats what was carried out (`keys`, bound to him) is told it again, and nobody new comes to it.
CREATE OR REPLACE FUNCTION chaincare.door_lines_import(caller chaincare.caller, event text, action text, of_inventory uuid, people int,
    keys bytea[]) RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    e chaincare.access_entries;
    entries chaincare.access_entries[];
    network uuid := chaincare.reports_in(actor, of_inventory);
BEGIN
    question.asked_id := of_inventory;
    IF network IS NOT NULL THEN
        question.outcome := 'entered';
        question.relation := 'member';
        question.role := 'caseworker';
        question.reach := 'inventory';
        question.rule := 'member-reports/1';
        question.network_id := network;
    END IF;
    entries := ARRAY[question];
    RETURN NEXT question;
    IF network IS NOT NULL AND NOT EXISTS (
        SELECT FROM chaincare.repeats AS r WHERE r.key_digest = ANY (keys) AND r.event = door_lines_import.event
          AND r.issuer = caller.issuer AND r.subject = caller.subject) THEN
        FOR place IN 1 .. least(people, 100) LOOP
            e := chaincare.new_inventory_line(actor, network,
                chaincare.new_entry(caller, actor, 'inventory-line.reported', action));
            e.asked_id := of_inventory;
            e.at := question.at;
            e.query_id := question.id;
            entries := entries || e;
            RETURN NEXT e;
        END LOOP;
    END IF;
    PERFORM chaincare.write_entries(entries);
END $$;

-- That each of them was put on it (T2), in the transaction in which he was: one entry each, beside that of the list itself.
CREATE OR REPLACE FUNCTION chaincare.record_lines() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries;
    entries chaincare.access_entries[] := '{}';
BEGIN
    FOR e IN
        SELECT c.* FROM chaincare.cleared() AS c
        JOIN chaincare.inventory_lines AS l ON l.id = c.object_id AND l.pseudonym = c.client
        WHERE c.reach = 'inventory' AND c.query_id IS NOT NULL ORDER BY c.id
    LOOP
        e.query_id := e.id;
        e.at := clock_timestamp();
        e.id := uuidv7();
        e.xid := pg_current_xact_id();
        e.outcome := 'done';
        entries := entries || e;
    END LOOP;
    IF cardinality(entries) > 0 THEN
        PERFORM chaincare.write_entries(entries);
    END IF;
END $$;

-- How many more people the unit of who was let in may put on inventories of the network on this day: together as many as one
-- professional may come to in an hour (the network's setting). One at a time for a unit, so that two lists at once do not both fit.
CREATE OR REPLACE FUNCTION chaincare.inventory_room() RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    came chaincare.access_entries;
    moment timestamptz := coalesce(nullif(current_setting('chaincare.moment', true), '')::timestamptz, clock_timestamp());
    starts timestamptz := (moment AT TIME ZONE 'Europe/Amsterdam')::date::timestamp AT TIME ZONE 'Europe/Amsterdam';
BEGIN
    SELECT c.* INTO came FROM chaincare.cleared() AS c WHERE c.reach = 'inventory' AND c.query_id IS NULL;
    PERFORM pg_advisory_xact_lock(hashtextextended('chaincare.inventory-day ' || came.unit_id, 0));
    RETURN (SELECT n.clients_an_hour FROM chaincare.networks AS n WHERE n.id = came.network_id) - (
        SELECT count(*) FROM chaincare.inventory_lines AS l
        WHERE l.unit_id = came.unit_id AND l.network_id = came.network_id AND l.reported_at >= starts);
END $$;
