-- The doors of case mandates: who audits asks for one, a second person answers, and what was approved opens one thing to who asked.

-- The entry whose text is asked for, as far as a mandate reaches it.
CREATE OR REPLACE FUNCTION chaincare.entry_with_text(mandate chaincare.mandates, of_at timestamptz, of_entry uuid)
RETURNS chaincare.access_entries LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT x FROM chaincare.access_entries AS x
    WHERE x.at = of_at AND x.id = of_entry AND x.private IS NOT NULL
      AND (x.network_id IS NULL OR x.network_id = mandate.network_id)
      AND (x.organisation_id = mandate.organisation_id OR (mandate.organisation_id IS NULL AND x.organisation_id IN (
          SELECT s.organisation_id FROM chaincare.memberships AS s WHERE s.network_id = mandate.network_id)))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.entry_with_text(chaincare.mandates, timestamptz, uuid) FROM chaincare_app;

-- Whether an entry is about a client: itself, by what was asked for, or by what its question found (T3).
CREATE OR REPLACE FUNCTION chaincare.entry_is_about(x chaincare.access_entries, of_case uuid, of_client uuid, pseudonym uuid)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(x.client = pseudonym, false) OR coalesce(x.asked_id IN (of_case, of_client), false) OR EXISTS (
        SELECT FROM chaincare.access_entries AS r WHERE r.at = x.at AND r.query_id = x.id AND r.client = pseudonym)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.entry_is_about(chaincare.access_entries, uuid, uuid, uuid) FROM chaincare_app;

-- Every case of every client that a mandate is about: the one it names, and of a text also each that its question and the pages of it
-- were about. What somebody typed about one of them can be read through none of the others.
CREATE OR REPLACE FUNCTION chaincare.cases_opened(of_client uuid, of_at timestamptz, of_entry uuid) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH lines AS MATERIALIZED (
        SELECT r.client, r.case_id, r.asked_id FROM chaincare.access_entries AS x
        JOIN chaincare.access_entries AS r ON r.at = x.at AND coalesce(x.query_id, x.id) IN (r.id, r.query_id)
        WHERE x.at = of_at AND x.id = of_entry
    ), clients AS (
        SELECT k.id FROM chaincare.clients AS k WHERE k.pseudonym = of_client
        UNION SELECT k.id FROM chaincare.clients AS k WHERE k.pseudonym IN (SELECT l.client FROM lines AS l)
        UNION SELECT k.id FROM chaincare.clients AS k WHERE k.id IN (SELECT l.asked_id FROM lines AS l)
        UNION SELECT c.client_id FROM chaincare.cases AS c WHERE c.id IN (SELECT unnest(ARRAY[l.case_id, l.asked_id]) FROM lines AS l))
    SELECT ARRAY(SELECT c.id FROM chaincare.cases AS c WHERE c.client_id IN (SELECT k.id FROM clients AS k))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.cases_opened(uuid, timestamptz, uuid) FROM chaincare_app;

-- Whether who came so far may know what the client is called: not by a question for help, by guarding that a case is directed, or by
-- what he wrote for a unit that was asked (E2, E3).
CREATE OR REPLACE FUNCTION chaincare.knows_name(reach text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(reach = ANY ('{that,core,full,client,match,card,emergency}'), false)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.knows_name(text) FROM chaincare_app;

-- Whether somebody of an organisation came to a client; for his name, so far that he may know it.
CREATE OR REPLACE FUNCTION chaincare.came_to(organisation uuid, of_client uuid, by_name boolean) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM chaincare.access_entries AS a
        WHERE a.client = of_client AND a.organisation_id = organisation AND (NOT by_name OR chaincare.knows_name(a.reach)))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.came_to(uuid, uuid, boolean) FROM chaincare_app;

