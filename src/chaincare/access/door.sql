-- The door of a case. One autocommit call looks up the relation, writes the entry (entered, or not
-- visible: same path, no look-up whether the case exists) and returns it: its key is the ticket.

-- Whether somebody is on a case's list of those to whom it never exists (0019), he or his organisation: under every id
-- that his login ever had (0147). For doors only: every way into a case asks it, beside what else it asks.
CREATE OR REPLACE FUNCTION chaincare.conflicts_with(wanted_case uuid, professional uuid, organisation uuid)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM chaincare.relation_conflicts AS x
        WHERE x.case_id = wanted_case AND x.ended_at IS NULL
          AND (x.organisation_id = organisation
               OR x.professional_id IN (SELECT s.id FROM chaincare.same_professional(professional) AS s)))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.conflicts_with(uuid, uuid, uuid) FROM chaincare_app;

-- The same for a citizen: whose login was ever linked to a representative in conflict is out, in whatever name
-- somebody lets him in again.
CREATE OR REPLACE FUNCTION chaincare.login_conflicts_with(wanted_case uuid, caller_issuer text, caller_subject text)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM chaincare.relation_conflicts AS x
        JOIN chaincare.client_logins AS l ON l.representative_id = x.representative_id
        WHERE x.case_id = wanted_case AND x.ended_at IS NULL
          AND l.issuer = caller_issuer AND l.subject = caller_subject)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.login_conflicts_with(uuid, text, text) FROM chaincare_app;

-- Of which clients the log hides from an auditor because he himself is in conflict with one: their pseudonyms, and the ids
-- they and their cases can be asked by. Not for where he works: one line about his office would silence all oversight.
CREATE OR REPLACE FUNCTION chaincare.cleared_log_without() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT unnest(ARRAY[k.pseudonym, k.id, c.id]) FROM chaincare.let_in AS e
        JOIN chaincare.relation_conflicts AS x ON x.ended_at IS NULL
            AND x.professional_id IN (SELECT s.id FROM chaincare.same_professional(e.actor_id) AS s)
        JOIN chaincare.cases AS c ON c.id = x.case_id
        JOIN chaincare.clients AS k ON k.id = c.client_id
        WHERE e.reach = 'log');
END $$;

-- Relation, scope and a legal basis that is valid now (DOMAIN 2). The best one, if there is any: no row else.
-- `(during @> moment) IS TRUE` and coalesce(…) IN (…) say the same as the plain conditions, but no index
-- answers them: the few rows of the case are looked through. The planner takes a span that covers a moment
-- for rare, and would walk the whole range index, which holds nearly everybody.
-- Plain SQL without settings or rights of its own, so that it becomes part of the query that asks.
CREATE OR REPLACE FUNCTION chaincare.relation_to(wanted_case uuid, actor uuid, actor_unit uuid,
    actor_organisation uuid, citizen boolean, caller_issuer text, caller_subject text, moment timestamptz)
