-- Who is calling, decided from the database on every request (S2): a running token changes nothing for
-- a professional who was deactivated or an organisation that left. An issuer speaks only for the
-- organisations registered to it.

CREATE OR REPLACE FUNCTION chaincare.identify(caller chaincare.caller) RETURNS chaincare.actor
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor;
BEGIN
    IF caller.citizen OR caller.system THEN
        RETURN actor;
    END IF;
    SELECT p.id, p.unit_id, o.id,
        (SELECT min(m.network_id::text)::uuid FROM chaincare.memberships AS m
            WHERE m.organisation_id = o.id HAVING count(*) = 1)
    INTO actor FROM chaincare.professionals AS p
    JOIN chaincare.units AS u ON u.id = p.unit_id
    JOIN chaincare.organisations AS o ON o.id = u.organisation_id
    WHERE p.issuer = caller.issuer AND p.subject = caller.subject AND p.status = 'active'
      AND o.issuer = caller.issuer AND o.status IN ('active', 'leaving');
    RETURN actor;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.identify(chaincare.caller) FROM chaincare_app;

-- The directory's door: every professional may read it, an administrator of the network may write it.
-- `network` is the one to be written in; NULL asks for reading only.
CREATE OR REPLACE FUNCTION chaincare.door_directory(caller chaincare.caller, event text, action text,
    network uuid) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    mandate chaincare.mandates;
BEGIN
    e.asked_id := network;
    IF actor.id IS NOT NULL AND action = 'R' THEN
        e.outcome := 'entered';
        e.relation := 'directory';
        e.reach := 'directory';
        e.rule := 'directory-reader/1';
    ELSIF actor.id IS NOT NULL THEN
        SELECT m.* INTO mandate FROM chaincare.mandates AS m
            WHERE m.professional_id = actor.id AND m.kind = 'administrator'
              AND m.during @> caller.moment AND (network IS NULL OR m.network_id = network)
            ORDER BY m.id LIMIT 1;
        IF FOUND THEN
            e.outcome := 'entered';
            e.relation := 'administrator';
            e.relation_id := mandate.id;
            e.relation_by := mandate.granted_by;
            e.role := 'administrator';
            e.reach := 'administration';
            e.rule := 'administrator-mandate/1';
            e.network_id := mandate.network_id;
        END IF;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;
