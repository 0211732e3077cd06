-- Doors of citizens: accepting an invitation, and reading one's own log.

-- A code binds the caller's login to the person it was issued for; the proof was recorded by whoever
-- issued it. A wrong, used or expired code, or one for somebody who no
-- longer takes part, is the same silence.
CREATE OR REPLACE FUNCTION chaincare.door_acceptance(caller chaincare.caller, event text, action text,
    digest bytea) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries := chaincare.new_entry(caller, NULL, event, action);
    invitation chaincare.invitations;
BEGIN
    IF caller.citizen AND NOT caller.system THEN
        SELECT i.* INTO invitation FROM chaincare.invitations AS i
            WHERE i.code_digest = digest AND i.expires_at > caller.moment
              AND NOT chaincare.login_conflicts_with(i.case_id, caller.issuer, caller.subject)
              AND NOT EXISTS (SELECT FROM chaincare.relation_conflicts AS x WHERE x.case_id = i.case_id
                  AND x.ended_at IS NULL AND x.representative_id = i.representative_id)
              AND EXISTS (SELECT FROM chaincare.participations AS p
                  WHERE p.case_id = i.case_id AND p.during @> caller.moment
                    AND (p.representative_id = i.representative_id
                         OR (i.representative_id IS NULL AND p.client_id = i.client_id)));
    END IF;
    IF invitation.id IS NOT NULL THEN
        -- Two codes may be out for one person, and only the first to be used counts: whoever holds a login
        -- stands in the case as that person.
        PERFORM pg_advisory_xact_lock(hashtextextended(
            coalesce(invitation.representative_id, invitation.client_id)::text, 0));
        -- The same login with the same code again: the answer got lost, and it is linked already (D1).
        SELECT l.id INTO e.actor_id FROM chaincare.client_logins AS l
            WHERE l.invitation_id = invitation.id AND l.issuer = caller.issuer AND l.subject = caller.subject;
        IF NOT FOUND AND EXISTS (SELECT FROM chaincare.client_logins AS l
                WHERE l.client_id = invitation.client_id
                  AND l.representative_id IS NOT DISTINCT FROM invitation.representative_id) THEN
            PERFORM chaincare.write_entry(e);
            RETURN e;
        ELSIF e.actor_id IS NULL THEN
            INSERT INTO chaincare.client_logins (invitation_id, issuer, subject, client_id, representative_id, linked_at)
                VALUES (invitation.id, caller.issuer, caller.subject, invitation.client_id,
                        invitation.representative_id, caller.moment)
                ON CONFLICT (invitation_id) DO NOTHING RETURNING id INTO e.actor_id;
        END IF;
        IF e.actor_id IS NOT NULL THEN
            e.outcome := 'entered';
            e.relation := CASE WHEN invitation.representative_id IS NULL THEN 'client' ELSE 'representative' END;
            e.role := e.relation;
            e.reach := 'client';
            e.rule := 'invitation/1';
            e.relation_id := (SELECT p.id FROM chaincare.participations AS p
                WHERE p.case_id = invitation.case_id AND p.during @> caller.moment
                  AND (p.representative_id = invitation.representative_id
                       OR (invitation.representative_id IS NULL AND p.client_id = invitation.client_id))
                LIMIT 1);
            e.relation_by := invitation.issued_by;
            e.object_id := invitation.id;
            e.case_id := invitation.case_id;
            SELECT k.pseudonym INTO e.client FROM chaincare.clients AS k WHERE k.id = invitation.client_id;
            SELECT c.network_id INTO e.network_id FROM chaincare.cases AS c WHERE c.id = invitation.case_id;
        END IF;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- The client's own log: one entry for the question and one per client it is about (a parent may
-- represent several children). Whose registrations were merged reads of all of them, for as long as they are; who
-- represents him, of those he represents him in: whether he may was looked at there.
CREATE OR REPLACE FUNCTION chaincare.door_own_log(caller chaincare.caller, event text, action text)
RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    question chaincare.access_entries := chaincare.new_entry(caller, NULL, event, action);
    e chaincare.access_entries;
    link record;
BEGIN
    IF caller.citizen AND NOT caller.system THEN
        question.outcome := 'entered';
        question.relation := 'own';
        question.rule := 'own-log/1';
    END IF;
    PERFORM chaincare.write_entry(question);
    RETURN NEXT question;
    IF question.outcome <> 'entered' THEN
        RETURN;
    END IF;
    FOR link IN
        SELECT DISTINCT ON (r.client) l.id, p.id AS participation_id, p.made_by, r.case_id, r.client AS pseudonym,
            r.network_id, l.representative_id
        FROM chaincare.client_logins AS l
        JOIN chaincare.participations AS p ON p.during @> caller.moment
            AND (p.representative_id = l.representative_id
                 OR (l.representative_id IS NULL AND p.client_id = l.client_id))
        CROSS JOIN LATERAL chaincare.registrations_of(p.case_id) AS r
        WHERE l.issuer = caller.issuer AND l.subject = caller.subject
          AND (r.case_id = p.case_id OR l.representative_id IS NULL)
          AND NOT chaincare.login_conflicts_with(r.case_id, caller.issuer, caller.subject)
          AND NOT chaincare.age_closes_view(l.representative_id, p.case_id, caller.moment)
        ORDER BY r.client, r.case_id = p.case_id DESC, p.id LIMIT 50
    LOOP
        e := chaincare.new_entry(caller, NULL, event, action);
        e.at := question.at;
        e.query_id := question.id;
        e.outcome := 'entered';
        e.actor_id := link.id;
        e.relation := CASE WHEN link.representative_id IS NULL THEN 'client' ELSE 'representative' END;
        e.role := e.relation;
        e.relation_id := link.participation_id;
        e.relation_by := link.made_by;
        e.reach := 'own_log';
        e.rule := 'own-log/1';
        e.client := link.pseudonym;
        e.case_id := link.case_id;
        e.network_id := link.network_id;
        PERFORM chaincare.write_entry(e);
        RETURN NEXT e;
    END LOOP;