-- Whether one of these cases is his own: he, or where he works, is in conflict with it, or he or his team takes part in it, or did.
CREATE OR REPLACE FUNCTION chaincare.is_near(of_cases uuid[], actor chaincare.actor) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM unnest(of_cases) AS c (id) WHERE chaincare.conflicts_with(c.id, actor.id, actor.organisation_id))
        OR EXISTS (SELECT FROM chaincare.participations AS p
            WHERE p.case_id = ANY (of_cases) AND coalesce(p.professional_id, p.unit_id) IN (
                SELECT actor.unit_id UNION ALL SELECT s.id FROM chaincare.same_professional(actor.id) AS s))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.is_near(uuid[], chaincare.actor) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.one_is_shielded(of_cases uuid[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM chaincare.shields AS s WHERE s.case_id = ANY (of_cases) AND s.lifted_at IS NULL)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.one_is_shielded(uuid[]) FROM chaincare_app;

-- The mandates that somebody was let in to: who audits, and who may be the second person. None that is near him, and none about what he
-- did himself: he would read why it is looked into, and end it.
CREATE OR REPLACE FUNCTION chaincare.cleared_case_mandates() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT w.id FROM chaincare.let_in AS e
        JOIN chaincare.mandates AS m ON m.id = e.relation_id AND m.kind IN ('auditor', 'privacy_officer')
        JOIN chaincare.case_mandates AS w ON w.network_id = m.network_id
            AND (m.organisation_id IS NULL OR w.organisation_id = m.organisation_id)
            AND (e.object_id IS NULL OR e.object_id = w.id)
        WHERE e.reach IN ('log', 'privacy') AND e.event ~ '^case-mandates?[.]' AND NOT EXISTS (SELECT FROM chaincare.same_professional(e.actor_id) AS s WHERE s.id = w.concerns)
          AND NOT chaincare.is_near(chaincare.cases_opened(w.client, w.entry_at, w.entry_id),
              ROW(e.actor_id, e.unit_id, e.organisation_id, e.network_id)::chaincare.actor));
END $$;

-- Asking: for the name of a client, or the text of an entry about him; the text of an entry about nobody takes no case. A case that is
-- not there, of another network, with which he is in conflict, whose client nobody of his organisation knows by name, or whose text is not
-- within his mandate, are one silence. A text about
-- a case with a shield stays shut, whoever else it is about: what somebody typed there can say where a person is (S5).
CREATE OR REPLACE FUNCTION chaincare.door_case_mandate_asking(caller chaincare.caller, event text, action text, wanted_case uuid,
    of_at timestamptz, of_entry uuid) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    mandate chaincare.mandates;
    text_of chaincare.access_entries;
    found_case record;
    others uuid[];
    open boolean := false;
BEGIN
    e.asked_id := coalesce(wanted_case, of_entry);
    SELECT m.* INTO mandate FROM chaincare.mandates AS m
        WHERE m.professional_id = actor.id AND m.kind = 'auditor' AND m.during @> caller.moment
        ORDER BY m.organisation_id NULLS FIRST, m.id LIMIT 1;
    IF of_entry IS NOT NULL THEN
        text_of := chaincare.entry_with_text(mandate, of_at, of_entry);
    END IF;
    IF wanted_case IS NULL THEN
        open := text_of.id IS NOT NULL AND text_of.client IS NULL AND text_of.asked_id IS NULL AND NOT EXISTS (
            SELECT FROM chaincare.access_entries AS r WHERE r.at = text_of.at AND r.query_id = text_of.id);
    ELSE
        SELECT c.id, k.pseudonym INTO found_case FROM chaincare.cases AS c
        JOIN chaincare.clients AS k ON k.id = c.client_id
        WHERE c.id = wanted_case AND c.network_id = mandate.network_id
          AND NOT chaincare.conflicts_with(c.id, actor.id, actor.organisation_id)
          AND (mandate.organisation_id IS NULL OR chaincare.came_to(mandate.organisation_id, k.pseudonym, of_entry IS NULL))
          AND (of_entry IS NULL OR (text_of.id IS NOT NULL AND chaincare.entry_is_about(text_of, c.id, k.id, k.pseudonym)));
        open := FOUND;
    END IF;
    IF open AND of_entry IS NOT NULL THEN
        others := chaincare.cases_opened(NULL, of_at, of_entry);
        open := NOT (chaincare.one_is_shielded(others) OR chaincare.is_near(others, actor));
    END IF;
    IF mandate.id IS NOT NULL AND open THEN
        e.outcome := 'entered';
        e.relation := 'auditor';
        e.relation_id := mandate.id;
        e.relation_by := mandate.granted_by;
        e.role := 'auditor';
        e.reach := 'log';
        e.rule := 'auditor-mandate/1';
        e.network_id := mandate.network_id;
        IF wanted_case IS NOT NULL THEN
            e.case_id := found_case.id;
            e.client := found_case.pseudonym;
        END IF;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- As what somebody comes to case mandates: who audits, else the privacy officer; of this network and organisation, where one is meant.
