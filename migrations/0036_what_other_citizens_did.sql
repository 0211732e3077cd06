-- The client's own log tells who of those who work looked, and what one did oneself; not what another citizen of the
-- same case did: that a mother asked, consented or looked is hers, and the father who reads it may be whom she fears.

SET LOCAL ROLE chaincare_door;

-- Who it is that reads his own log. By login at his issuer: a person may have a login for each child.
CREATE FUNCTION chaincare.cleared_own_subjects() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT issuer || '|' || subject FROM chaincare.let_in WHERE reach = 'own_log');
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

-- Whoever works is of an organisation, and a system has no actor: only a citizen has the one without the other.
ALTER POLICY client_sees_own ON chaincare.access_entries
    USING (client = ANY ((SELECT chaincare.cleared_clients('{own_log}'))::uuid[])
           AND (organisation_id IS NOT NULL OR actor_id IS NULL
                OR issuer || '|' || subject = ANY ((SELECT chaincare.cleared_own_subjects())::text[]))
           AND coalesce(relation_id <> ALL ((SELECT chaincare.cleared_undisclosed())::uuid[]), true)
           AND coalesce(object_id <> ALL ((SELECT chaincare.cleared_undisclosed())::uuid[]), true));