END $$;

-- Whether somebody can log in as this person already; asked by whoever would invite him, under a ticket
-- for the case. client_logins itself is nobody's to read.
CREATE OR REPLACE FUNCTION chaincare.person_has_login(of_client uuid, of_representative uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM chaincare.client_logins AS l
        JOIN chaincare.cases AS c ON c.client_id = l.client_id
        WHERE l.client_id = of_client AND l.representative_id IS NOT DISTINCT FROM of_representative
          AND c.id = ANY (chaincare.cleared_cases('{full}')))
$$;

-- The door of a client by his own id: the same relations as for his case, and the same silence. Who coordinates
-- steers without knowing whom the case is about: for him there is no client (DOMAIN 2).
CREATE OR REPLACE FUNCTION chaincare.door_client(caller chaincare.caller, event text, action text,
    wanted_client uuid) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    found chaincare.access_entries;
BEGIN
    e.asked_id := wanted_client;
    found := chaincare.find_relation(caller, actor, chaincare.lives_on_as(
        (SELECT c.id FROM chaincare.cases AS c WHERE c.client_id = wanted_client), actor.id, actor.unit_id,
        caller.moment), e);
    IF found.outcome = 'entered' AND found.reach <> 'steering' THEN
        e := found;
        e.object_id := wanted_client;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- ---- Sealing BSNs with a new key: for the operator alone, with the migration login. The application can neither read
-- a sealed number nor write over one.

-- What is not under this key yet, some at a time; also numbers in use no longer, which are kept as long as the others.
CREATE OR REPLACE FUNCTION chaincare.bsns_under_other_keys(mark bytea, after uuid, most int)
RETURNS TABLE (id uuid, client_id uuid, sealed bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT b.id, b.client_id, b.sealed FROM chaincare.client_bsns AS b
    WHERE b.key_mark IS DISTINCT FROM mark AND (after IS NULL OR b.id > after) ORDER BY b.id LIMIT most
$$;

-- One number, unless somebody else did it meanwhile, with the entry that says so. Two registrations of one number under
-- different keys were not seen to be alike: as soon as both are under one, somebody looks.
CREATE OR REPLACE FUNCTION chaincare.reseal_bsn(wanted uuid, was bytea, becomes bytea, found_by bytea, mark bytea)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    operator chaincare.caller := ROW('urn:chaincare:operator', 'bsn-key', 'bsn-key', false, false, NULL,
        uuidv7(), uuid_send(gen_random_uuid()), substr(uuid_send(gen_random_uuid()), 1, 8), clock_timestamp());
    e chaincare.access_entries := chaincare.new_entry(operator, NULL, 'bsn.resealed', 'U');
    held chaincare.client_bsns;
BEGIN
    UPDATE chaincare.client_bsns AS b SET sealed = becomes, blind = found_by, key_mark = mark
        WHERE b.id = wanted AND b.sealed = was RETURNING * INTO held;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    SELECT c.network_id, k.pseudonym INTO e.network_id, e.client
    FROM chaincare.cases AS c JOIN chaincare.clients AS k ON k.id = held.client_id WHERE c.id = held.case_id;
    e.outcome := 'done';
    e.relation := 'administrator';
    e.role := 'operator';
    e.rule := 'bsn-key/1';
    e.case_id := held.case_id;
    e.object_id := held.id;
    PERFORM chaincare.write_entry(e);
    PERFORM set_config('chaincare.done',
        to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '/' || e.id, true);
    SET CONSTRAINTS ALL IMMEDIATE;   -- each number answers to its own entry
    SET CONSTRAINTS ALL DEFERRED;
    IF held.removed_at IS NULL THEN
        INSERT INTO chaincare.match_checks (client_id) SELECT held.client_id WHERE EXISTS (
            SELECT FROM chaincare.client_bsns AS b
            WHERE b.blind = found_by AND b.removed_at IS NULL AND b.client_id <> held.client_id);
    END IF;
    RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.bsns_under_other_keys(bytea, uuid, int),
    chaincare.reseal_bsn(uuid, bytea, bytea, bytea, bytea) FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.bsns_under_other_keys(bytea, uuid, int),
    chaincare.reseal_bsn(uuid, bytea, bytea, bytea, bytea) TO chaincare_owner;