-- At each look anew: who came to take part meanwhile opens, answers and ends nothing any more.
CREATE OR REPLACE FUNCTION chaincare.enter_case_mandates(actor chaincare.actor, moment timestamptz, wanted chaincare.case_mandates,
    INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mandate chaincare.mandates;
BEGIN
    SELECT m.* INTO mandate FROM chaincare.mandates AS m
        WHERE m.professional_id = actor.id AND m.kind IN ('auditor', 'privacy_officer') AND m.during @> moment
          AND (wanted.id IS NULL OR (m.network_id = wanted.network_id
               AND (m.organisation_id IS NULL OR m.organisation_id = wanted.organisation_id)))
        ORDER BY m.kind, m.organisation_id NULLS FIRST, m.id LIMIT 1;
    IF FOUND AND NOT EXISTS (SELECT FROM chaincare.same_professional(actor.id) AS s WHERE s.id = wanted.concerns)
       AND NOT chaincare.is_near(chaincare.cases_opened(wanted.client, wanted.entry_at, wanted.entry_id), actor) THEN
        e.outcome := 'entered';
        e.relation := mandate.kind;
        e.relation_id := mandate.id;
        e.relation_by := mandate.granted_by;
        e.role := mandate.kind;
        e.reach := CASE mandate.kind WHEN 'auditor' THEN 'log' ELSE 'privacy' END;
        e.rule := CASE mandate.kind WHEN 'auditor' THEN 'auditor-mandate/1' ELSE 'privacy-mandate/1' END;
        e.network_id := mandate.network_id;
        e.object_id := wanted.id;
        e.case_id := wanted.case_id;
        e.client := wanted.client;
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_case_mandates(chaincare.actor, timestamptz, chaincare.case_mandates,
    chaincare.access_entries) FROM chaincare_app;

-- One of them, or with NULL their list, which tells of no client but by pseudonym.
CREATE OR REPLACE FUNCTION chaincare.door_case_mandate(caller chaincare.caller, event text, action text, wanted uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    one chaincare.case_mandates;
BEGIN
    e.asked_id := wanted;
    SELECT w.* INTO one FROM chaincare.case_mandates AS w WHERE w.id = wanted;
    IF wanted IS NULL OR FOUND THEN
        e := chaincare.enter_case_mandates(actor, caller.moment, one, e);
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- Opening what was approved: who asked, while it runs and his own mandate does, and nobody else. It reaches nothing but that.
CREATE OR REPLACE FUNCTION chaincare.door_case_mandate_opening(caller chaincare.caller, event text, action text, wanted uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    one chaincare.case_mandates;
BEGIN
    e.asked_id := wanted;
    SELECT w.* INTO one FROM chaincare.case_mandates AS w
        WHERE w.id = wanted AND w.asked_by = actor.id AND w.answer = 'approved' AND w.ends_at > caller.moment
          AND w.ended_at IS NULL
          AND (w.opens <> 'name' OR w.organisation_id IS NULL OR chaincare.came_to(w.organisation_id, w.client, true))
          AND NOT (w.opens = 'entry_text'
              AND chaincare.one_is_shielded(chaincare.cases_opened(w.client, w.entry_at, w.entry_id)));
    IF FOUND THEN
        e := chaincare.enter_case_mandates(actor, caller.moment, one, e);
        IF e.outcome = 'entered' AND e.reach = 'log' THEN
            e.relation_id := one.id;
            e.relation_by := one.answered_by;
            e.rule := 'case-mandate/1';
        ELSE
            e := chaincare.new_entry(caller, actor, event, action);
            e.asked_id := wanted;
        END IF;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- The one thing it opens, under the ticket of that door. What was erased meanwhile is not there.
CREATE OR REPLACE FUNCTION chaincare.opened_by_mandate()
RETURNS TABLE (given_names text, prefix text, family_name text, sealed bytea, request_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT k.given_names, k.prefix, k.family_name, x.private, x.request_id
    FROM chaincare.let_in AS e
    JOIN chaincare.case_mandates AS w ON w.id = e.relation_id AND w.asked_by = e.actor_id AND w.answer = 'approved'
    LEFT JOIN chaincare.cases AS c ON c.id = w.case_id AND w.opens = 'name'
    LEFT JOIN chaincare.clients AS k ON k.id = c.client_id
    LEFT JOIN chaincare.access_entries AS x ON w.opens = 'entry_text' AND x.at = w.entry_at AND x.id = w.entry_id
    WHERE e.reach = 'log' AND e.rule = 'case-mandate/1' AND e.query_id IS NULL;
END $$;
