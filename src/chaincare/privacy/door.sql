-- The doors of privacy work: a privacy officer's requests and registers, the FG's oversight, and whoever lodges a
-- request. Every door says itself, in object_id, what one thing it opens.

-- The mandate by which somebody does privacy work (or oversees it), for one network or any; of one organisation or all.
CREATE OR REPLACE FUNCTION chaincare.enter_privacy(actor chaincare.actor, moment timestamptz, network uuid,
    organisation uuid, INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mandate chaincare.mandates;
BEGIN
    SELECT m.* INTO mandate FROM chaincare.mandates AS m
        WHERE m.professional_id = actor.id AND m.kind IN ('privacy_officer', 'fg') AND m.during @> moment
          AND (network IS NULL OR m.network_id = network)
          AND (m.organisation_id IS NULL OR network IS NULL OR m.organisation_id = organisation)
        ORDER BY m.kind DESC, m.organisation_id NULLS FIRST, m.id LIMIT 1;
    IF FOUND THEN
        e.outcome := 'entered';
        e.relation := mandate.kind;
        e.relation_id := mandate.id;
        e.relation_by := mandate.granted_by;
        e.role := mandate.kind;
        e.reach := CASE mandate.kind WHEN 'fg' THEN 'oversight' ELSE 'privacy' END;
        e.rule := CASE mandate.kind WHEN 'fg' THEN 'fg-mandate/1' ELSE 'privacy-mandate/1' END;
        e.network_id := mandate.network_id;
        e.purpose := NULL;
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_privacy(chaincare.actor, timestamptz, uuid, uuid, chaincare.access_entries)
    FROM chaincare_app;

-- Whose request it is, whoever recorded it: of the login of him whom it stands for (the client himself, never a parent
-- for him; or the representative it names), and only while he takes part as such, at this very moment.
CREATE OR REPLACE FUNCTION chaincare.own_request_login(caller chaincare.caller, r chaincare.data_subject_requests)
RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT l.id FROM chaincare.client_logins AS l
    JOIN chaincare.participations AS p ON p.case_id = r.case_id AND (p.during @> caller.moment) IS TRUE
        AND (p.representative_id = l.representative_id
             OR (l.representative_id IS NULL AND p.client_id = l.client_id))
    WHERE caller.citizen AND NOT caller.system AND l.issuer = caller.issuer AND l.subject = caller.subject
      AND l.representative_id IS NOT DISTINCT FROM r.representative_id
      AND NOT chaincare.age_closes_view(l.representative_id, r.case_id, caller.moment)
      AND NOT chaincare.login_conflicts_with(r.case_id, caller.issuer, caller.subject)
    ORDER BY l.id LIMIT 1
$$;
REVOKE EXECUTE ON FUNCTION chaincare.own_request_login(chaincare.caller, chaincare.data_subject_requests)
    FROM chaincare_app;

-- Who works where a shield hides would betray it by the line he leaves in the client's log (S5): somebody else does.
CREATE OR REPLACE FUNCTION chaincare.shielded_from_office(of_case uuid, organisation uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM chaincare.shields AS s
        LEFT JOIN chaincare.professionals AS f ON f.id = s.professional_id
        LEFT JOIN chaincare.participations AS p ON p.case_id = s.case_id AND p.id = s.participation_id
        JOIN chaincare.units AS u ON u.id = coalesce(s.unit_id, f.unit_id, p.unit_id)
        WHERE s.case_id = of_case AND s.lifted_at IS NULL AND u.organisation_id = organisation)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.shielded_from_office(uuid, uuid) FROM chaincare_app;

-- One request, as far as this caller may know it: privacy work and oversight of its network (and organisation), and
-- whoever asked.
CREATE OR REPLACE FUNCTION chaincare.enter_request(caller chaincare.caller, actor chaincare.actor, wanted uuid,
    INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    r chaincare.data_subject_requests;
    login uuid;
BEGIN
    SELECT * INTO r FROM chaincare.data_subject_requests WHERE id = wanted;
    IF NOT FOUND OR chaincare.shielded_from_office(r.case_id, actor.organisation_id)
       -- Oversight ends for a person who is named in a conflict, not for all who work where he does.
       OR chaincare.conflicts_with(r.case_id, actor.id, NULL)
       OR (caller.citizen AND chaincare.login_conflicts_with(r.case_id, caller.issuer, caller.subject)) THEN
        RETURN;
    END IF;
    -- A citizen has no reach here, which would open more than this one thing: he reads, and nothing else.
    IF caller.citizen AND e.action = 'R' THEN
        login := chaincare.own_request_login(caller, r);
        IF login IS NOT NULL THEN
            e.outcome := 'entered';
            e.actor_id := login;
            e.relation := 'own';
            e.relation_id := login;
            e.role := CASE WHEN r.representative_id IS NULL THEN 'client' ELSE 'representative' END;
            e.rule := 'own-request/1';
            e.network_id := r.network_id;
        END IF;
    ELSIF NOT caller.citizen THEN
        e := chaincare.enter_privacy(actor, caller.moment, r.network_id, r.organisation_id, e);
    END IF;
    IF e.outcome = 'entered' THEN
        e.object_id := r.id;
        e.case_id := r.case_id;
        e.client := (SELECT k.pseudonym FROM chaincare.cases AS c JOIN chaincare.clients AS k ON k.id = c.client_id
                     WHERE c.id = r.case_id);
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_request(chaincare.caller, chaincare.actor, uuid, chaincare.access_entries)
    FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.door_request(caller chaincare.caller, event text, action text, wanted uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
BEGIN
    e.asked_id := wanted;
    e := chaincare.enter_request(caller, actor, wanted, e);
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- Lodging makes up the id itself, like opening a case. In a case: whoever takes part with more than that-information,
-- the client's side by a login of its own, or privacy work of its network. Without one: privacy work only.
CREATE OR REPLACE FUNCTION chaincare.door_lodging(caller chaincare.caller, event text, action text, wanted_case uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    unrelated chaincare.access_entries := e;
BEGIN
    IF wanted_case IS NULL THEN
        e := chaincare.enter_privacy(actor, caller.moment, NULL, NULL, e);
    ELSE
        e := chaincare.find_relation(caller, actor,
            chaincare.lives_on_as(wanted_case, actor.id, actor.unit_id, caller.moment), e);
        IF e.outcome <> 'entered' OR e.reach NOT IN ('core', 'full', 'client') THEN
            e := unrelated;
            IF NOT chaincare.conflicts_with(wanted_case, actor.id, NULL) THEN
                e := chaincare.enter_privacy(actor, caller.moment,
                (SELECT c.network_id FROM chaincare.cases AS c WHERE c.id = wanted_case), actor.organisation_id, unrelated);
            END IF;
            IF e.outcome = 'entered' THEN
                SELECT c.id, k.pseudonym INTO e.case_id, e.client FROM chaincare.cases AS c
                JOIN chaincare.clients AS k ON k.id = c.client_id
                WHERE c.id = wanted_case AND c.network_id = e.network_id
                  AND EXISTS (SELECT FROM chaincare.mandates AS m WHERE m.id = e.relation_id
                      AND (m.organisation_id IS NULL OR EXISTS (
                          SELECT FROM chaincare.participations AS p
                          LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
                          JOIN chaincare.units AS u ON u.id = coalesce(p.unit_id, f.unit_id)
                          WHERE p.case_id = c.id AND u.organisation_id = m.organisation_id)));
                IF NOT FOUND THEN
                    e := unrelated;
                END IF;
            END IF;
        END IF;
    END IF;
    e.asked_id := wanted_case;
    IF e.outcome = 'entered' THEN
        e.object_id := uuidv7();
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- A page of requests (T3): one entry for the question, one for each request. Those who work or oversee see what their
-- mandates are for, what is due first first; a citizen his own.
CREATE OR REPLACE FUNCTION chaincare.door_requests(caller chaincare.caller, event text, action text,
    unanswered boolean, overdue boolean, after_due date, after_id uuid, page_size int)
RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    e chaincare.access_entries;
    entries chaincare.access_entries[];
    wanted uuid;
    today date := (caller.moment AT TIME ZONE 'Europe/Amsterdam')::date;
BEGIN
    IF (caller.citizen AND NOT caller.system) OR EXISTS (
        SELECT FROM chaincare.mandates AS m WHERE m.professional_id = actor.id
          AND m.kind IN ('privacy_officer', 'fg') AND m.during @> caller.moment) THEN
        question.outcome := 'entered';
        question.relation := 'own';
        question.rule := 'own-list/1';
    END IF;
    entries := ARRAY[question];
    RETURN NEXT question;
    FOR wanted IN
        SELECT r.id FROM chaincare.data_subject_requests AS r
        WHERE question.outcome = 'entered'
          AND (CASE WHEN caller.citizen THEN chaincare.own_request_login(caller, r) IS NOT NULL
               ELSE r.network_id IN (SELECT m.network_id FROM chaincare.mandates AS m
                   WHERE m.professional_id = actor.id AND m.kind IN ('privacy_officer', 'fg')
                     AND m.during @> caller.moment
                     AND (m.organisation_id IS NULL OR m.organisation_id = r.organisation_id)) END)
          AND (NOT unanswered OR r.state IN ('received', 'in_handling', 'extended'))
          AND (NOT overdue OR (r.state IN ('received', 'in_handling', 'extended') AND r.due_on < today))
          AND (after_id IS NULL OR (r.due_on, r.id) > (after_due, after_id))
        ORDER BY r.due_on, r.id LIMIT least(page_size, 50)
    LOOP
        e := chaincare.enter_request(caller, actor, wanted, chaincare.new_entry(caller, actor, event, action));
        e.at := question.at;
        e.query_id := question.id;
        entries := entries || e;
        RETURN NEXT e;
    END LOOP;
    PERFORM chaincare.write_entries(entries);
END $$;

-- The line of a client's own log that he refers to. Its id tells about when it was written, so the index is used.
CREATE OR REPLACE FUNCTION chaincare.entry_referred_to(of_client uuid, reference uuid)
RETURNS SETOF chaincare.access_entries LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT e.* FROM chaincare.access_entries AS e
    WHERE e.client = of_client AND e.id = reference AND e.outcome IN ('entered', 'done')
      AND e.at BETWEEN uuid_extract_timestamp(reference) - interval '1 minute'
                   AND uuid_extract_timestamp(reference) + interval '1 minute'
$$;
REVOKE EXECUTE ON FUNCTION chaincare.entry_referred_to(uuid, uuid) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.is_in_own_log(reference uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM chaincare.let_in AS e
        CROSS JOIN LATERAL chaincare.registrations_of(e.case_id) AS r
        CROSS JOIN LATERAL chaincare.entry_referred_to(r.client, reference) WHERE e.object_id IS NOT NULL)
$$;

-- The name behind it, once that was weighed and granted (CJEU C-579/21), to whoever may read the request.
CREATE OR REPLACE FUNCTION chaincare.name_granted(request uuid)
RETURNS TABLE (name text, function text, organisation text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT p.name, p.function, o.name FROM chaincare.let_in AS t
    JOIN chaincare.data_subject_requests AS r ON r.id = t.object_id AND r.id = request
        AND r.kind = 'employee_name' AND r.state = 'granted'
    CROSS JOIN LATERAL chaincare.registrations_of(t.case_id) AS one
    CROSS JOIN LATERAL chaincare.entry_referred_to(one.client, r.entry_id) AS e
    JOIN chaincare.professionals AS p ON p.id = e.actor_id
    JOIN chaincare.units AS u ON u.id = p.unit_id
    JOIN chaincare.organisations AS o ON o.id = u.organisation_id
$$;

-- Whether somebody represents the client of the case that this entry opens; privacy work sees nobody of it.
CREATE OR REPLACE FUNCTION chaincare.is_representative_of(representative uuid, of_case uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM chaincare.let_in AS e
        JOIN chaincare.representatives AS r ON r.case_id = e.case_id AND r.id = representative
        WHERE e.case_id = of_case)
$$;

-- The same for his other registrations, while they are merged with that one: two entries for each. Not for who works where
-- one is shielded or is in conflict with it, as of the request itself; and an officer's mandate ends with his network.
CREATE OR REPLACE FUNCTION chaincare.enter_merged(caller chaincare.caller, actor chaincare.actor,
    e chaincare.access_entries) RETURNS chaincare.access_entries[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    entries chaincare.access_entries[] := '{}';
    one chaincare.access_entries;
    also record;
BEGIN
    FOR also IN
        SELECT s.*, p.id AS part FROM chaincare.registrations_of(e.case_id) AS s
        LEFT JOIN LATERAL (
            SELECT q.id FROM chaincare.participations AS q
            WHERE q.case_id = s.case_id AND q.client_id = s.client_id AND q.during @> caller.moment
            ORDER BY q.id LIMIT 1) AS p ON true
        WHERE s.case_id <> e.case_id AND (caller.citizen OR s.network_id = e.network_id)
          AND NOT chaincare.conflicts_with(s.case_id, actor.id, NULL)
          AND NOT (caller.citizen AND chaincare.login_conflicts_with(s.case_id, caller.issuer, caller.subject))
          AND NOT chaincare.shielded_from_office(s.case_id, actor.organisation_id)
        ORDER BY s.case_id
    LOOP
        one := e;
        one.id := uuidv7();
        one.query_id := e.id;
        one.case_id := also.case_id;
        one.network_id := also.network_id;
        one.client := also.client;
        one.relation_id := coalesce(also.part, e.relation_id);
        entries := entries || one;
        one.id := uuidv7();
        one.reach := 'own_log';
        entries := entries || one;
    END LOOP;
    RETURN entries;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_merged(chaincare.caller, chaincare.actor, chaincare.access_entries)
    FROM chaincare_app;

-- Everything that is kept on somebody (AVG 15), for who handles his request and for himself: let in as far as the
-- client's own view reaches, so that what is shielded or restricted there is left out here by the same wall. A second
-- entry opens his own log, for who received it. Who represents somebody must still do so; a parent no more after the
-- sixteenth birthday. Whoever may know the request, and not this, is let in to be told so.
CREATE OR REPLACE FUNCTION chaincare.door_bundle(caller chaincare.caller, event text, action text, wanted uuid)
RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    log chaincare.access_entries;
    shown chaincare.access_entries[] := '{}';
    r chaincare.data_subject_requests;
    stands_for uuid;
BEGIN
    e.action := 'R';   -- who may know the request
    e := chaincare.enter_request(caller, actor, wanted, e);
    e.action := action;
    e.asked_id := wanted;
    SELECT * INTO r FROM chaincare.data_subject_requests WHERE id = e.object_id
        AND kind IN ('access', 'portability') AND case_id IS NOT NULL;
    IF e.outcome = 'entered' AND FOUND AND e.relation IN ('own', 'privacy_officer')
       -- Nobody makes up a request and gives himself everything on it, and one organisation's officer not what others keep.
       AND (caller.citizen OR (r.state <> 'received'
           AND NOT EXISTS (SELECT FROM chaincare.data_subject_request_facts AS f
               WHERE f.request_id = r.id AND f.kind = 'received'
                   AND f.by_id IN (SELECT s.id FROM chaincare.same_professional(actor.id) AS s))
           AND EXISTS (SELECT FROM chaincare.mandates AS m
               WHERE m.id = e.relation_id AND m.organisation_id IS NULL))) THEN
        SELECT p.id INTO stands_for FROM chaincare.participations AS p
        JOIN chaincare.cases AS c ON c.id = p.case_id JOIN chaincare.clients AS k ON k.id = c.client_id
        LEFT JOIN chaincare.representatives AS f ON f.id = p.representative_id
        WHERE p.case_id = r.case_id AND p.during @> caller.moment
          AND (p.representative_id = r.representative_id OR (r.representative_id IS NULL AND p.client_id = k.id))
          AND NOT EXISTS (SELECT FROM chaincare.relation_conflicts AS x WHERE x.case_id = r.case_id
              AND x.ended_at IS NULL AND x.representative_id = r.representative_id)
          AND (f.kind IS NULL OR f.kind NOT IN ('parent', 'voogd')
               OR k.birth_date + interval '16 years' > (caller.moment AT TIME ZONE 'Europe/Amsterdam')::date)
        ORDER BY p.id LIMIT 1;
        IF stands_for IS NOT NULL OR r.representative_id IS NULL THEN
            e.relation_id := coalesce(stands_for, e.relation_id);
            e.reach := 'client';
            e.rule := 'bundle/1';
            log := e;
            log.id := uuidv7();
            log.query_id := e.id;
            log.reach := 'own_log';
            shown := ARRAY[log];
        END IF;
        IF e.reach = 'client' AND r.representative_id IS NULL THEN
            shown := shown || chaincare.enter_merged(caller, actor, e);
        END IF;
    END IF;
    PERFORM chaincare.write_entries(e || shown);
    RETURN NEXT e;
    RETURN QUERY SELECT one.* FROM unnest(shown) AS one;
END $$;

-- What a bundle tells of each table: the columns that the views under /v1 show a citizen too, never more (AVG 15(4)). Which
-- rows, the wall says, of the client as of who represents him. A new table is in a bundle once it has a line here.
CREATE OR REPLACE FUNCTION chaincare.bundle_columns() RETURNS TABLE (part text, told text[])
LANGUAGE sql IMMUTABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
    VALUES ('agreement_facts', '{at,fact,kind}'::text[]),
        ('agreement_preconditions', '{blocking,due_on,state,waiting_on,waiting_since}'),
        ('agreements', '{state,due_on,original_due_on,shifts,waiting_on,waiting_since,safety}'),
        ('capacity_statements', '{subject,outcome,judged_on,profession,statement,recorded_at,confirmed_at}'),
        ('carried_agreements', '{carried_to}'),
        ('case_closures', '{reason,closed_at}'),
        ('case_evaluations', '{held_on,outcome,evaluated_at}'),
        ('case_pauses', '{reason,during}'),
        ('case_questions', '{own_words,question,occasion,consulted,consulted_because,evaluation_on,changed_at}'),
        ('case_reopenings', '{reopened_at}'),
        ('client_addresses', '{street,postal_code,town,recorded_at}'),
        ('client_contacts', '{phone,safe_way,changed_at}'),
        ('closing_texts', '{words}'),
        ('consent_givings', '{giver,how,given_at}'),
        ('consent_withdrawals', '{how,withdrawn_at}'),
        ('consents', '{kind,explained,purpose,disclosers,recipients,until,recorded_at,awaits}'),
        ('evaluation_texts', '{reached,own_words,no_own_words_because}'),
        ('pause_texts', '{words}'),
        ('escalation_conditions', '{state}'),
        ('escalation_targets', '{state,asked_at,expected_on}'),
        ('escalations', '{help,urgent,state,ball,ball_since}'),
        ('inventory_lines', '{situation,need,entitlement,entitlement_article,ground,article,exception,reported_at}'),
        ('legal_bases', '{ground,article,exception,secrecy,during,recorded_at}'),
        ('legal_basis_withdrawals', '{part,withdrawn_at}'),
        ('network_moves', '{because,state,proposed_at,decided_at}'),
        ('meeting_agreements', '{assent}'),
        ('meeting_attendances', '{present}'),
        ('meeting_words', '{heard,proof}'),
        ('meetings', '{kind,held_at,recorded_at,client_present,next_on}'),
        ('needed_parties', '{help,needed_for,client_may_read,state,next_step,next_step_on,refused_because}'),
        ('needed_party_steps', '{state,next_step,next_step_on,refused_because,taken_at}'),
        ('notes', '{body,written_at,corrected_at,corrected_because}'),
        ('participations', '{role,circle,scope,purpose,during}'),
        ('plan_answers', '{agrees,agrees_because,how,answered_at}'),
        ('plan_editions', '{goals,agrees,agrees_because,said_at}'),
        ('plans', '{}'),
        ('regie', '{}'),
        ('regie_facts', '{fact,began_at,ends_at,because,kind,mandate,recorded_at}'),
        ('regie_corrections', '{recorded_since,since,reason,corrected_at}'),
        ('regie_last_resorts', '{reason,assigned_at,ended_at,because}'),
        ('regie_outcomes', '{outcome,at}'),
        ('regie_proposals', '{kind,mandate,reason,proposed_at,effective_at,ends_at,measure}'),
        ('regie_resignation_withdrawals', '{withdrawn_at}'),
        ('regie_resignations', '{because,resigned_at,ends_at}'),
        ('regie_responses', '{answer,reason,answered_at}'),
        ('regie_terms', '{during,kind,mandate}'),
        ('stand_ins', '{first_on,last_on,proposed_at,answer,answered_at,ended_at}'),
        ('representatives', '{name,kind,phone}'),
        ('restricted_item_uses', '{used_at}'),
        ('restricted_items', '{kind,restricted_at,lifted_at}'),
        ('secrecy_withdrawals', '{withdrawn_at}'),
        ('statement_versions', '{body,family_may_read,said_at}'),
        ('statements', '{body,family_may_read,made_at,changed_at}'),
        ('cases', '{reference,status,opened_at,closed_at,destroyed_at}'),
        ('clients', '{given_names,prefix,family_name,call_name,birth_date,birth_precision,language,interpreter_needed,changed_at}')
$$;

-- Of another agreement that this reader does not see nothing is told: what it took the place of was cancelled (agreements/seeing.py).
CREATE OR REPLACE FUNCTION chaincare.without_unseen_agreements(item jsonb) RETURNS jsonb
LANGUAGE sql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN item -> 'fact' ? 'supersededBy' AND NOT EXISTS (
            SELECT FROM chaincare.agreements AS n WHERE n.id = (item -> 'fact' ->> 'supersededBy')::uuid) THEN NULL
        WHEN item -> 'fact' ->> 'kind' = 'returned' AND NOT EXISTS (
            SELECT FROM chaincare.agreements AS n WHERE n.id = (item -> 'fact' ->> 'supersedes')::uuid) THEN NULL
        WHEN item -> 'fact' ? 'supersedes' THEN item #- '{fact,supersedes}'
        WHEN item ->> 'state' = 'superseded' AND NOT EXISTS (
            SELECT FROM chaincare.agreements AS n WHERE n.id = (item ->> 'superseded_by')::uuid)
            THEN (item - '{returned,returned_at}'::text[]) || '{"state": "cancelled"}'
        WHEN item ? 'returned' AND (item ->> 'returned' = 'true' AND item ->> 'state' IN ('proposed', 'awaiting_new_responsible') AND EXISTS (
            SELECT FROM chaincare.agreements AS o WHERE o.id = (item ->> 'supersedes')::uuid)) IS NOT TRUE THEN item - '{returned,returned_at}'::text[]
        WHEN item ? 'returned' THEN item || jsonb_build_object('state', 'proposed', 'waiting_on', 'proposer',
            'waiting_since', coalesce(nullif(item -> 'returned_at', 'null'), item -> 'waiting_since'))
        ELSE item END
$$;

-- Every row that the wall shows under this ticket, with the rights of whoever calls, so that nothing can be in it that he
-- could not see. Without keys, which say nothing to a person, and without who else may read a thing.
CREATE OR REPLACE FUNCTION chaincare.bundle_parts(of_case uuid) RETURNS TABLE (part text, items jsonb)
LANGUAGE plpgsql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    columns text[];
    -- Where it is hidden how somebody is reached, so are the telephones of those beside him (contacts/door.sql).
    hidden text[] := CASE WHEN of_case = ANY (chaincare.uncleared_contacts()) THEN '{phone}' ELSE '{}' END;
BEGIN
    FOR part, columns IN SELECT one.part, one.told FROM chaincare.bundle_columns() AS one LOOP
        EXECUTE format('SELECT jsonb_agg(bare.item) FROM chaincare.%I AS t CROSS JOIN LATERAL (
            SELECT jsonb_object_agg(f.key, f.value) AS item FROM jsonb_each(%s) AS f
            WHERE f.value <> ''null'' AND f.key = ANY ($2) AND f.key <> ALL ($3)) AS bare WHERE bare.item IS NOT NULL AND %s',
            part, CASE WHEN part IN ('agreements', 'agreement_facts') THEN 'chaincare.without_unseen_agreements(to_jsonb(t))'
                ELSE 'to_jsonb(t)' END, CASE part WHEN 'cases' THEN 't.id = $1'
                WHEN 'clients' THEN 't.id = (SELECT c.client_id FROM chaincare.cases AS c WHERE c.id = $1)'
                ELSE 't.case_id = $1' END) INTO items USING of_case, columns, hidden;
        IF items IS NOT NULL THEN
            RETURN NEXT;
        END IF;
    END LOOP;
END $$;

-- Registers of a network: retention, processing, holds, exports. `about` is the one thing asked for, if any; whether
-- it lies in the mandate's network is for the wall to say.
CREATE OR REPLACE FUNCTION chaincare.door_privacy(caller chaincare.caller, event text, action text, about uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
BEGIN
    e := chaincare.enter_privacy(actor, caller.moment, NULL, NULL, e);
    e.asked_id := about;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;
