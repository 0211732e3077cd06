-- The door of a case. One autocommit call looks up the relation, writes the entry (entered, or not
-- visible: same path, no look-up whether the case exists) and returns it: its key is the ticket.

-- Relation, scope and a legal basis that is valid now (DOMAIN 2). The best one, if there is any.
-- `(during @> moment) IS TRUE` and coalesce(…) IN (…) say the same as the plain conditions, but no index
-- answers them: the few rows of the case are looked through. The planner takes a span that covers a moment
-- for rare, and would walk the whole range index, which holds nearly everybody.
CREATE OR REPLACE FUNCTION chaincare.find_relation(caller chaincare.caller, actor chaincare.actor,
    wanted_case uuid, INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found_relation record;
BEGIN
    IF caller.system THEN
        RETURN;  -- a partner system on its own acts for nobody: never client content
    ELSIF caller.citizen THEN
        SELECT p.id, l.id AS login_id, p.made_by, p.purpose, k.pseudonym, c.network_id,
               CASE WHEN l.representative_id IS NULL THEN 'client' ELSE 'representative' END AS relation
        INTO found_relation
        FROM chaincare.client_logins AS l
        JOIN chaincare.participations AS p ON p.case_id = wanted_case AND (p.during @> caller.moment) IS TRUE
            AND (p.representative_id = l.representative_id
                 OR (l.representative_id IS NULL AND p.client_id = l.client_id))
        JOIN chaincare.cases AS c ON c.id = p.case_id
        JOIN chaincare.clients AS k ON k.id = c.client_id
        WHERE l.issuer = caller.issuer AND l.subject = caller.subject
        ORDER BY p.id LIMIT 1;
        IF FOUND THEN
            e.outcome := 'entered';
            e.actor_id := found_relation.login_id;
            e.relation := found_relation.relation;
            e.role := found_relation.relation;
            e.reach := 'client';
            e.rule := 'client-view/1';
        END IF;
    ELSIF actor.id IS NOT NULL THEN
        SELECT p.id, p.made_by, p.purpose, p.role, k.pseudonym, c.network_id, b.id AS basis_id,
               p.unit_id IS NOT NULL AS team,
               CASE WHEN p.scope_from IS NULL OR p.scope_from > caller.moment THEN 'that'
                    ELSE p.scope END AS reach
        INTO found_relation
        FROM chaincare.participations AS p
        JOIN chaincare.cases AS c ON c.id = p.case_id
        JOIN chaincare.clients AS k ON k.id = c.client_id
        JOIN LATERAL (
            SELECT b.id FROM chaincare.legal_bases AS b
            WHERE b.participation_id = p.id AND (b.during @> caller.moment) IS TRUE
              AND NOT EXISTS (SELECT FROM chaincare.legal_basis_withdrawals AS w
                              WHERE w.basis_id = b.id AND w.withdrawn_at <= caller.moment)
            ORDER BY b.id DESC LIMIT 1) AS b ON true
        WHERE p.case_id = wanted_case AND (p.during @> caller.moment) IS TRUE
          AND coalesce(p.professional_id, p.unit_id) IN (actor.id, actor.unit_id)
        ORDER BY (p.unit_id IS NOT NULL),
                 array_position(ARRAY['full', 'core', 'that'],
                     CASE WHEN p.scope_from IS NULL OR p.scope_from > caller.moment THEN 'that'
                          ELSE p.scope END)
        LIMIT 1;
        IF FOUND THEN
            e.outcome := 'entered';
            e.relation := CASE WHEN found_relation.team THEN 'team' ELSE 'participation' END;
            e.role := found_relation.role;
            e.reach := found_relation.reach;
            e.basis_id := found_relation.basis_id;
            e.rule := e.relation || '-' || e.reach || '/1';
        ELSE
            -- A coordinator steers without content, and recuses himself where his own organisation is a party.
            SELECT m.id, m.granted_by AS made_by, 'steering' AS purpose, k.pseudonym, c.network_id
            INTO found_relation
            FROM chaincare.mandates AS m
            JOIN chaincare.cases AS c ON c.id = wanted_case AND c.network_id = m.network_id
            JOIN chaincare.clients AS k ON k.id = c.client_id
            WHERE m.professional_id = actor.id AND m.kind = 'coordinator' AND (m.during @> caller.moment) IS TRUE
              AND NOT EXISTS (
                SELECT FROM chaincare.participations AS p
                LEFT JOIN chaincare.professionals AS q ON q.id = p.professional_id
                JOIN chaincare.units AS u ON u.id IN (p.unit_id, q.unit_id)
                WHERE p.case_id = wanted_case AND (p.during @> caller.moment) IS TRUE
                  AND u.organisation_id = actor.organisation_id)
            LIMIT 1;
            IF FOUND THEN
                e.outcome := 'entered';
                e.relation := 'coordinator';
                e.role := 'coordinator';
                e.reach := 'steering';
                e.rule := 'coordinator-mandate/1';
            END IF;
        END IF;
    END IF;
    IF e.outcome = 'entered' THEN
        e.relation_id := found_relation.id;
        e.relation_by := found_relation.made_by;
        e.purpose := found_relation.purpose;
        e.client := found_relation.pseudonym;
        e.network_id := found_relation.network_id;
        e.case_id := wanted_case;
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.find_relation(chaincare.caller, chaincare.actor, uuid,
    chaincare.access_entries) FROM chaincare_app;

-- Its plans are made once a session: the same for everybody, and planning costs more than running.
CREATE OR REPLACE FUNCTION chaincare.door_case(caller chaincare.caller, event text, action text, wanted_case uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
BEGIN
    e.asked_id := wanted_case;
    e := chaincare.find_relation(caller, actor, wanted_case, e);
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- Opening a case is a door of its own: it makes up the ids itself, so that a ticket never names
-- anything that already exists, and lets the opener write under it. The case's rows follow under that
-- ticket in one transaction, with the entry that says it was opened.
CREATE OR REPLACE FUNCTION chaincare.door_opening(caller chaincare.caller, event text, action text,
    network uuid, why text) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
BEGIN
    e.asked_id := network;
    -- An organisation that is leaving opens no new cases, and a funder never takes part.
    IF actor.id IS NOT NULL AND EXISTS (
        SELECT FROM chaincare.memberships AS m
        JOIN chaincare.organisations AS o ON o.id = m.organisation_id AND o.status = 'active'
            AND o.sector <> 'funder'
        WHERE m.organisation_id = actor.organisation_id AND m.network_id = network) THEN
        e.outcome := 'entered';
        e.relation := 'opening';
        e.role := 'caseworker';
        e.reach := 'full';
        e.rule := 'member-opens/1';
        e.purpose := why;
        e.network_id := network;
        e.case_id := uuidv7();
        e.client := gen_random_uuid();
        e.object_id := uuidv7();   -- the client's row
        e.relation_id := uuidv7(); -- the opener's own participation
        e.relation_by := actor.id;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- A page of cases (T3): one entry for the question, one per case it reveals, all committed before any is
-- shown. Every entry stands in the person's own name, with the relation that case is shown by.
CREATE OR REPLACE FUNCTION chaincare.door_page(caller chaincare.caller, event text, action text,
    after uuid, page_size int) RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    e chaincare.access_entries;
    wanted uuid;
BEGIN
    IF (caller.citizen AND NOT caller.system) OR actor.id IS NOT NULL THEN
        question.outcome := 'entered';
        question.relation := 'own';
        question.rule := 'own-list/1';
    END IF;
    PERFORM chaincare.write_entry(question);
    RETURN NEXT question;
    IF question.outcome <> 'entered' THEN
        RETURN;
    END IF;
    page_size := least(page_size, 50);
    FOR wanted IN
        SELECT DISTINCT near.case_id FROM (
            SELECT p.case_id FROM chaincare.participations AS p
            WHERE p.during @> caller.moment
              AND (p.professional_id = actor.id OR p.unit_id = actor.unit_id)
            UNION ALL
            SELECT c.id FROM chaincare.mandates AS m
            JOIN chaincare.cases AS c ON c.network_id = m.network_id
            WHERE m.professional_id = actor.id AND m.kind = 'coordinator' AND m.during @> caller.moment
            UNION ALL
            SELECT p.case_id FROM chaincare.client_logins AS l
            JOIN chaincare.participations AS p ON p.during @> caller.moment
                AND (p.representative_id = l.representative_id
                     OR (l.representative_id IS NULL AND p.client_id = l.client_id))
            WHERE caller.citizen AND l.issuer = caller.issuer AND l.subject = caller.subject
        ) AS near
        WHERE after IS NULL OR near.case_id < after
        ORDER BY near.case_id DESC
    LOOP
        EXIT WHEN page_size <= 0;
        e := chaincare.new_entry(caller, actor, event, action);
        e := chaincare.find_relation(caller, actor, wanted, e);
        IF e.outcome = 'entered' THEN
            e.at := question.at;
            e.query_id := question.id;
            PERFORM chaincare.write_entry(e);
            RETURN NEXT e;
            page_size := page_size - 1;
        END IF;
    END LOOP;
END $$;

-- A retry of an opening (D1): led to the case that was made the first time, if the caller may still enter
-- it, by the same look-up and with an entry of its own. Without such a case there is no row and no entry:
-- the request goes on to the door that opens one. The key's digest is bound to the caller.
CREATE OR REPLACE FUNCTION chaincare.door_again(caller chaincare.caller, event text, action text, key bytea)
RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor;
    e chaincare.access_entries;
    made uuid;
BEGIN
    SELECT r.case_id INTO made FROM chaincare.repeats AS r
    WHERE r.key_digest = key AND r.event = door_again.event
      AND r.issuer = caller.issuer AND r.subject = caller.subject;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    actor := chaincare.identify(caller);
    e := chaincare.new_entry(caller, actor, event, action);
    e.asked_id := made;
    e := chaincare.find_relation(caller, actor, made, e);
    PERFORM chaincare.write_entry(e);
    RETURN NEXT e;
END $$;
