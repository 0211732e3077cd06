-- Who is calling, decided from the database on every request (S2): a running token changes nothing for
-- a professional who was deactivated or an organisation that left. An issuer speaks only for the
-- organisations registered to it.

-- Whether an administrator blocked this login (0019).
CREATE OR REPLACE FUNCTION chaincare.login_blocked(caller_issuer text, caller_subject text) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM chaincare.login_blocks AS b
        WHERE b.issuer = caller_issuer AND b.subject = caller_subject AND b.unblocked_at IS NULL)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.login_blocked(text, text) FROM chaincare_app;

-- Why a login that is nobody's to let in is not: for the auditor only, the caller hears the same silence.
CREATE OR REPLACE FUNCTION chaincare.rule_against(caller_issuer text, caller_subject text, caller_partner text)
RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN EXISTS (SELECT FROM chaincare.login_blocks AS b
            WHERE b.issuer = caller_issuer AND b.subject = caller_subject AND b.unblocked_at IS NULL)
        THEN 'login-blocked/1'
        WHEN EXISTS (SELECT FROM chaincare.partner_stops AS s
            JOIN chaincare.memberships AS m ON m.network_id = s.network_id
            JOIN chaincare.organisations AS o ON o.id = m.organisation_id AND o.issuer = caller_issuer
            WHERE s.partner = caller_partner AND s.resumed_at IS NULL)
        THEN 'partner-stopped/1' ELSE 'no-relation/1' END
$$;
REVOKE EXECUTE ON FUNCTION chaincare.rule_against(text, text, text) FROM chaincare_app;

