-- The door of an own statement, by its id: for whoever made it, as long as he takes part. For everybody else it does
-- not exist, also for those who may read it in the case.
CREATE OR REPLACE FUNCTION chaincare.door_statement(caller chaincare.caller, event text, action text,
    wanted_statement uuid) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    found chaincare.access_entries;
BEGIN
    e.asked_id := wanted_statement;
    found := chaincare.find_relation(caller, actor,
        (SELECT s.case_id FROM chaincare.statements AS s WHERE s.id = wanted_statement), e);
    IF found.outcome = 'entered' AND found.reach = 'client' AND EXISTS (
            SELECT FROM chaincare.statements AS s WHERE s.id = wanted_statement AND s.by_id = found.relation_id) THEN
        e := found;
        e.object_id := wanted_statement;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;
