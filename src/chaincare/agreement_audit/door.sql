-- The auditor's door to the life of agreements (A7). What he reads is put together here, so that no word of their text
-- leaves the database for him: the fingerprint is of the text, and shows nothing of it.

-- Canonical JSON (RFC 8785) of what facts hold: objects, texts, booleans and whole numbers.
CREATE OR REPLACE FUNCTION chaincare.canonical(said jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE jsonb_typeof(said)
        WHEN 'object' THEN '{' || coalesce((
            SELECT string_agg(to_json(m.key)::text || ':' || chaincare.canonical(m.value), ',' ORDER BY m.key COLLATE "C")
            FROM jsonb_each(said) AS m), '') || '}'
        WHEN 'array' THEN '[' || coalesce((
            SELECT string_agg(chaincare.canonical(m.value), ',' ORDER BY m.ordinality)
            FROM jsonb_array_elements(said) WITH ORDINALITY AS m), '') || ']'
        ELSE said::text END;
END $$;

-- The fingerprint of each version of an agreement, as agreements/seeing.py has it.
CREATE OR REPLACE FUNCTION chaincare.agreement_fingerprints(agreement uuid) RETURNS TABLE (seq int, fingerprint text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    one record;
    facts text := '';
    first_id text;
BEGIN
    first_id := coalesce(
        (SELECT f.fact ->> 'previous' FROM chaincare.agreement_facts AS f
         WHERE f.agreement_id = agreement AND f.kind = 'reassigned' ORDER BY f.seq LIMIT 1),
        (SELECT a.responsible_id::text FROM chaincare.agreements AS a WHERE a.id = agreement));
    FOR one IN SELECT f.* FROM chaincare.agreement_facts AS f WHERE f.agreement_id = agreement ORDER BY f.seq LOOP
        facts := facts || CASE WHEN facts = '' THEN '' ELSE ',' END || chaincare.canonical(one.fact || jsonb_build_object(
            'seq', one.seq, 'by', one.by_id, 'at',
            regexp_replace(to_char(one.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '[.]000000$', '') || 'Z'));
        seq := one.seq;
        fingerprint := encode(sha256(convert_to(
            format('{"agreementId":"%s","facts":[%s],"responsibleId":"%s"}', agreement, facts, first_id), 'UTF8')), 'hex');
        RETURN NEXT;
    END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.canonical(jsonb), chaincare.agreement_fingerprints(uuid) FROM chaincare_app;

-- The state an agreement is in at a moment: a report that nobody answered in its term is kept, unconfirmed (A3), and what
-- waits for the work or the word of somebody who takes part no more awaits another (R7).
CREATE OR REPLACE FUNCTION chaincare.agreement_state_at(a chaincare.agreements, moment timestamptz,
    unconfirmed_before timestamptz) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE
        WHEN a.state = 'reported_kept' AND a.waiting_since < unconfirmed_before THEN 'kept_unconfirmed'
        WHEN a.returned AND a.state IN ('proposed', 'awaiting_new_responsible') THEN 'proposed'
        WHEN a.state IN ('proposed', 'agreed', 'in_progress') AND NOT chaincare.can_see_to_it(a.responsible_id, moment) THEN 'awaiting_new_responsible'
        ELSE a.state END;
END $$;

-- Who must act next at a moment, as agreements/seeing.py has it: where its responsible, or who was asked to be, takes part no
-- more, it lies with who directs; where nobody can and who proposed it is gone too, with anyone who reads it (R7).
CREATE OR REPLACE FUNCTION chaincare.agreement_waits_on(a chaincare.agreements, state text, moment timestamptz) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE
        WHEN state IN ('kept_unconfirmed') THEN 'nobody'
        WHEN a.returned AND state = 'proposed' AND chaincare.can_see_to_it(a.proposed_by, moment) THEN 'proposer'
        WHEN a.waiting_on <> 'regie_holder' AND state = a.state AND NOT (a.returned AND state = 'proposed')
            AND (a.waiting_on <> 'candidate' OR chaincare.can_see_to_it(a.candidate_id, moment)) THEN a.waiting_on
        WHEN chaincare.can_see_to_it(a.proposed_by, moment) OR EXISTS (
            SELECT FROM chaincare.regie_terms AS t
            WHERE t.case_id = a.case_id AND (t.during @> moment) IS TRUE AND chaincare.can_see_to_it(t.holder_id, moment))
            OR EXISTS (SELECT FROM chaincare.acting_of(ARRAY[a.case_id], moment, moment)) THEN 'regie_holder'
        ELSE 'anyone' END;
END $$;

-- Whether a party takes part at a moment and, as a professional, can act.
CREATE OR REPLACE FUNCTION chaincare.can_see_to_it(party uuid, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM chaincare.participations AS p WHERE p.id = party AND (p.during @> moment) IS TRUE
          AND (p.professional_id IS NULL OR EXISTS (SELECT FROM chaincare.able_to_act(moment) AS able
               WHERE able.participation_id = ANY (ARRAY[p.id]))));
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.agreement_state_at(chaincare.agreements, timestamptz, timestamptz),
    chaincare.agreement_waits_on(chaincare.agreements, text, timestamptz), chaincare.can_see_to_it(uuid, timestamptz)
    FROM chaincare_app;

-- One entry for the question, and one for each agreement it finds (T3, T6): within the network of the mandate, and of an
-- organisation's auditor those in which its own people took a step, wrote one down, or are responsible.
CREATE OR REPLACE FUNCTION chaincare.door_agreement_audit(caller chaincare.caller, event text, action text,
    wanted uuid, wanted_client uuid, wanted_reference text, wanted_organisation uuid, wanted_state text,
    from_at timestamptz, until_at timestamptz, unconfirmed_before timestamptz, after uuid, page_size int)
RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    mandate chaincare.mandates;
    found_one record;
    e chaincare.access_entries;
    entries chaincare.access_entries[];
BEGIN
    question.asked_id := coalesce(wanted, wanted_client, wanted_organisation);
    SELECT m.* INTO mandate FROM chaincare.mandates AS m
        WHERE m.professional_id = actor.id AND m.kind = 'auditor' AND m.during @> caller.moment
        ORDER BY m.organisation_id NULLS FIRST, m.id LIMIT 1;
    -- Of which other organisation somebody took a step is not for an organisation's auditor to find out by asking for it.
    IF NOT FOUND OR wanted_organisation <> mandate.organisation_id THEN
        PERFORM chaincare.write_entry(question);
        RETURN NEXT question;
        RETURN;
    END IF;
    question.outcome := 'entered';
    question.relation := 'auditor';
    question.relation_id := mandate.id;
    question.relation_by := mandate.granted_by;
    question.role := 'auditor';
    question.reach := 'log';
    question.rule := 'auditor-mandate/1';
    question.network_id := mandate.network_id;
    entries := ARRAY[question];
    RETURN NEXT question;
    FOR found_one IN
        SELECT a.id, a.case_id, k.pseudonym FROM chaincare.agreements AS a
        JOIN chaincare.cases AS c ON c.id = a.case_id
        JOIN chaincare.clients AS k ON k.id = c.client_id
        WHERE c.network_id = mandate.network_id
          -- Not where he himself is in conflict; by where he works he stays in, as in the log (cleared_log_without).
          AND NOT chaincare.conflicts_with(c.id, actor.id, NULL)
          AND (after IS NULL OR a.id < after)
          AND (wanted IS NULL OR a.id = wanted)
          AND (wanted_client IS NULL OR k.pseudonym = wanted_client)
          AND (wanted_reference IS NULL OR c.reference = wanted_reference)
          AND (mandate.organisation_id IS NULL OR chaincare.acted_in_agreement(a.id, mandate.organisation_id))
          AND (wanted_organisation IS NULL OR chaincare.acted_in_agreement(a.id, wanted_organisation))
          AND (wanted_state IS NULL
               OR chaincare.agreement_state_at(a, caller.moment, unconfirmed_before) = wanted_state)
          AND ((from_at IS NULL AND until_at IS NULL) OR EXISTS (
              SELECT FROM chaincare.agreement_facts AS f WHERE f.agreement_id = a.id
                AND (from_at IS NULL OR f.at >= from_at) AND (until_at IS NULL OR f.at < until_at)))
        ORDER BY a.id DESC LIMIT least(page_size, 50)
    LOOP
        e := question;
        e.id := uuidv7();
        e.query_id := question.id;
        e.asked_id := NULL;
        e.case_id := found_one.case_id;
        e.client := found_one.pseudonym;
        e.object_id := found_one.id;
        entries := entries || e;
        RETURN NEXT e;
    END LOOP;
    PERFORM chaincare.write_entries(entries);
END $$;

-- Whether somebody of an organisation is responsible for an agreement, took a step in it, or wrote one down.
CREATE OR REPLACE FUNCTION chaincare.acted_in_agreement(agreement uuid, organisation uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM chaincare.participations AS p
        JOIN chaincare.professionals AS f ON f.id = p.professional_id
        JOIN chaincare.units AS u ON u.id = f.unit_id
        WHERE u.organisation_id = organisation AND p.id IN (
            SELECT a.responsible_id FROM chaincare.agreements AS a WHERE a.id = agreement
            UNION ALL SELECT x.by_id FROM chaincare.agreement_facts AS x WHERE x.agreement_id = agreement
            UNION ALL SELECT (x.fact ->> 'recordedBy')::uuid FROM chaincare.agreement_facts AS x
                WHERE x.agreement_id = agreement AND x.fact ? 'recordedBy'));
END $$;

-- A party as an auditor sees it: no name; nobody, where an organisation's mandate does not reach him.
CREATE OR REPLACE FUNCTION chaincare.audited_party(participation uuid, mandate chaincare.mandates) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT jsonb_build_object('participation_id', p.id, 'role', p.role, 'professional_id', p.professional_id,
            'function', f.function, 'organisation_id', o.id, 'organisation', o.name)
        FROM chaincare.participations AS p
        LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
        LEFT JOIN chaincare.units AS u ON u.id = coalesce(p.unit_id, f.unit_id)
        LEFT JOIN chaincare.organisations AS o ON o.id = u.organisation_id
        WHERE p.id = participation
          AND (mandate.organisation_id IS NULL OR (p.professional_id IS NOT NULL AND o.id = mandate.organisation_id)));
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.acted_in_agreement(uuid, uuid), chaincare.audited_party(uuid, chaincare.mandates)
    FROM chaincare_app;

-- What the agreements of the page went through. Only what stands here by name is told: a fact of a kind to come shows
-- that it happened, when, and by whom.
CREATE OR REPLACE FUNCTION chaincare.audited_agreements(unconfirmed_before timestamptz) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment timestamptz := coalesce(
        nullif(current_setting('chaincare.moment', true), '')::timestamptz, clock_timestamp());
BEGIN
    RETURN QUERY
        SELECT jsonb_build_object('id', a.id, 'case_id', a.case_id, 'reference', c.reference, 'client', e.client,
            'state', seen.state, 'responsible', chaincare.audited_party(a.responsible_id, m),
            'due_on', a.due_on, 'original_due_on', a.original_due_on, 'shifts', a.shifts,
            'waiting_on', chaincare.agreement_waits_on(a, seen.state, moment),
            'waiting_since', CASE WHEN a.returned AND seen.state = 'proposed' THEN coalesce(a.returned_at, a.waiting_since) ELSE a.waiting_since END,
            'version', a.version,
            'steps', (
                SELECT jsonb_agg(jsonb_build_object('seq', f.seq, 'at', f.at, 'kind', f.kind,
                    'fingerprint', print.fingerprint, 'by', chaincare.audited_party(f.by_id, m),
                    'recorded_by', chaincare.audited_party((f.fact ->> 'recordedBy')::uuid, m),
                    'responsible', chaincare.audited_party((f.fact ->> 'responsible')::uuid, m),
                    'previous', chaincare.audited_party((f.fact ->> 'previous')::uuid, m),
                    'owner', chaincare.audited_party((f.fact ->> 'owner')::uuid, m),
                    -- The first release did not write down that somebody agreed himself.
                    'how', coalesce(f.fact ->> 'how', CASE WHEN f.kind = 'agreed' THEN 'himself' END),
                    'due_on', f.fact ->> 'dueDate', 'repeat_every', f.fact -> 'repeat' ->> 'every',
                    'repeat_until_on', f.fact -> 'repeat' ->> 'untilDate', 'supersedes', f.fact ->> 'supersedes',
                    'superseded_by', f.fact ->> 'supersededBy', 'meeting_id', f.fact ->> 'meetingId',
                    'not_kept_because', CASE WHEN f.kind = 'not_kept' THEN f.fact ->> 'reason' END,
                    'precondition_id', f.fact ->> 'preconditionId', 'blocking', f.fact -> 'blocking') ORDER BY f.seq)
                FROM chaincare.agreement_facts AS f
                JOIN chaincare.agreement_fingerprints(a.id) AS print ON print.seq = f.seq
                WHERE f.agreement_id = a.id))::text
        FROM chaincare.let_in AS e
        JOIN chaincare.mandates AS m ON m.id = e.relation_id
        JOIN chaincare.agreements AS a ON a.id = e.object_id AND a.case_id = e.case_id
        JOIN chaincare.cases AS c ON c.id = a.case_id
        CROSS JOIN LATERAL (SELECT chaincare.agreement_state_at(a, moment, unconfirmed_before) AS state) AS seen
        WHERE e.event = 'agreement.audited' AND e.reach = 'log' AND e.query_id IS NOT NULL
        ORDER BY a.id DESC;
END $$;