RETURNS TABLE (actor_id uuid, relation text, id uuid, made_by uuid, role text, reach text, rule text,
    basis_id uuid, purpose text, client uuid, network_id uuid) LANGUAGE sql STABLE AS $$
    SELECT best.actor_id, best.relation, best.id, best.made_by, best.role, best.reach, best.rule,
        best.basis_id, best.purpose, k.pseudonym, c.network_id
    FROM (
        (SELECT 1 AS place, l.id AS actor_id, who.relation, p.id, p.made_by, who.relation AS role,
            'client' AS reach, 'client-view/1' AS rule, NULL::uuid AS basis_id, p.purpose
        FROM chaincare.client_logins AS l
        JOIN chaincare.participations AS p ON p.case_id = wanted_case AND (p.during @> moment) IS TRUE
            AND (p.representative_id = l.representative_id
                 OR (l.representative_id IS NULL AND p.client_id = l.client_id))
        CROSS JOIN LATERAL (SELECT CASE WHEN l.representative_id IS NULL THEN 'client'
            ELSE 'representative' END AS relation) AS who
        WHERE citizen AND l.issuer = caller_issuer AND l.subject = caller_subject
          AND NOT chaincare.age_closes_view(l.representative_id, wanted_case, moment)
        ORDER BY p.id LIMIT 1)
        UNION ALL
        (SELECT 2, actor, how.relation, p.id, p.made_by, p.role, how.reach,
            how.relation || '-' || how.reach || '/1', b.id, p.purpose
        FROM chaincare.participations AS p
        CROSS JOIN LATERAL (
            SELECT CASE WHEN p.unit_id IS NULL THEN 'participation' ELSE 'team' END AS relation,
                CASE WHEN p.scope_from IS NULL OR p.scope_from > moment THEN 'that' ELSE p.scope END AS reach) AS how
        JOIN LATERAL (
            SELECT b.id FROM chaincare.legal_bases AS b
            WHERE b.participation_id = p.id AND (b.during @> moment) IS TRUE
              AND NOT EXISTS (SELECT FROM chaincare.legal_basis_withdrawals AS w
                              WHERE w.basis_id = b.id AND w.withdrawn_at <= moment)
            ORDER BY b.id DESC LIMIT 1) AS b ON true
        WHERE actor IS NOT NULL AND p.case_id = wanted_case AND (p.during @> moment) IS TRUE
          AND coalesce(p.professional_id, p.unit_id) IN (actor, actor_unit)
        ORDER BY (p.unit_id IS NOT NULL), array_position(ARRAY['full', 'core', 'that'], how.reach) LIMIT 1)
        UNION ALL
        -- A coordinator steers without content, and recuses himself where his own organisation is a party; of a closed
        -- case, where it was one at the moment of closing.
        (SELECT 3, actor, 'coordinator', m.id, m.granted_by, 'coordinator', 'steering',
            'coordinator-mandate/1', NULL, 'steering'
        FROM chaincare.mandates AS m
        JOIN chaincare.cases AS c ON c.id = CASE WHEN m.id IS NOT NULL THEN wanted_case END
            AND c.network_id = m.network_id
        WHERE m.professional_id = actor AND m.kind = 'coordinator' AND (m.during @> moment) IS TRUE
          AND NOT EXISTS (
            SELECT FROM chaincare.participations AS p
            LEFT JOIN chaincare.professionals AS q ON q.id = p.professional_id
            JOIN chaincare.units AS u ON u.id IN (p.unit_id, q.unit_id)
            WHERE p.case_id = c.id AND u.organisation_id = actor_organisation
              AND ((p.during @> moment) IS TRUE OR (c.status = 'closed' AND p.ended_because = 'case_closed'
                   AND upper(p.during) = c.closed_at)))
        LIMIT 1)
        ORDER BY place LIMIT 1) AS best
    -- Looked up for who has a relation, never first: that a case is there must not take longer than that it is not (S1).
    JOIN chaincare.cases AS c ON c.id = CASE WHEN best.id IS NOT NULL THEN wanted_case END
    JOIN chaincare.clients AS k ON k.id = c.client_id
    -- What conflicts_with and login_conflicts_with say, as part of this query.
    WHERE NOT EXISTS (
        SELECT FROM chaincare.relation_conflicts AS x
        WHERE x.case_id = wanted_case AND x.ended_at IS NULL
          AND (x.organisation_id = actor_organisation
               OR x.professional_id IN (SELECT s.id FROM chaincare.same_professional(actor) AS s)
               OR (citizen AND x.representative_id IN (
                   SELECT l.representative_id FROM chaincare.client_logins AS l
                   WHERE l.issuer = caller_issuer AND l.subject = caller_subject))))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.relation_to(uuid, uuid, uuid, uuid, boolean, text, text, timestamptz)
    FROM chaincare_app;

