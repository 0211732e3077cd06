-- That somebody looked for an entry of his by its id, an auditor does not read in the log, as he does not read that somebody asked by him
-- (0154). Only what was asked by others is held against his own entries, and of a search alone: one look by the index of the log's order each.
SET LOCAL ROLE chaincare_door;

CREATE FUNCTION chaincare.cleared_own_entry(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM chaincare.access_entries AS e
        WHERE e.id = wanted AND e.at BETWEEN uuid_extract_timestamp(wanted) - interval '1 minute'
                                         AND uuid_extract_timestamp(wanted) + interval '1 minute'
          AND e.actor_id = ANY (chaincare.cleared_himself()));
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE POLICY not_asked_about_reader ON chaincare.access_entries AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING ((reach = 'log' AND event = 'access-log.searched'
            AND actor_id <> ALL ((SELECT chaincare.cleared_himself())::uuid[])
            AND chaincare.cleared_own_entry(asked_id)) IS NOT TRUE);
