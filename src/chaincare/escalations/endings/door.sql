-- Who took it on ends it as who he is: where he takes part, by his own participation, which ends with it (E5); else as his unit.
CREATE OR REPLACE FUNCTION chaincare.door_target_ending(caller chaincare.caller, event text, action text,
    wanted_target uuid) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
BEGIN
    e.asked_id := wanted_target;
    e := chaincare.enter_target(caller, actor, wanted_target, e);
    IF e.outcome = 'entered' AND EXISTS (
        SELECT FROM chaincare.escalation_targets AS t JOIN chaincare.participations AS p ON p.id = t.participation_id
        WHERE t.id = wanted_target AND t.state = 'accepted' AND p.professional_id = actor.id)
    THEN
        e := chaincare.find_relation(caller, actor, e.case_id, e);
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;
