-- How every entry is written. Only chaincare_door may insert into the log; the doors of other features
-- fill in an entry and hand it to write_entry.

-- Nobody to let in (deactivated, left, unknown, a system); an auditor must still see whose login tried. One row,
-- always. Plain SQL, so that it becomes part of the query that asks.
CREATE OR REPLACE FUNCTION chaincare.strangers_of(caller_issuer text, caller_subject text, is_system boolean)
RETURNS TABLE (actor_id uuid, unit_id uuid, organisation_id uuid, network_id uuid) LANGUAGE sql STABLE AS $$
    SELECT tried.id, tried.unit_id, coalesce(tried.organisation_id, house.id),
        (SELECT min(m.network_id::text)::uuid FROM chaincare.memberships AS m
            WHERE m.organisation_id = coalesce(tried.organisation_id, house.id) HAVING count(*) = 1)
    FROM (SELECT min(o.id::text)::uuid AS id, count(*) AS houses FROM chaincare.organisations AS o
          WHERE o.issuer = caller_issuer) AS speaker
    LEFT JOIN LATERAL (SELECT speaker.id WHERE speaker.houses = 1) AS house ON true
    LEFT JOIN (
        SELECT p.id, p.unit_id, u.organisation_id FROM chaincare.professionals AS p
        JOIN chaincare.units AS u ON u.id = p.unit_id
        WHERE p.issuer = caller_issuer AND p.subject = caller_subject AND NOT is_system
        ORDER BY (p.status = 'active') DESC, p.id DESC LIMIT 1) AS tried ON true
$$;
REVOKE EXECUTE ON FUNCTION chaincare.strangers_of(text, text, boolean) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.new_entry(caller chaincare.caller, actor chaincare.actor,
    event text, action text) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries;
BEGIN
    e.at := clock_timestamp();
    e.id := uuidv7();
    e.xid := pg_current_xact_id();
    e.event := event;
    e.action := action;
    e.outcome := 'not_visible';
    e.issuer := caller.issuer;
    e.subject := caller.subject;
    e.actor_id := actor.id;
    e.unit_id := actor.unit_id;
    e.organisation_id := actor.organisation_id;
    e.network_id := actor.network_id;
    e.partner := caller.partner;
    e.address := caller.address;
    e.relation := 'none';
    e.rule := 'no-relation/1';
    e.emergency := false;
    e.request_id := caller.request_id;
    e.trace_id := caller.trace_id;
    e.span_id := caller.span_id;
    e.acted_by := caller.acted_by;
    IF actor.id IS NULL AND NOT caller.citizen THEN
        SELECT known.* INTO e.actor_id, e.unit_id, e.organisation_id, e.network_id
        FROM chaincare.strangers_of(caller.issuer, caller.subject, caller.system) AS known;
        e.rule := chaincare.rule_against(caller.issuer, caller.subject, caller.partner);
    END IF;
    RETURN e;
END $$;