-- Whether a system was stopped in the network of a case: a citizen belongs to no organisation, so his is asked here.
CREATE OR REPLACE FUNCTION chaincare.stopped_in(caller_partner text, network uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM chaincare.partner_stops AS s
        WHERE s.partner = caller_partner AND s.network_id = network AND s.resumed_at IS NULL)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.stopped_in(text, uuid) FROM chaincare_app;

-- Into which case a registration was merged; and if that one was merged later, on from there.
CREATE OR REPLACE FUNCTION chaincare.merged_on(wanted_case uuid) RETURNS TABLE (case_id uuid, step int)
LANGUAGE sql STABLE AS $$
    WITH RECURSIVE led AS (
        SELECT g.case_id, 1 AS step FROM chaincare.client_merges AS g
        WHERE g.merged_case_id = wanted_case AND g.split_at IS NULL
        UNION ALL
        SELECT g.case_id, l.step + 1 FROM led AS l
        JOIN chaincare.client_merges AS g ON g.merged_case_id = l.case_id AND g.split_at IS NULL)
    SELECT l.case_id, l.step FROM led AS l
$$;
REVOKE EXECUTE ON FUNCTION chaincare.merged_on(uuid) FROM chaincare_app;

-- All registrations that are of one person now, the given one too: what was merged, and not split again.
CREATE OR REPLACE FUNCTION chaincare.registrations_of(one_case uuid)
RETURNS TABLE (case_id uuid, network_id uuid, client_id uuid, client uuid) LANGUAGE sql STABLE AS $$
    WITH RECURSIVE same AS (
        SELECT coalesce((SELECT m.case_id FROM chaincare.merged_on(one_case) AS m ORDER BY m.step DESC LIMIT 1),
                        one_case) AS case_id
        UNION ALL
        SELECT g.merged_case_id FROM same AS s
        JOIN chaincare.client_merges AS g ON g.case_id = s.case_id AND g.split_at IS NULL)
    SELECT c.id, c.network_id, k.id, k.pseudonym FROM same AS s
    JOIN chaincare.cases AS c ON c.id = s.case_id JOIN chaincare.clients AS k ON k.id = c.client_id
$$;
REVOKE EXECUTE ON FUNCTION chaincare.registrations_of(uuid) FROM chaincare_app;

-- The case an id leads to: that of a registration that was merged to the one that remains, for who takes part in that
-- and not in the old one; who took part in the old one still reads his own part of it. Any other id to itself.
CREATE OR REPLACE FUNCTION chaincare.lives_on_as(wanted_case uuid, actor uuid, actor_unit uuid, moment timestamptz)
RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT coalesce((
        SELECT m.case_id FROM chaincare.merged_on(wanted_case) AS m
        WHERE EXISTS (
            SELECT FROM chaincare.participations AS p WHERE p.case_id = m.case_id AND (p.during @> moment) IS TRUE
              AND coalesce(p.professional_id, p.unit_id) IN (actor, actor_unit))
          AND NOT EXISTS (
            SELECT FROM chaincare.participations AS p WHERE p.case_id = wanted_case AND (p.during @> moment) IS TRUE
              AND coalesce(p.professional_id, p.unit_id) IN (actor, actor_unit))
        ORDER BY m.step DESC LIMIT 1), wanted_case)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.lives_on_as(uuid, uuid, uuid, timestamptz) FROM chaincare_app;

-- What a case that was read was merged into, for who may come into that one too; to anybody else it is closed, and no more.
CREATE OR REPLACE FUNCTION chaincare.merged_into(closed_case uuid, moment timestamptz) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT m.case_id FROM chaincare.let_in AS e
        CROSS JOIN LATERAL chaincare.merged_on(e.case_id) AS m
        CROSS JOIN LATERAL chaincare.relation_to(m.case_id, CASE WHEN e.reach <> 'client' THEN e.actor_id END, e.unit_id,
            e.organisation_id, e.reach = 'client', e.issuer, e.subject, moment) AS r
        WHERE e.case_id = closed_case AND e.reach IN ('that', 'core', 'full', 'client', 'steering')
          AND NOT (e.reach = 'client' AND chaincare.stopped_in(e.partner, r.network_id))
        ORDER BY m.step DESC LIMIT 1);
