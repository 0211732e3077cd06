-- That somebody stood on an inventory is not told to him while it was recorded that it is not told yet (AVG 14(5), informed later): the wall
-- keeps the line from him until then, and his own log said it. What was done with the line is not in that log, and the case was opened as
-- any case is; once he was told, all of it is.

SET LOCAL ROLE chaincare_door;

-- Of whom, of those whose log is read, it was not told yet: the pseudonyms.
CREATE FUNCTION chaincare.cleared_untold() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT l.pseudonym FROM chaincare.let_in AS e JOIN chaincare.inventory_lines AS l ON l.pseudonym = e.client
                 WHERE e.reach = 'own_log' AND l.told_on IS NULL);
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

-- By its unit, once there is a case: the entry names that (inventory_lines/door.sql).
ALTER POLICY app_changes ON chaincare.inventory_lines
    WITH CHECK (case_id IS NULL OR case_id = ANY ((SELECT chaincare.cleared_cases('{full,inventory}'))::uuid[]));

-- What a citizen asked himself stays his to read, whether there is a line or not: missing, it would tell that there is one.
ALTER POLICY client_sees_own ON chaincare.access_entries
    USING (client = ANY ((SELECT chaincare.cleared_clients('{own_log}'))::uuid[])
           AND (organisation_id IS NOT NULL OR actor_id IS NULL
                OR issuer || '|' || subject = ANY ((SELECT chaincare.cleared_own_subjects())::text[]))
           AND coalesce(relation_id <> ALL ((SELECT chaincare.cleared_undisclosed())::uuid[]), true)
           AND coalesce(object_id <> ALL ((SELECT chaincare.cleared_undisclosed())::uuid[]), true)
           AND (client <> ALL ((SELECT chaincare.cleared_untold())::uuid[]) OR organisation_id IS NULL
                OR (relation <> 'inventory' AND (NOT starts_with(event, 'inventory-line') OR event = 'inventory-line.case-opened'))));