-- Whether who acts for another (issuer|subject, 0018) was blocked, deactivated, or is of an organisation that is
-- gone: then he acts for nobody, whoever he was lent a token of (S2). Asked only where somebody acts for another.
CREATE OR REPLACE FUNCTION chaincare.acting_stopped(acting text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    his_issuer text := split_part(acting, '|', 1);
    his_subject text := split_part(acting, '|', 2);
BEGIN
    -- A login that was somebody's and is nobody's now; who came back has it again (0129).
    RETURN chaincare.login_blocked(his_issuer, his_subject) OR coalesce((
        SELECT NOT bool_or(p.status = 'active' AND o.status IN ('active', 'leaving'))
        FROM chaincare.professionals AS p
        JOIN chaincare.units AS u ON u.id = p.unit_id
        JOIN chaincare.organisations AS o ON o.id = u.organisation_id
        WHERE p.issuer = his_issuer AND p.subject = his_subject), false);
END $$;

-- Not for a login that was blocked, nor through a system that was stopped for his organisation's network (0019).
-- Plain SQL without settings or rights of its own, so that it becomes part of the query that asks: a condition
-- that is a function of its own would not.
DROP FUNCTION IF EXISTS chaincare.actors_of(text, text);
CREATE OR REPLACE FUNCTION chaincare.actors_of(caller_issuer text, caller_subject text, caller_partner text)
RETURNS TABLE (id uuid, unit_id uuid, organisation_id uuid, network_id uuid) LANGUAGE sql STABLE AS $$
    SELECT p.id, p.unit_id, o.id,
        (SELECT min(m.network_id::text)::uuid FROM chaincare.memberships AS m
            WHERE m.organisation_id = o.id HAVING count(*) = 1)
    FROM chaincare.professionals AS p
    JOIN chaincare.units AS u ON u.id = p.unit_id
    JOIN chaincare.organisations AS o ON o.id = u.organisation_id
    WHERE p.issuer = caller_issuer AND p.subject = caller_subject AND p.status = 'active'
      AND o.issuer = caller_issuer AND o.status IN ('active', 'leaving')
      AND NOT EXISTS (
        SELECT FROM chaincare.login_blocks AS b
        WHERE b.issuer = caller_issuer AND b.subject = caller_subject AND b.unblocked_at IS NULL)
      AND NOT EXISTS (
        SELECT FROM chaincare.partner_stops AS s
        JOIN chaincare.memberships AS m ON m.network_id = s.network_id AND m.organisation_id = o.id
        WHERE s.partner = caller_partner AND s.resumed_at IS NULL)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.actors_of(text, text, text) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.identify(caller chaincare.caller) RETURNS chaincare.actor
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor;
BEGIN
    IF NOT (caller.citizen OR caller.system) THEN
        SELECT a.* INTO actor FROM chaincare.actors_of(caller.issuer, caller.subject, caller.partner) AS a;
    END IF;
    RETURN actor;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.identify(chaincare.caller) FROM chaincare_app;

-- The directory's door: every professional may read it, an administrator of the network may write it, and who keeps that of his
-- own organisation what is of it.
-- `network` is the one to be written in; NULL asks for reading only.
CREATE OR REPLACE FUNCTION chaincare.door_directory(caller chaincare.caller, event text, action text,
    network uuid) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
BEGIN
    e.asked_id := network;
    IF actor.id IS NOT NULL AND action = 'R' THEN
        e.outcome := 'entered';
        e.relation := 'directory';
        e.reach := 'directory';
        e.rule := 'directory-reader/1';
    ELSE
        e := chaincare.enter_administration(caller, actor, network, e);
        -- What is of one network is not one organisation's to write.
        IF e.outcome <> 'entered' AND network IS NULL THEN
            e := chaincare.enter_own_organisation(caller, actor, e);
        END IF;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- Who keeps the directory of the organisation he works for now.
CREATE OR REPLACE FUNCTION chaincare.enter_own_organisation(caller chaincare.caller, actor chaincare.actor,
    INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mandate chaincare.mandates;
BEGIN
    SELECT m.* INTO mandate FROM chaincare.mandates AS m
        JOIN chaincare.memberships AS s ON s.network_id = m.network_id AND s.organisation_id = m.organisation_id
        WHERE m.professional_id = actor.id AND m.kind = 'organisation_administrator'
          AND m.organisation_id = actor.organisation_id AND m.during @> caller.moment
        ORDER BY m.id LIMIT 1;
    IF FOUND THEN
        e.outcome := 'entered';
        e.relation := 'organisation_administrator';
        e.relation_id := mandate.id;
        e.relation_by := mandate.granted_by;
        e.role := 'organisation_administrator';
        e.reach := 'organisation';
        e.rule := 'organisation-mandate/1';
        e.network_id := mandate.network_id;
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_own_organisation(chaincare.caller, chaincare.actor,
    chaincare.access_entries) FROM chaincare_app;

-- What only its administrator may read: who and what was stopped, and which mandates there are.
CREATE OR REPLACE FUNCTION chaincare.door_administration(caller chaincare.caller, event text, action text,
    network uuid) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
BEGIN
    e.asked_id := network;
    e := chaincare.enter_administration(caller, actor, network, e);
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

CREATE OR REPLACE FUNCTION chaincare.enter_administration(caller chaincare.caller, actor chaincare.actor,
    network uuid, INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mandate chaincare.mandates;
BEGIN
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
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_administration(chaincare.caller, chaincare.actor, uuid,
    chaincare.access_entries) FROM chaincare_app;

-- A network begins outside the API: nobody has a mandate yet. Only the operator, with the migration login,
-- may come through this door; what he did stands in the log like everything else.
CREATE OR REPLACE FUNCTION chaincare.door_founding(network_name text, network_region text, network_scale text,
    organisation_name text, organisation_sector text, token_issuer text, key_address text, unit_name text,
    unit_task text, administrator_name text, administrator_subject text, mandate_ends timestamptz)
RETURNS TABLE (network_id uuid, organisation_id uuid, unit_id uuid, professional_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    caller chaincare.caller := ROW('urn:chaincare:operator', 'operator', 'command-line', false, false, NULL,
        uuidv7(), uuid_send(gen_random_uuid()), substr(uuid_send(gen_random_uuid()), 1, 8), clock_timestamp(), NULL);
    e chaincare.access_entries := chaincare.new_entry(caller, NULL, 'network.created', 'C');
    network uuid := uuidv7();
    organisation uuid := uuidv7();
    unit uuid := uuidv7();
    professional uuid := uuidv7();
BEGIN
    e.outcome := 'done';
    e.relation := 'administrator';
    e.role := 'operator';
    e.rule := 'operator-founds/1';
    e.network_id := network;
    e.organisation_id := organisation;
    e.object_id := professional;
    PERFORM chaincare.write_entry(e);
    PERFORM set_config('chaincare.done',
        to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '/' || e.id, true);
    INSERT INTO chaincare.networks (id, name, region, scale)
        VALUES (network, network_name, network_region, network_scale);
    INSERT INTO chaincare.token_issuers (issuer, kind, jwks_uri) VALUES (token_issuer, 'organisation', key_address);
    INSERT INTO chaincare.organisations (id, name, sector, issuer)
        VALUES (organisation, organisation_name, organisation_sector, token_issuer);
    INSERT INTO chaincare.memberships (network_id, organisation_id) VALUES (network, organisation);
    INSERT INTO chaincare.units (id, organisation_id, name, statutory_task)
        VALUES (unit, organisation, unit_name, unit_task);
    INSERT INTO chaincare.professionals (id, unit_id, issuer, subject, name, function)
        VALUES (professional, unit, token_issuer, administrator_subject, administrator_name, 'administrator');
    INSERT INTO chaincare.mandates (professional_id, kind, network_id, during)
        VALUES (professional, 'administrator', network, tstzrange(clock_timestamp(), mandate_ends));
    RETURN QUERY SELECT network, organisation, unit, professional;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.door_founding(text, text, text, text, text, text, text, text, text, text,
    text, timestamptz) FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.door_founding(text, text, text, text, text, text, text, text, text, text,
    text, timestamptz) TO chaincare_owner;