END $$;

-- The same, written into one entry. A partner system on its own acts for nobody: never client content.
CREATE OR REPLACE FUNCTION chaincare.find_relation(caller chaincare.caller, actor chaincare.actor,
    wanted_case uuid, INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found_relation record;
BEGIN
    SELECT r.* INTO found_relation FROM chaincare.relation_to(wanted_case, actor.id, actor.unit_id,
        actor.organisation_id, caller.citizen AND NOT caller.system, caller.issuer, caller.subject,
        caller.moment) AS r
        WHERE NOT (caller.citizen AND chaincare.stopped_in(caller.partner, r.network_id));
    IF FOUND THEN
        e.outcome := 'entered';
        e.actor_id := found_relation.actor_id;
        e.relation := found_relation.relation;
        e.relation_id := found_relation.id;
        e.relation_by := found_relation.made_by;
        e.role := found_relation.role;
        e.reach := found_relation.reach;
        e.rule := found_relation.rule;
        e.basis_id := found_relation.basis_id;
        e.purpose := found_relation.purpose;
        e.client := found_relation.client;
        e.network_id := found_relation.network_id;
        e.case_id := wanted_case;
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.find_relation(chaincare.caller, chaincare.actor, uuid,
    chaincare.access_entries) FROM chaincare_app;

-- Those who wait together go through the door together: one look-up and one insert for all, an entry for each,
-- in the order they asked. What they say comes as one JSON list: thirteen arrays cost the server more to write
-- than this costs to read. Plans are made once a session: the same for everybody, and planning costs more than
-- running.
CREATE OR REPLACE FUNCTION chaincare.door_cases(those_who_ask json) RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    met record;
    e chaincare.access_entries;
    entries chaincare.access_entries[] := '{}';
    place int;
BEGIN
    e.xid := pg_current_xact_id();
    e.emergency := false;
    FOR met IN
        SELECT said.*, led.wanted AS led_to, a.id AS known_id, r.id IS NOT NULL AS let_in, r.relation, r.id AS relation_id, r.made_by,
            r.role, r.reach, r.rule, r.basis_id, r.purpose, r.client,
            coalesce(r.actor_id, a.id, t.actor_id) AS actor_id, coalesce(a.unit_id, t.unit_id) AS unit_id,
            coalesce(a.organisation_id, t.organisation_id) AS organisation_id,
            coalesce(r.network_id, a.network_id, t.network_id) AS network_id
        FROM ROWS FROM (json_to_recordset(those_who_ask) AS (issuer text, subject text, partner text,
            citizen boolean, system boolean, address inet, request_id uuid, trace_id bytea, span_id bytea,
            moment timestamptz, event text, action text, wanted uuid, acted_by text)) WITH ORDINALITY AS said (issuer,
            subject, partner, citizen, system, address, request_id, trace_id, span_id, moment, event, action, wanted,
            acted_by, place)
        LEFT JOIN LATERAL chaincare.actors_of(said.issuer, said.subject, said.partner) AS a
            ON NOT (said.citizen OR said.system OR (said.acted_by IS NOT NULL AND chaincare.acting_stopped(said.acted_by)))
        LEFT JOIN LATERAL (
            SELECT u.* FROM chaincare.strangers_of(said.issuer, said.subject, said.system) AS u
            WHERE a.id IS NULL AND NOT said.citizen LIMIT 1) AS t ON true
        CROSS JOIN LATERAL chaincare.lives_on_as(said.wanted, a.id, a.unit_id, said.moment) AS led (wanted)
        LEFT JOIN LATERAL chaincare.relation_to(led.wanted, a.id, a.unit_id, a.organisation_id,
            said.citizen AND NOT (said.system OR (said.acted_by IS NOT NULL AND chaincare.acting_stopped(said.acted_by))),
            said.issuer, said.subject, said.moment) AS r
            ON NOT (said.citizen AND chaincare.stopped_in(said.partner, r.network_id))
        ORDER BY said.place
    LOOP
        e.at := clock_timestamp();
        e.id := uuidv7();
        e.event := met.event;
        e.action := met.action;
        e.outcome := CASE WHEN met.let_in THEN 'entered' ELSE 'not_visible' END;
        e.issuer := met.issuer;
        e.subject := met.subject;
        e.actor_id := met.actor_id;
        e.role := met.role;
        e.unit_id := met.unit_id;
        e.organisation_id := met.organisation_id;
        e.partner := met.partner;
        e.address := met.address;
        e.relation := coalesce(met.relation, 'none');
        e.relation_id := met.relation_id;
        e.relation_by := met.made_by;
        e.reach := met.reach;
        e.basis_id := met.basis_id;
        e.rule := coalesce(met.rule, CASE WHEN met.known_id IS NULL AND NOT met.citizen
            THEN chaincare.rule_against(met.issuer, met.subject, met.partner) ELSE 'no-relation/1' END);
        e.purpose := met.purpose;
        e.network_id := met.network_id;
        e.client := met.client;
        e.case_id := CASE WHEN met.let_in THEN met.led_to END;
        e.asked_id := met.wanted;
        e.request_id := met.request_id;
        e.trace_id := met.trace_id;
        e.span_id := met.span_id;
        e.acted_by := met.acted_by;
        entries := entries || e;
    END LOOP;
    FOREACH place IN ARRAY chaincare.beyond_breadth(entries, together => true) LOOP
        e := entries[place];
        e.outcome := 'refused';
        e.rule := 'breadth/1';
        entries[place] := e;
    END LOOP;
    PERFORM chaincare.put_entries(entries);
    RETURN QUERY SELECT written.* FROM unnest(entries) AS written;
END $$;

CREATE OR REPLACE FUNCTION chaincare.door_case(caller chaincare.caller, event text, action text, wanted_case uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries;
BEGIN
    SELECT entered.* INTO e FROM chaincare.door_cases(json_build_array(
        to_jsonb(caller) || jsonb_build_object('event', event, 'action', action, 'wanted', wanted_case))) AS entered;
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
    -- A funder never takes part. One that gave notice, or did not sign the covenant, is told so by the wall (hold_membership).
    IF actor.id IS NOT NULL AND EXISTS (
        SELECT FROM chaincare.memberships AS m
        JOIN chaincare.organisations AS o ON o.id = m.organisation_id AND o.status IN ('active', 'leaving')
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
    entries chaincare.access_entries[];
    wanted uuid;
BEGIN
    IF (caller.citizen AND NOT caller.system) OR actor.id IS NOT NULL THEN
        question.outcome := 'entered';
        question.relation := 'own';
        question.rule := 'own-list/1';
    END IF;
    entries := ARRAY[question];
    RETURN NEXT question;
    IF question.outcome <> 'entered' THEN
        PERFORM chaincare.write_entries(entries);
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
            entries := entries || e;
            RETURN NEXT e;
            page_size := page_size - 1;
        END IF;
    END LOOP;
    PERFORM chaincare.write_entries(entries);
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
    opened timestamptz;
BEGIN
    SELECT r.case_id, c.opened_at INTO made, opened FROM chaincare.repeats AS r
    JOIN chaincare.cases AS c ON c.id = r.case_id
    WHERE r.key_digest = key AND r.event = door_again.event
      AND r.issuer = caller.issuer AND r.subject = caller.subject;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    -- This request may have come before the first one had opened the case, and waited meanwhile.
    caller.moment := greatest(caller.moment, opened);
    actor := chaincare.identify(caller);
    e := chaincare.new_entry(caller, actor, event, action);
    e.asked_id := made;
    e := chaincare.find_relation(caller, actor, made, e);
    PERFORM chaincare.write_entry(e);
    RETURN NEXT e;
END $$;
