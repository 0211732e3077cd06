-- Timers, and what climbs (A5, E4). The server runs these every so often, under nobody's name; they show it no case and
-- nobody: what is due, by rules of its own, and what came of it, by the door's.

-- What is due on a day, held until the transaction ends; what another process has in hand, or somebody changes right now, is
-- passed by. The case is held with it, so that writing a step later waits for nobody.
DROP FUNCTION IF EXISTS chaincare.take_timers(date, int);
CREATE OR REPLACE FUNCTION chaincare.take_timers(moment timestamptz, at_most int)
RETURNS TABLE (kind text, handle uuid, runs_from date, term_days int, rungs int, ladder_days int[], silence_days int[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today date := (chaincare.clocked(moment) AT TIME ZONE 'Europe/Amsterdam')::date;
    taken int;
BEGIN
    RETURN QUERY SELECT t.kind, t.handle, t.runs_from, t.term_days, t.rungs, n.ladder_days, n.silence_days
        FROM chaincare.timers AS t
        JOIN chaincare.cases AS c ON c.id = t.case_id
        JOIN chaincare.networks AS n ON n.id = c.network_id
        WHERE t.next_on <= today
        ORDER BY t.next_on, t.about LIMIT least(at_most, 100)
        FOR UPDATE OF t SKIP LOCKED FOR KEY SHARE OF c SKIP LOCKED;
    GET DIAGNOSTICS taken = ROW_COUNT;
    -- And what is of no case: a question about nobody by name.
    RETURN QUERY SELECT t.kind, t.handle, t.runs_from, t.term_days, t.rungs, n.ladder_days, n.silence_days
        FROM chaincare.timers AS t
        JOIN chaincare.escalations AS x ON x.id = t.within_id
        JOIN chaincare.networks AS n ON n.id = x.network_id
        WHERE t.case_id IS NULL AND t.next_on <= today
        ORDER BY t.next_on, t.about LIMIT greatest(least(at_most, 100) - taken, 0)
        FOR UPDATE OF t SKIP LOCKED;
END $$;

-- The day on which a case goes on that stands still at a moment.
CREATE OR REPLACE FUNCTION chaincare.goes_on_at(of_case uuid, moment timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT upper(p.during) FROM chaincare.case_pauses AS p WHERE p.case_id = of_case AND (p.during @> moment) IS TRUE
$$;
REVOKE EXECUTE ON FUNCTION chaincare.goes_on_at(uuid, timestamptz) FROM chaincare_app;

-- With whom something lies that runs out: a participation, or a unit that was asked.
DROP FUNCTION IF EXISTS chaincare.late_party(chaincare.timers);
CREATE OR REPLACE FUNCTION chaincare.late_party(t chaincare.timers, moment timestamptz, OUT party uuid, OUT unit uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    CASE t.kind
    WHEN 'agreement' THEN
        SELECT a.responsible_id INTO party FROM chaincare.agreements AS a WHERE a.id = t.about;
    WHEN 'agreement_answer' THEN
        SELECT CASE a.waiting_on WHEN 'candidate' THEN a.candidate_id WHEN 'proposer' THEN a.proposed_by
            WHEN 'regie_holder' THEN chaincare.able_holder(a.case_id, moment) ELSE a.responsible_id END INTO party
            FROM chaincare.agreements AS a WHERE a.id = t.about;
    WHEN 'precondition' THEN
        SELECT n.owner_id INTO party FROM chaincare.agreement_preconditions AS n WHERE n.id = t.about;
    WHEN 'precondition_answer' THEN
        SELECT CASE n.waiting_on WHEN 'owner' THEN n.owner_id ELSE a.responsible_id END INTO party
            FROM chaincare.agreement_preconditions AS n JOIN chaincare.agreements AS a ON a.id = n.agreement_id WHERE n.id = t.about;
    WHEN 'regie_answer' THEN
        -- Who of those asked did not answer; it is over now, and who put himself forward waits for anybody.
        SELECT asked.id INTO party FROM chaincare.regie_proposals AS p
            CROSS JOIN unnest(ARRAY[p.candidate_id, p.contact_id, p.representative_id]) WITH ORDINALITY AS asked (id, place)
            WHERE p.id = t.about AND asked.id IS NOT NULL AND NOT EXISTS (
                SELECT FROM chaincare.regie_responses AS s WHERE s.proposal_id = p.id AND s.participation_id = asked.id)
            ORDER BY asked.place LIMIT 1;
    WHEN 'last_resort' THEN
        SELECT u.id INTO unit FROM chaincare.regie_last_resorts AS r
            JOIN chaincare.units AS u ON u.organisation_id = r.organisation_id WHERE r.id = t.about ORDER BY u.id LIMIT 1;
    WHEN 'regie_objection' THEN
        -- It lies with who coordinates, for the longest, and whose organisation is no party.
        SELECT f.unit_id INTO unit FROM chaincare.cases AS c
            JOIN chaincare.mandates AS m ON m.network_id = c.network_id AND m.kind = 'coordinator' AND m.during @> moment
            JOIN chaincare.professionals AS f ON f.id = m.professional_id AND f.status = 'active'
            JOIN chaincare.units AS u ON u.id = f.unit_id
            WHERE c.id = t.case_id AND NOT EXISTS (
                SELECT FROM chaincare.participations AS p LEFT JOIN chaincare.professionals AS q ON q.id = p.professional_id
                JOIN chaincare.units AS own ON own.id = coalesce(p.unit_id, q.unit_id)
                WHERE p.case_id = c.id AND own.organisation_id = u.organisation_id AND p.during @> moment)
            ORDER BY lower(m.during), m.id LIMIT 1;
    WHEN 'escalation_question' THEN
        SELECT x.requested_by INTO party FROM chaincare.escalations AS x WHERE x.id = t.within_id;
    WHEN 'escalation_review' THEN
        SELECT g.participation_id, g.unit_id INTO party, unit FROM chaincare.escalation_targets AS g
            WHERE g.escalation_id = t.within_id AND g.state = 'accepted';
    WHEN 'escalation_answer', 'consultation_answer' THEN
        SELECT g.unit_id INTO unit FROM chaincare.escalation_targets AS g WHERE g.id = t.about;
    WHEN 'needed_party' THEN
        SELECT s.taken_by INTO party FROM chaincare.needed_party_steps AS s
            WHERE s.needed_party_id = t.about ORDER BY s.version DESC LIMIT 1;
    WHEN 'case_evaluation', 'meeting' THEN
        party := chaincare.able_holder(t.case_id, moment);
    WHEN 'escalation_draft', 'escalation_start', 'escalation_bridge', 'escalation_condition' THEN
        party := chaincare.late_with_help(t, moment);
    END CASE;
    IF party IS NOT NULL THEN
        SELECT coalesce(p.unit_id, f.unit_id, late_party.unit) INTO unit FROM chaincare.participations AS p
            LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id WHERE p.id = party;
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.late_party(chaincare.timers, timestamptz) FROM chaincare_app;

-- Whether a rung leads to anybody else than the one it lies with. The holder is passed over where it was shared with another
-- audience: regie opens nothing (R10).
CREATE OR REPLACE FUNCTION chaincare.rung_leads_on(rung text, t chaincare.timers, late uuid, late_unit uuid, holder uuid,
    moment timestamptz)
RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    person uuid := (SELECT p.professional_id FROM chaincare.participations AS p WHERE p.id = late);
    directs uuid := (SELECT p.professional_id FROM chaincare.participations AS p WHERE p.id = holder);
BEGIN
    IF t.kind IN ('regie_answer', 'precondition_answer') AND late IS NOT NULL AND NOT chaincare.at_work(late) THEN
        RETURN false;   -- quiet for the client's own answer
    END IF;
    CASE rung
    WHEN 'responsible' THEN
        RETURN late IS NOT NULL;
    WHEN 'regie_holder' THEN
        RETURN holder IS NOT NULL AND holder IS DISTINCT FROM late AND holder IS DISTINCT FROM chaincare.acting_for(late, moment)
            AND directs IS DISTINCT FROM person AND NOT EXISTS (
            SELECT FROM chaincare.agreements AS a
            JOIN chaincare.participations AS p ON p.id = holder
            LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
            WHERE a.id = t.within_id AND NOT a.readers && array_remove(ARRAY['professionals', nullif(p.circle, 'winkelstraat'),
                'unit:' || f.unit_id, 'party:' || p.id, 'regie'], NULL));
    WHEN 'coordinator' THEN
        RETURN true;
    WHEN 'management' THEN
        RETURN late_unit IS NOT NULL AND NOT EXISTS (
            SELECT FROM chaincare.units AS u
            JOIN chaincare.mandates AS m ON m.organisation_id = u.organisation_id AND m.kind = 'management_contact'
                AND m.professional_id IN (person, directs) AND m.during @> moment
            WHERE u.id = late_unit);
    END CASE;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.rung_leads_on(text, chaincare.timers, uuid, uuid, uuid, timestamptz) FROM chaincare_app;

-- Let timers that are held climb as far as the calendar says (bounds/). Each step has a key and is written with its timer: done twice it is
-- done once. Where the case does not run, nothing climbs until it does. What is not due is passed by, whoever asks.
CREATE OR REPLACE FUNCTION chaincare.climb(moment timestamptz, climbs json) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    one record;
    t chaincare.timers;
    late record;
    within_case record;
    settings chaincare.networks;
    goes record;
    holder uuid;
    again timestamptz;
    taken text[];
    today date;
BEGIN
    moment := chaincare.clocked(moment);
    today := (moment AT TIME ZONE 'Europe/Amsterdam')::date;
    FOR one IN
        SELECT c.* FROM json_to_recordset(climbs) AS c (handle uuid)
    LOOP
        SELECT * INTO STRICT t FROM chaincare.timers AS x WHERE x.handle = one.handle FOR UPDATE;
        CONTINUE WHEN t.stopped OR (t.next_on <= today) IS NOT TRUE;
        SELECT c.status, c.network_id INTO within_case FROM chaincare.cases AS c WHERE c.id = t.case_id
            UNION ALL SELECT 'open', x.network_id FROM chaincare.escalations AS x WHERE x.id = t.within_id AND t.case_id IS NULL;
        IF within_case.status <> 'open' THEN
            UPDATE chaincare.timers SET next_on = NULL WHERE kind = t.kind AND about = t.about;
            CONTINUE;
        END IF;
        again := chaincare.goes_on_at(t.case_id, moment);
        IF again IS NOT NULL THEN
            UPDATE chaincare.timers SET next_on = (again AT TIME ZONE 'Europe/Amsterdam')::date
                WHERE kind = t.kind AND about = t.about;
            CONTINUE;
        END IF;
        SELECT * INTO STRICT settings FROM chaincare.networks AS n WHERE n.id = within_case.network_id;
        SELECT * INTO STRICT goes FROM chaincare.held_to_calendar(t, settings, today);
        late := chaincare.late_party(t, moment);
        -- While he is absent it reaches who acts for him (R9); so it does where he himself is the one who is late.
        holder := chaincare.acting_for(chaincare.able_holder(t.case_id, moment), moment);
        taken := ARRAY(
            SELECT r.rung FROM unnest(goes.taken) WITH ORDINALITY AS r (rung, place)
            WHERE chaincare.rung_leads_on(r.rung, t, late.party, late.unit, holder, moment) ORDER BY r.place);
        IF cardinality(taken) > 0 THEN
            PERFORM chaincare.note_clock('ladder.climbed', 'ladder/1', t.case_id, within_case.network_id, t.within_id);
            INSERT INTO chaincare.ladder_steps (kind, about, within_id, case_id, runs_from, rung, told, participation_id, late_id,
                                                late_unit_id, since_on, taken_at)
                SELECT t.kind, t.about, t.within_id, t.case_id, t.runs_from, r.rung, r.place = cardinality(taken),
                       CASE r.rung WHEN 'responsible' THEN chaincare.acting_for(late.party, moment) WHEN 'regie_holder' THEN holder END, late.party,
                       late.unit, goes.since_on, moment
                FROM unnest(taken) WITH ORDINALITY AS r (rung, place)
                ON CONFLICT ON CONSTRAINT ladder_steps_once DO NOTHING;
        END IF;
        UPDATE chaincare.timers SET rungs = goes.rungs, next_on = goes.next_on WHERE kind = t.kind AND about = t.about;
        SET CONSTRAINTS ALL IMMEDIATE;   -- each case answers to its own entry
        SET CONSTRAINTS ALL DEFERRED;
    END LOOP;
END $$;

DROP FUNCTION IF EXISTS chaincare.note_climb(uuid, uuid, uuid);
-- The entry of what the clock does: the server's own, by no person. It names the case and not the client: nobody looked, and in his own log
-- it would tell of what is hidden there (S5).
CREATE OR REPLACE FUNCTION chaincare.note_clock(event text, rule text, of_case uuid, network uuid, object uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries;
BEGIN
    e.at := clock_timestamp();
    e.id := uuidv7();
    e.xid := pg_current_xact_id();
    e.event := event;
    e.action := 'E';
    e.outcome := 'done';
    e.issuer := 'chaincare';
    e.subject := 'clock';
    e.partner := 'chaincare';
    e.relation := 'clock';
    e.rule := rule;
    e.network_id := network;
    e.case_id := of_case;
    e.object_id := object;
    e.emergency := false;
    e.request_id := gen_random_uuid();
    e.trace_id := uuid_send(e.request_id);
    e.span_id := substr(uuid_send(e.request_id), 9);
    PERFORM chaincare.write_entry(e);
    PERFORM set_config('chaincare.done',
        to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '/' || e.id, true);
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.note_clock(text, text, uuid, uuid, uuid) FROM chaincare_app;

-- Whether something that climbed still runs: it is not done, and its day was not moved since.
CREATE OR REPLACE FUNCTION chaincare.still_late(of_kind text, of_thing uuid, since date) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM chaincare.timers AS t
        WHERE t.kind = of_kind AND t.about = of_thing AND t.runs_from = since AND NOT t.stopped);
END $$;

-- What has climbed, with whom it is now: with who directs today, and from its rung on with the coordinator. He who is late has a
-- row of his own already, and so has a coordinator for a unit that is silent, or an objection (balls/escalations, balls/regie).
CREATE OR REPLACE FUNCTION chaincare.ladder_balls(of_cases uuid[], standing uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(s.taken_at, 'late/' || s.kind || s.rung, s.about, NULL), s.case_id, 'late_' || s.kind,
           CASE WHEN starts_with(s.kind, 'precondition') OR s.kind = 'escalation_condition' THEN s.about ELSE s.within_id END, s.taken_at, s.since_on,
           CASE s.rung WHEN 'coordinator' THEN 'coordinator' ELSE 'participation' END, h.holder_id, s.late_unit_id,
           CASE WHEN starts_with(s.kind, 'precondition') OR s.kind = 'escalation_condition' THEN s.within_id END, NULL::uuid,
           (SELECT a.readers FROM chaincare.agreements AS a WHERE a.id = s.within_id)
    FROM chaincare.ladder_steps AS s
    JOIN chaincare.cases AS c ON c.id = s.case_id AND c.status = 'open'
    LEFT JOIN LATERAL (
        SELECT r.holder_id FROM chaincare.regie_terms AS r
        -- Who is late, absent, and does not direct has nobody in his place: from the first rung on it is with who directs.
        WHERE (s.rung = 'regie_holder' OR (s.rung = 'responsible' AND chaincare.nobody_in_place(s, moment)))
          AND r.case_id = ANY (ARRAY[s.case_id]) AND (r.during @> moment) IS TRUE
          AND r.holder_id = ANY (standing) AND r.holder_id IS DISTINCT FROM s.late_id) AS h ON true
    WHERE s.case_id = ANY (of_cases) AND s.kind NOT IN ('escalation_answer', 'regie_objection')
      -- What has come as far as the coordinator stays there: who is late does not take it from him by a pause.
      AND (s.rung = 'coordinator' OR NOT EXISTS (
          SELECT FROM chaincare.case_pauses AS p WHERE p.case_id = s.case_id AND (p.during @> moment) IS TRUE))
      AND (s.rung = 'coordinator' OR h.holder_id IS NOT NULL) AND chaincare.still_late(s.kind, s.about, s.runs_from)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.ladder_balls(uuid[], uuid[], timestamptz) FROM chaincare_app;
