-- Erasing what was kept long enough (D2), and nothing else: the only functions that delete.

-- The rule for something written under a unit's law: that of the network before that of the product, the law that
-- says most (`WPO 18a` before `WPO`) before the others, the latest first.
CREATE OR REPLACE FUNCTION chaincare.retention_rule_for(network uuid, wanted_layer text, task text, today date)
RETURNS chaincare.retention_rules LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT r FROM chaincare.retention_rules AS r
    WHERE r.layer = wanted_layer AND (r.network_id IS NULL OR r.network_id = network)
      AND r.valid_from <= today AND (r.valid_until IS NULL OR r.valid_until > today)
      AND (r.law IS NULL OR starts_with(lower(task), lower(r.law)))
    ORDER BY length(coalesce(r.law, '')) DESC, (r.network_id IS NULL), r.valid_from DESC, r.id DESC LIMIT 1
$$;
REVOKE EXECUTE ON FUNCTION chaincare.retention_rule_for(uuid, text, text, date) FROM chaincare_app;

-- Rows of one table, and first whatever refers to them, all the way up. Never a case itself, nor the log or the proofs.
CREATE OR REPLACE FUNCTION chaincare.erase_rows(held regclass, condition text, path oid[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    child record;
    counted bigint;
    erased bigint := 0;
BEGIN
    FOR child IN
        SELECT f.conrelid, string_agg(format('%I', a.attname), ', ' ORDER BY k.place) AS own,
               string_agg(format('%I', b.attname), ', ' ORDER BY k.place) AS theirs
        FROM pg_constraint AS f
        CROSS JOIN LATERAL unnest(f.conkey, f.confkey) WITH ORDINALITY AS k (own, theirs, place)
        JOIN pg_attribute AS a ON a.attrelid = f.conrelid AND a.attnum = k.own
        JOIN pg_attribute AS b ON b.attrelid = f.confrelid AND b.attnum = k.theirs
        WHERE f.contype = 'f' AND f.confrelid = held AND f.conrelid <> ALL (path || held::oid) AND NOT f.conperiod
          AND f.conrelid NOT IN ('chaincare.cases'::regclass, 'chaincare.erasures'::regclass)
        GROUP BY f.oid, f.conrelid
    LOOP
        EXECUTE format('SELECT count(*) FROM %s WHERE (%s) IN (SELECT %s FROM %s WHERE %s)',
            child.conrelid::regclass, child.own, child.theirs, held, condition) INTO counted;
        IF counted > 0 THEN
            erased := erased + chaincare.erase_rows(child.conrelid::regclass,
                format('(%s) IN (SELECT %s FROM %s WHERE %s)', child.own, child.theirs, held, condition),
                path || held::oid);
        END IF;
    END LOOP;
    EXECUTE format('DELETE FROM %s WHERE %s', held, condition);
    GET DIAGNOSTICS counted = ROW_COUNT;
    RETURN erased + counted;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.erase_rows(regclass, text, oid[]) FROM chaincare_app;

-- What was written for the escalations of a case, and for which unit: the question and summary by who asked (`seq` 0), and
-- every fact that carries somebody's words. What a unit that was asked said is that unit's, whoever works there now.
-- What happened without words (requested, accepted, started) is nobody's contribution and stays with the case.
CREATE OR REPLACE FUNCTION chaincare.written_for_escalations(of_case uuid)
RETURNS TABLE (escalation_id uuid, seq int, unit_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT x.id, 0, coalesce(p.unit_id, o.unit_id) FROM chaincare.escalations AS x
    JOIN chaincare.escalation_texts AS t ON t.escalation_id = x.id
    JOIN chaincare.participations AS p ON p.id = x.requested_by
    LEFT JOIN chaincare.professionals AS o ON o.id = p.professional_id
    WHERE x.case_id = of_case
    UNION ALL
    SELECT f.escalation_id, f.seq,
           CASE WHEN f.kind IN ('asked_back', 'declined', 'feedback_given') THEN coalesce(g.unit_id, o.unit_id)
                ELSE o.unit_id END
    FROM chaincare.escalation_facts AS f JOIN chaincare.professionals AS o ON o.id = f.by_id
    LEFT JOIN chaincare.escalation_targets AS g ON g.id = f.target_id
    WHERE f.case_id = of_case AND f.kind IN ('drafted', 'redrafted', 'sent_on', 'asked_back', 'answered', 'declined', 'bridge_answered',
        'condition_named', 'condition_fulfilled', 'condition_dropped', 'feedback_given', 'finished', 'broken_off',
        'withdrawn')
$$;
REVOKE EXECUTE ON FUNCTION chaincare.written_for_escalations(uuid) FROM chaincare_app;

-- The units whose laws a case is kept by: who took part, and who wrote; and whether anything they wrote is still there.
CREATE OR REPLACE FUNCTION chaincare.units_kept_by(of_case uuid) RETURNS TABLE (unit_id uuid, wrote boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT k.unit_id, bool_or(k.wrote) FROM (
        SELECT coalesce(p.unit_id, o.unit_id), false FROM chaincare.participations AS p
        LEFT JOIN chaincare.professionals AS o ON o.id = p.professional_id WHERE p.case_id = of_case
        UNION ALL SELECT n.unit_id, true FROM chaincare.notes AS n WHERE n.case_id = of_case
        UNION ALL SELECT w.unit_id, true FROM chaincare.written_for_escalations(of_case) AS w) AS k (unit_id, wrote)
    WHERE k.unit_id IS NOT NULL GROUP BY k.unit_id
$$;
REVOKE EXECUTE ON FUNCTION chaincare.units_kept_by(uuid) FROM chaincare_app;

-- The entry of an erasure (NEN 7513: delete): the database's own, by no person.
CREATE OR REPLACE FUNCTION chaincare.note_erasure(event text, network uuid, of_case uuid, whose uuid, object uuid)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    operator chaincare.caller := ROW('urn:chaincare:operator', 'retention', 'retention', false, false, NULL,
        uuidv7(), uuid_send(gen_random_uuid()), substr(uuid_send(gen_random_uuid()), 1, 8), clock_timestamp());
    e chaincare.access_entries := chaincare.new_entry(operator, NULL, event, 'D');
BEGIN
    e.outcome := 'done';
    e.relation := 'administrator';
    e.role := 'operator';
    e.rule := 'retention/1';
    e.network_id := network;
    e.case_id := of_case;
    e.client := whose;
    e.object_id := object;
    PERFORM chaincare.write_entry(e);
    PERFORM set_config('chaincare.done',
        to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '/' || e.id, true);
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.note_erasure(text, uuid, uuid, uuid, uuid) FROM chaincare_app;

-- A question without a case, whole. Where it went on in a case, that case keeps what it took along, and its log tells.
CREATE OR REPLACE FUNCTION chaincare.erase_consultation(wanted uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    went_on record;
    network uuid;
    erased bigint;
BEGIN
    PERFORM set_config('chaincare.erasing', wanted::text, true);
    SELECT x.network_id INTO network FROM chaincare.escalations AS x WHERE x.id = wanted AND x.case_id IS NULL FOR UPDATE;
    FOR went_on IN
        SELECT DISTINCT c.id, c.network_id, k.pseudonym FROM chaincare.escalations AS x
        JOIN chaincare.cases AS c ON c.id = x.case_id LEFT JOIN chaincare.clients AS k ON k.id = c.client_id
        WHERE x.converted_from = wanted
    LOOP
        PERFORM chaincare.note_erasure('consultation.erased', went_on.network_id, went_on.id, went_on.pseudonym, wanted);
        UPDATE chaincare.escalations SET converted_from = NULL WHERE converted_from = wanted AND case_id = went_on.id;
        SET CONSTRAINTS ALL IMMEDIATE;   -- each case answers to its own entry
        SET CONSTRAINTS ALL DEFERRED;
    END LOOP;
    PERFORM chaincare.erase_rows('chaincare.ladder_steps', format('within_id = %L AND case_id IS NULL', wanted), '{}'),
        chaincare.erase_rows('chaincare.timers', format('within_id = %L AND case_id IS NULL', wanted), '{}');
    erased := chaincare.erase_rows('chaincare.escalations', format('id = %L AND case_id IS NULL', wanted), '{}');
    PERFORM chaincare.note_erasure('consultation.erased', network, NULL, NULL, wanted);
    PERFORM set_config('chaincare.erasing', '', true);
    RETURN erased;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.erase_consultation(uuid) FROM chaincare_app;

-- One layer of one case, with the entry that says so (NEN 7513: delete). The case's row is locked first.
CREATE OR REPLACE FUNCTION chaincare.erase_layer(of_case uuid, wanted_layer text, of_unit uuid, at timestamptz)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    whom uuid;
    network uuid;
    whose uuid;
    held text;
    mine text := format('case_id = %L', of_case);
    words text := format('(SELECT w.escalation_id, w.seq FROM chaincare.written_for_escalations(%L) AS w'
        ' WHERE w.unit_id = %L)', of_case, of_unit);
    erased bigint := 0;
BEGIN
    PERFORM set_config('chaincare.erasing', of_case::text, true);
    SELECT c.client_id, c.network_id, k.pseudonym INTO whom, network, whose
    FROM chaincare.cases AS c LEFT JOIN chaincare.clients AS k ON k.id = c.client_id WHERE c.id = of_case FOR UPDATE OF c;
    CASE wanted_layer
    WHEN 'contribution' THEN
        erased := chaincare.erase_rows('chaincare.notes', format('%s AND unit_id = %L', mine, of_unit), '{}');
        erased := erased + chaincare.erase_rows('chaincare.escalation_facts',
            format('%s AND (escalation_id, seq) IN %s', mine, words), '{}');
        erased := erased + chaincare.erase_rows('chaincare.escalation_texts',
            format('%s AND (escalation_id, 0) IN %s', mine, words), '{}');
    WHEN 'joint' THEN
        FOREACH held IN ARRAY ARRAY['stand_ins', 'closing_texts', 'pause_texts', 'evaluation_texts', 'agreements', 'meetings', 'needed_parties', 'plans', 'regie', 'regie_proposals',
                                    'regie_resignations', 'regie_last_resorts', 'regie_corrections', 'regie_facts', 'regie_terms', 'household_cases', 'successions', 'network_moves'] LOOP
            erased := erased + chaincare.erase_rows(('chaincare.' || held)::regclass, mine, '{}');
        END LOOP;
    WHEN 'case' THEN
        erased := chaincare.erase_rows('chaincare.regie_move_cases', format('of_case = %L', of_case), '{}');
        erased := erased + chaincare.erase_rows('chaincare.stand_ins', mine, '{}');     -- temporal keys are followed by nothing
        erased := erased + chaincare.erase_rows('chaincare.regie_terms', mine, '{}');
        FOR held IN
            SELECT c.oid::regclass::text FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
            WHERE a.attname = 'case_id' AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND c.relnamespace = 'chaincare'::regnamespace AND c.relname NOT IN ('access_entries', 'erasures')
            ORDER BY c.relname
        LOOP
            erased := erased + chaincare.erase_rows(held::regclass, mine, '{}');
        END LOOP;
    END CASE;
    PERFORM chaincare.note_erasure('case.' || wanted_layer || '-erased', network, of_case, whose, NULL);
    IF wanted_layer = 'case' THEN
        PERFORM chaincare.forget_log_texts(whose, clock_timestamp());   -- of the log only what tells no text stays (log_retention)
        UPDATE chaincare.cases SET status = 'destroyed', client_id = NULL, destroyed_at = at
            WHERE id = of_case AND status <> 'destroyed';
        SET CONSTRAINTS ALL IMMEDIATE;   -- each case answers to its own entry
        SET CONSTRAINTS ALL DEFERRED;
        IF whom IS NOT NULL THEN
            erased := erased + chaincare.erase_rows('chaincare.clients', format('id = %L', whom), '{}');
        END IF;
    END IF;
    PERFORM set_config('chaincare.erasing', '', true);
    RETURN erased;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.erase_layer(uuid, text, uuid, timestamptz) FROM chaincare_app;

-- What may be erased now: closed, no hold, the term of whoever wrote it over; of a case whole, when no law keeps
-- anything of it any more.
CREATE OR REPLACE FUNCTION chaincare.erasures_due(now timestamptz)
RETURNS TABLE (case_id uuid, network_id uuid, closed_on date, layer text, unit_id uuid, rule_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH closed AS (
        SELECT c.id, c.network_id, c.opened_at, (ended.at AT TIME ZONE 'Europe/Amsterdam')::date AS closed_on, ended.at,
               (now AT TIME ZONE 'Europe/Amsterdam')::date AS today
        FROM chaincare.cases AS c
        -- A registration that was merged into another ends with the case that goes on.
        CROSS JOIN LATERAL (SELECT coalesce(c.closed_at, (
            SELECT o.closed_at FROM chaincare.client_merges AS g JOIN chaincare.cases AS o ON o.id = g.case_id
            WHERE g.merged_case_id = c.id AND g.split_at IS NULL)) AS at) AS ended
        WHERE c.status = 'closed' AND ended.at IS NOT NULL AND NOT EXISTS (
            SELECT FROM chaincare.legal_holds AS h WHERE h.case_id = c.id AND h.lifted_at IS NULL)),
    terms AS (
        SELECT c.*, u.id AS unit_id, k.wrote, r.id AS rule_id,
               c.closed_on + make_interval(months => r.months) <= c.today AS over
        FROM closed AS c CROSS JOIN LATERAL chaincare.units_kept_by(c.id) AS k
        JOIN chaincare.units AS u ON u.id = k.unit_id
        -- Of the laws that the unit worked under while the case was there, that which keeps it longest; one of a slip, for less than a
        -- day, is none.
        CROSS JOIN LATERAL (
            SELECT rule.* FROM (
                SELECT u.statutory_task UNION
                SELECT f.statutory_task FROM chaincare.former_tasks AS f
                WHERE f.unit_id = u.id AND f.until > c.opened_at AND f.until - f.since >= interval '1 day') AS law (task)
            CROSS JOIN LATERAL chaincare.retention_rule_for(c.network_id, 'contribution', law.task, c.today) AS rule
            ORDER BY rule.months DESC, rule.id LIMIT 1) AS r),
    shared AS (
        SELECT c.*, (r).id AS rule_id, c.closed_on + make_interval(months => (r).months) <= c.today AS over
        FROM closed AS c
        CROSS JOIN LATERAL chaincare.retention_rule_for(c.network_id, 'joint', '', c.today) AS r)
    SELECT s.id, s.network_id, s.closed_on, 'case', NULL::uuid, s.rule_id FROM shared AS s
    WHERE s.over AND NOT EXISTS (SELECT FROM terms AS t WHERE t.id = s.id AND NOT t.over)
      -- Not before what was merged into it: the merge tells when that ended.
      AND NOT EXISTS (SELECT FROM chaincare.client_merges AS g JOIN chaincare.cases AS m ON m.id = g.merged_case_id
          WHERE g.case_id = s.id AND g.split_at IS NULL AND m.status <> 'destroyed')
    UNION ALL
    SELECT s.id, s.network_id, s.closed_on, 'joint', NULL::uuid, s.rule_id FROM shared AS s
    WHERE s.over AND EXISTS (SELECT FROM terms AS t WHERE t.id = s.id AND NOT t.over)
      AND NOT EXISTS (SELECT FROM chaincare.erasures AS x
          WHERE x.case_id = s.id AND x.layer = 'joint' AND x.erased_at >= s.at)   -- it may have been opened again since
    UNION ALL
    SELECT t.id, t.network_id, t.closed_on, 'contribution', t.unit_id, t.rule_id FROM terms AS t
    WHERE t.over AND t.wrote
      AND EXISTS (SELECT FROM shared AS s WHERE s.id = t.id AND (NOT s.over
          OR EXISTS (SELECT FROM terms AS o WHERE o.id = t.id AND NOT o.over)))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.erasures_due(timestamptz) FROM chaincare_app;

-- Questions without a case that ended long enough ago; not while a case that one went on in is held.
CREATE OR REPLACE FUNCTION chaincare.consultations_due(now timestamptz)
RETURNS TABLE (consultation_id uuid, network_id uuid, ended_on date, rule_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT x.id, x.network_id, ended.day, (r).id
    FROM chaincare.escalations AS x
    CROSS JOIN LATERAL (SELECT (max(f.at) AT TIME ZONE 'Europe/Amsterdam')::date AS day,
            (now AT TIME ZONE 'Europe/Amsterdam')::date AS today
        FROM chaincare.escalation_facts AS f WHERE f.escalation_id = x.id) AS ended
    CROSS JOIN LATERAL chaincare.retention_rule_for(x.network_id, 'consultation', '', ended.today) AS r
    WHERE x.case_id IS NULL AND x.ball IS NULL AND ended.day + make_interval(months => (r).months) <= ended.today
      AND NOT EXISTS (SELECT FROM chaincare.escalations AS y
          JOIN chaincare.legal_holds AS h ON h.case_id = y.case_id AND h.lifted_at IS NULL WHERE y.converted_from = x.id)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.consultations_due(timestamptz) FROM chaincare_app;

-- A certificate for everything of one rule and layer in one network that went in this run.
CREATE OR REPLACE FUNCTION chaincare.certify_erasures(done jsonb, was_replayed boolean) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    made record;
    certificate uuid;
    certificates int := 0;
BEGIN
    FOR made IN
        SELECT d.network_id, d.rule_id, d.layer, count(DISTINCT coalesce(d.case_id, d.consultation_id, d.inventory_line_id))::int AS cases, sum(d.rows)::bigint AS rows,
               min(d.closed_on) AS closed_from, max(d.closed_on) AS closed_until, max(d.at) AS at,
               sha256(convert_to(string_agg(concat_ws(' ', d.case_id, d.consultation_id, d.inventory_line_id, d.unit_id, d.layer, d.rule_id,
                   d.rows), chr(10) ORDER BY d.case_id, d.consultation_id, d.inventory_line_id, d.unit_id), 'UTF8')) AS digest, jsonb_agg(to_jsonb(d)) AS told
        FROM jsonb_to_recordset(done) AS d (network_id uuid, rule_id uuid, layer text, case_id uuid,
            consultation_id uuid, inventory_line_id uuid, unit_id uuid, rows bigint, closed_on date, at timestamptz)
        GROUP BY d.network_id, d.rule_id, d.layer
    LOOP
        INSERT INTO chaincare.destructions VALUES (uuidv7(), made.network_id, made.at, made.rule_id, made.layer,
            was_replayed, made.cases, made.rows, made.closed_from, made.closed_until, made.digest)
            RETURNING id INTO certificate;
        INSERT INTO chaincare.erasures (destruction_id, case_id, consultation_id, inventory_line_id, unit_id, layer, rule_id, rows, erased_at)
            SELECT certificate, t.case_id, t.consultation_id, t.inventory_line_id, t.unit_id, t.layer, t.rule_id, t.rows, t.at
            FROM jsonb_to_recordset(made.told) AS t (case_id uuid, consultation_id uuid, inventory_line_id uuid, unit_id uuid, layer text,
                rule_id uuid, rows bigint, at timestamptz);
        certificates := certificates + 1;
    END LOOP;
    RETURN certificates;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.certify_erasures(jsonb, boolean) FROM chaincare_app;

-- The daily run. By the database's own clock and without a word of whoever calls: it erases what is due, or nothing.
-- A bounded number at a time, so that it never stands in anybody's way. One process at a time.
CREATE OR REPLACE FUNCTION chaincare.run_retention() RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    due record;
    done jsonb := '[]';
    now timestamptz := clock_timestamp();
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('chaincare.run_retention')) THEN
        RETURN 0;
    END IF;
    FOR due IN SELECT * FROM chaincare.erasures_due(now) ORDER BY closed_on, case_id LIMIT 50 LOOP
        EXIT WHEN clock_timestamp() > now + interval '2 seconds';   -- the rest in an hour: no statement may last long
        done := done || jsonb_build_object('network_id', due.network_id, 'rule_id', due.rule_id, 'layer', due.layer,
            'case_id', due.case_id, 'unit_id', due.unit_id, 'closed_on', due.closed_on, 'at', now,
            'rows', chaincare.erase_layer(due.case_id, due.layer, due.unit_id, now));
    END LOOP;
    FOR due IN SELECT * FROM chaincare.consultations_due(now) ORDER BY ended_on, consultation_id LIMIT 50 LOOP
        EXIT WHEN clock_timestamp() > now + interval '2 seconds';
        done := done || jsonb_build_object('network_id', due.network_id, 'rule_id', due.rule_id, 'layer', 'consultation',
            'consultation_id', due.consultation_id, 'closed_on', due.ended_on, 'at', now,
            'rows', chaincare.erase_consultation(due.consultation_id));
    END LOOP;
    PERFORM chaincare.erase_reviews(now);
    RETURN chaincare.certify_erasures(done, false);
END $$;

-- The ledger, to be kept apart from the database and its backups: ids without meaning, no person.
CREATE OR REPLACE FUNCTION chaincare.erasure_ledger() RETURNS TABLE (line text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT json_build_object('caseId', x.case_id, 'consultationId', x.consultation_id, 'inventoryLineId', x.inventory_line_id, 'unitId', x.unit_id,
        'layer', x.layer, 'ruleId', x.rule_id, 'erasedAt', x.erased_at)::text FROM chaincare.erasures AS x ORDER BY x.erased_at, x.id
$$;

-- After a backup was restored: what the ledger says was erased is erased again, whatever the terms are today.
CREATE OR REPLACE FUNCTION chaincare.replay_erasures(ledger jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    told record;
    done jsonb := '[]';
    erased bigint;
    now timestamptz := clock_timestamp();
BEGIN
    FOR told IN
        SELECT x.*, c.network_id, (c.closed_at AT TIME ZONE 'Europe/Amsterdam')::date AS closed_on
        FROM jsonb_to_recordset(ledger) AS x ("caseId" uuid, "unitId" uuid, layer text, "ruleId" uuid, "erasedAt" timestamptz)
        JOIN chaincare.cases AS c ON c.id = x."caseId" AND c.status <> 'destroyed'
        ORDER BY x."erasedAt", x.layer DESC
    LOOP
        CONTINUE WHEN EXISTS (SELECT FROM chaincare.erasures AS y WHERE y.case_id = told."caseId"
            AND y.layer = told.layer AND y.unit_id IS NOT DISTINCT FROM told."unitId"
            AND y.erased_at >= told."erasedAt");   -- an earlier one does not do: the case was opened again in between
        erased := chaincare.erase_layer(told."caseId", told.layer, told."unitId", now);
        done := done || jsonb_build_object('network_id', told.network_id, 'rule_id', told."ruleId", 'layer', told.layer,
            'case_id', told."caseId", 'unit_id', told."unitId", 'closed_on', told.closed_on, 'at', now, 'rows', erased);
    END LOOP;
    FOR told IN
        SELECT DISTINCT ON (x.id) x.id, x.network_id, l."ruleId",
               (SELECT (max(f.at) AT TIME ZONE 'Europe/Amsterdam')::date FROM chaincare.escalation_facts AS f
                WHERE f.escalation_id = x.id) AS ended_on
        FROM jsonb_to_recordset(ledger) AS l ("consultationId" uuid, layer text, "ruleId" uuid)
        JOIN chaincare.escalations AS x ON x.id = l."consultationId" AND x.case_id IS NULL
        WHERE l.layer = 'consultation' ORDER BY x.id
    LOOP
        done := done || jsonb_build_object('network_id', told.network_id, 'rule_id', told."ruleId", 'layer', 'consultation',
            'consultation_id', told.id, 'closed_on', told.ended_on, 'at', now, 'rows', chaincare.erase_consultation(told.id));
    END LOOP;
    FOR told IN
        SELECT DISTINCT ON (x.id) x.id, x.network_id, x.review_on, l."ruleId"
        FROM jsonb_to_recordset(ledger) AS l ("inventoryLineId" uuid, layer text, "ruleId" uuid)
        JOIN chaincare.inventory_lines AS x ON x.id = l."inventoryLineId" AND x.state = 'open'
        WHERE l.layer = 'inventory_line' ORDER BY x.id
    LOOP
        done := done || jsonb_build_object('network_id', told.network_id, 'rule_id', told."ruleId", 'layer', 'inventory_line',
            'inventory_line_id', told.id, 'closed_on', told.review_on, 'at', now, 'rows', chaincare.erase_inventory_line(told.id, now));
    END LOOP;
    RETURN chaincare.certify_erasures(done, true);
END $$;
-- Both for the operator alone, with the migration login.
REVOKE EXECUTE ON FUNCTION chaincare.erasure_ledger(), chaincare.replay_erasures(jsonb) FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.erasure_ledger(), chaincare.replay_erasures(jsonb) TO chaincare_owner;

-- A hold on a case of the mandate's network: a new one, or one that is there.
CREATE OR REPLACE FUNCTION chaincare.door_hold(caller chaincare.caller, event text, action text, wanted_case uuid,
    wanted_hold uuid) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    held record;
BEGIN
    SELECT c.id, c.network_id, k.pseudonym, h.id AS hold_id INTO held FROM chaincare.cases AS c
    JOIN chaincare.clients AS k ON k.id = c.client_id
    LEFT JOIN chaincare.legal_holds AS h ON h.case_id = c.id AND h.id = wanted_hold
    WHERE CASE WHEN wanted_hold IS NULL THEN c.id = wanted_case ELSE h.id IS NOT NULL END;
    IF FOUND AND NOT chaincare.conflicts_with(held.id, actor.id, NULL) THEN
        e := chaincare.enter_privacy(actor, caller.moment, held.network_id, NULL, e);
    END IF;
    IF e.outcome = 'entered' THEN
        e.case_id := held.id;
        e.client := held.pseudonym;
        e.object_id := coalesce(held.hold_id, uuidv7());
    END IF;
    e.asked_id := coalesce(wanted_hold, wanted_case);
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- A page of holds (T3), the latest first: each shows a case, so each has an entry of its own.
CREATE OR REPLACE FUNCTION chaincare.door_holds(caller chaincare.caller, event text, action text, after uuid,
    page_size int) RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    e chaincare.access_entries;
    entries chaincare.access_entries[];
    held record;
BEGIN
    IF EXISTS (SELECT FROM chaincare.mandates AS m WHERE m.professional_id = actor.id
            AND m.kind IN ('privacy_officer', 'fg') AND m.during @> caller.moment) THEN
        question.outcome := 'entered';
        question.relation := 'own';
        question.rule := 'own-list/1';
    END IF;
    entries := ARRAY[question];
    RETURN NEXT question;
    FOR held IN
        SELECT h.id, h.case_id, h.network_id, k.pseudonym FROM chaincare.legal_holds AS h
        JOIN chaincare.cases AS c ON c.id = h.case_id JOIN chaincare.clients AS k ON k.id = c.client_id
        WHERE question.outcome = 'entered' AND (after IS NULL OR h.id < after)
          AND h.network_id IN (SELECT m.network_id FROM chaincare.mandates AS m WHERE m.professional_id = actor.id
              AND m.kind IN ('privacy_officer', 'fg') AND m.during @> caller.moment AND m.organisation_id IS NULL)
          AND NOT chaincare.conflicts_with(h.case_id, actor.id, NULL)
        ORDER BY h.id DESC LIMIT least(page_size, 50)
    LOOP
        e := chaincare.enter_privacy(actor, caller.moment, held.network_id, NULL,
            chaincare.new_entry(caller, actor, event, action));
        e.at := question.at;
        e.query_id := question.id;
        e.case_id := held.case_id;
        e.client := held.pseudonym;
        e.object_id := held.id;
        entries := entries || e;
        RETURN NEXT e;
    END LOOP;
    PERFORM chaincare.write_entries(entries);
END $$;