-- The rows must really be there, as they were made: a trigger or a rule that swallows or alters one is an
-- error, not a silence. And they must outlive a power cut, whatever the session was told. CC001 is ours:
-- nothing was recorded, so nothing may be shown (T1); the server answers 503.
CREATE OR REPLACE FUNCTION chaincare.put_entries(entries chaincare.access_entries[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    place int;
    written chaincare.access_entries[];
BEGIN
    PERFORM set_config('synchronous_commit', 'on', true);
    -- Whoever knows all of an entry but whom it names cannot try people against its hash (decision 0087).
    FOR place IN 1 .. cardinality(entries) LOOP
        entries[place].blind := uuid_send(gen_random_uuid());
    END LOOP;
    -- What came of them, told by the insert itself: looking them up again would cost as much as writing them.
    -- Nothing can change the rows afterwards (0002). Returned as entries: a record would be turned into one by way of text.
    WITH kept AS (INSERT INTO chaincare.access_entries AS a SELECT e.* FROM unnest(entries) AS e RETURNING a AS entry)
    SELECT array_agg(k.entry) INTO written FROM kept AS k;
    IF written IS DISTINCT FROM entries
       OR EXISTS (SELECT FROM unnest(entries) AS e WHERE e.xid IS DISTINCT FROM pg_current_xact_id()) THEN
        RAISE EXCEPTION 'the access log did not keep an entry' USING ERRCODE = 'CC001';
    END IF;
END $$;

-- What every door calls: nobody comes to more clients than he may within an hour (access/breadth). CC003 takes
-- back what the door began, and the server goes through the door of refusals instead.
CREATE OR REPLACE FUNCTION chaincare.write_entries(entries chaincare.access_entries[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF cardinality(chaincare.beyond_breadth(entries, together => false)) > 0 THEN
        RAISE EXCEPTION 'more clients than may be looked at within an hour' USING ERRCODE = 'CC003';
    END IF;
    PERFORM chaincare.put_entries(entries);
END $$;

CREATE OR REPLACE FUNCTION chaincare.write_entry(e chaincare.access_entries) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chaincare.write_entries(ARRAY[e]);
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.put_entries(chaincare.access_entries[]) FROM chaincare_app;
REVOKE EXECUTE ON FUNCTION chaincare.write_entries(chaincare.access_entries[]) FROM chaincare_app;
REVOKE EXECUTE ON FUNCTION chaincare.new_entry(chaincare.caller, chaincare.actor, text, text) FROM chaincare_app;
REVOKE EXECUTE ON FUNCTION chaincare.write_entry(chaincare.access_entries) FROM chaincare_app;

-- What was done (T2), or refused: same person, same case, as the ticket already says. In the transaction
-- of the write for `done`; on its own for `refused`.
CREATE OR REPLACE FUNCTION chaincare.record(entry_event text, entry_action text, entry_outcome text,
    entry_rule text, object uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries;
    ticket text;
    closed boolean;
    holder uuid;
    acts_at timestamptz := coalesce(nullif(current_setting('chaincare.moment', true), '')::timestamptz, clock_timestamp());
BEGIN
    IF entry_outcome NOT IN ('done', 'refused') THEN
        RAISE EXCEPTION 'only what was done or refused is recorded' USING ERRCODE = 'data_exception';
    END IF;
    SELECT * INTO e FROM chaincare.cleared() WHERE query_id IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'nothing is recorded without a valid ticket' USING ERRCODE = 'CC001';
    END IF;
    -- Nothing is written in a closed case (A6), whoever was let in before it closed: its row is taken last here, and
    -- whoever closes it holds it. Oversight goes on; so do the client's own rights: what he says himself, what he takes
    -- back or did not say (A8), what he asks about his data. Anything else that his side begins is business of the case.
    IF entry_outcome = 'done' AND entry_event <> 'case.closed' AND (e.reach IN ('that', 'core', 'full', 'steering')
            OR (e.reach = 'client' AND entry_event <> ALL (
                '{statement.made,statement.changed,consent.withdrawn,consent.withdrawn-own,legal-basis.withdrawn,
                  agreement.objected,meeting.objected,data-subject-request.lodged-own,data-subject-request.bundled,
                  client.login-linked}'))) THEN
        -- What was merged into another case is still put right, answered and ended; nothing new begins in it, so that
        -- nobody directs the same person twice (R1).
        SELECT c.closed_at IS NOT NULL OR (c.status = 'closed' AND entry_event = ANY (
                '{note.written,agreement.proposed,escalation.drafted,escalation.requested,meeting.recorded,
                  participation.added,needed-party.named,plan.made,regie.proposed,consultation.converted,
                  consent.given,consent.given-own}'))
            INTO closed FROM chaincare.cases AS c WHERE c.id = e.case_id FOR KEY SHARE;
        IF closed THEN
            RAISE EXCEPTION 'the case is closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'cases_closed';
        END IF;
    END IF;
    e.query_id := e.id;
    e.at := clock_timestamp();
    e.id := uuidv7();
    e.xid := pg_current_xact_id();
    e.event := entry_event;
    e.action := entry_action;
    e.outcome := entry_outcome;
    e.rule := coalesce(entry_rule, e.rule);
    e.object_id := coalesce(object, e.object_id);
    -- What only who directs may do, and a stand-in does while the holder is absent, says so for ever, and names both (R9): by the
    -- holder's place he does it. What his own participation lets him do, he does for himself. Who made that stands in the entry that
    -- he came in by.
    IF e.relation = 'participation' AND entry_outcome = 'done' THEN
        SELECT h.professional_id INTO holder FROM chaincare.acting_of(ARRAY[e.case_id], acts_at, acts_at) AS a
            JOIN chaincare.participations AS h ON h.id = a.holder_id WHERE a.acting_id = e.relation_id;
        IF FOUND AND chaincare.takes_regie(e) THEN
            e.role := 'acting_holder';
            e.relation_by := holder;
            e.rule := coalesce(entry_rule, 'acting-holder/1');
        END IF;
    END IF;
    PERFORM chaincare.write_entry(e);
    ticket := to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '/' || e.id;
    IF entry_outcome = 'done' THEN
        PERFORM set_config('chaincare.done', ticket, true);
    END IF;
    RETURN ticket;
END $$;

-- The auditor's door: reading the log is itself logged (T6). A mandate has an end date; its network and
-- organisation bound what the wall shows. asked: the case the question is about, if any.
CREATE OR REPLACE FUNCTION chaincare.door_log(caller chaincare.caller, event text, action text, asked uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    mandate chaincare.mandates;
BEGIN
    e.asked_id := asked;
    SELECT m.* INTO mandate FROM chaincare.mandates AS m
        WHERE m.professional_id = actor.id AND m.kind = 'auditor' AND m.during @> caller.moment
        ORDER BY m.organisation_id NULLS FIRST, m.id LIMIT 1;
    IF FOUND THEN
        e.outcome := 'entered';
        e.relation := 'auditor';
        e.relation_id := mandate.id;
        e.relation_by := mandate.granted_by;
        e.role := 'auditor';
        e.reach := 'log';
        e.rule := 'auditor-mandate/1';
        e.network_id := mandate.network_id;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- By which ids a pseudonym can have been asked for, the client's own and his case's: denied attempts hold only
-- the id that was asked, so the client is joined when the log is read, never on the refusal path (S1).
CREATE OR REPLACE FUNCTION chaincare.log_case_ids(pseudonyms uuid[]) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(asked.id), '{}') FROM chaincare.cases AS c
    JOIN chaincare.clients AS k ON k.id = c.client_id
    CROSS JOIN LATERAL unnest(ARRAY[c.id, k.id]) AS asked (id)
    WHERE k.pseudonym = ANY (pseudonyms) AND (
        c.network_id = ANY (chaincare.cleared_log_networks())
        OR k.pseudonym = ANY (chaincare.cleared_clients('{own_log}')))
$$;

-- The client of a case, by the id he himself can be asked for.
CREATE OR REPLACE FUNCTION chaincare.log_client_id(of_case uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.client_id FROM chaincare.cases AS c
    WHERE c.id = of_case AND c.network_id = ANY (chaincare.cleared_log_networks())
$$;

CREATE OR REPLACE FUNCTION chaincare.log_client(of_case uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT k.pseudonym FROM chaincare.cases AS c JOIN chaincare.clients AS k ON k.id = c.client_id
    WHERE c.id = of_case AND c.network_id = ANY (chaincare.cleared_log_networks())
$$;

-- Committed entries in an order that never changes afterwards: by transaction, and only those below
-- every transaction still running. What sealing will append to its tree, off the request's path.
-- transaction_timeout bounds how long before now an uncommitted entry can have been written.
CREATE OR REPLACE FUNCTION chaincare.sealable_entries(since timestamptz) RETURNS SETOF chaincare.access_entries
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT * FROM chaincare.access_entries
    WHERE at >= since AND xid < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY xid, at, id
$$;
REVOKE EXECUTE ON FUNCTION chaincare.sealable_entries(timestamptz) FROM chaincare_app;

-- The ground behind a basis, for the sentence why something was allowed: a code of the catalogue, no text.
CREATE OR REPLACE FUNCTION chaincare.log_basis(basis uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT b.ground FROM chaincare.legal_bases AS b
    WHERE b.id = basis AND (chaincare.cleared_for('log') OR chaincare.cleared_for('own_log'))
$$;

-- Whose people alone an auditor is told by name, beside himself: those of the organisation that his mandate is for. No row where it is for all.
CREATE OR REPLACE FUNCTION chaincare.log_names_of() RETURNS TABLE (organisation_id uuid, reader_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT m.organisation_id, e.actor_id FROM chaincare.let_in AS e JOIN chaincare.mandates AS m ON m.id = e.relation_id
    WHERE e.reach = 'log' AND e.query_id IS NULL AND m.organisation_id IS NOT NULL
$$;

-- Whether somebody is hidden in a case of this client, or his team is: then an organisation's auditor is not told what he does (S5).
CREATE OR REPLACE FUNCTION chaincare.log_hides(person uuid, of_client uuid, of_case uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT NOT chaincare.cleared_for('log') OR EXISTS (
        SELECT FROM chaincare.cases AS c JOIN chaincare.clients AS k ON k.id = c.client_id
        JOIN chaincare.shields AS s ON s.case_id = c.id AND s.lifted_at IS NULL
        LEFT JOIN chaincare.participations AS p ON p.id = s.participation_id
        JOIN chaincare.professionals AS f ON f.id IN (SELECT q.id FROM chaincare.same_professional(person) AS q)
        WHERE (c.id = of_case OR k.pseudonym = of_client)
          AND (f.id IN (s.professional_id, p.professional_id) OR f.unit_id IN (s.unit_id, p.unit_id)))
$$;
