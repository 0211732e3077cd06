-- A request for help that nobody answered ends by itself, once it has climbed all the way: who asked is told, and asks another
-- (E4). What a unit asked back waits for who asked, and does not end so. Where the case stands still, nothing ends.
CREATE OR REPLACE FUNCTION chaincare.expire_requests(moment timestamptz, asked_until date, at_most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    x record;
    expired int := 0;
    today date;
BEGIN
    moment := chaincare.clocked(moment);
    today := (moment AT TIME ZONE 'Europe/Amsterdam')::date;
    -- Twenty working days have passed (EXPIRY_DAYS in ladders/rules.py), whoever says until when it was asked.
    asked_until := least(asked_until, today - 26);
    WHILE chaincare.working_day(asked_until, 20, '{}') >= today LOOP
        asked_until := asked_until - 1;
    END LOOP;
    -- Of whatever may be hidden from somebody it is kept when the time to answer was over, in the same moment: to who read it before, it
    -- ends as any other (escalations/sight).
    INSERT INTO chaincare.escalation_terms (target_id, answer_by, case_id, over_at)
        SELECT g.id, g.answer_by, g.case_id, moment FROM chaincare.escalation_targets AS g
        JOIN chaincare.cases AS c ON c.id = g.case_id AND c.status = 'open'
        WHERE g.case_id IN (
                SELECT s.case_id FROM chaincare.shields AS s UNION SELECT r.case_id FROM chaincare.restrictions AS r
                UNION SELECT f.case_id FROM chaincare.emergency_facts AS f WHERE f.kind = 'crisis_begun')
          AND g.answer_by <= asked_until AND chaincare.goes_on_at(g.case_id, moment) IS NULL AND NOT EXISTS (
              SELECT FROM chaincare.escalation_terms AS t WHERE t.target_id = g.id AND t.answer_by = g.answer_by)
        ON CONFLICT DO NOTHING;
    FOR x IN
        SELECT q.id, q.case_id, q.version, c.network_id FROM chaincare.escalations AS q
        JOIN chaincare.cases AS c ON c.id = q.case_id AND c.status = 'open'
        WHERE q.state = 'requested' AND chaincare.goes_on_at(q.case_id, moment) IS NULL
          AND NOT EXISTS (SELECT FROM chaincare.escalation_targets AS g WHERE g.escalation_id = q.id AND g.state = 'requested'
              AND (g.question_at IS NOT NULL OR g.answer_by IS NULL OR g.answer_by > asked_until))
        ORDER BY q.id LIMIT least(at_most, 100)
        FOR UPDATE OF q SKIP LOCKED FOR KEY SHARE OF c SKIP LOCKED
    LOOP
        PERFORM chaincare.note_clock('escalation.expired', 'ladder/1', x.case_id, x.network_id, x.id);
        UPDATE chaincare.escalation_targets SET state = 'lapsed' WHERE escalation_id = x.id AND state = 'requested';
        INSERT INTO chaincare.escalation_facts (escalation_id, seq, case_id, at, fact)
            VALUES (x.id, x.version + 1, x.case_id, moment, '{"kind": "expired"}');
        UPDATE chaincare.escalations SET state = 'expired', ball = NULL, ball_since = NULL, ball_unit_id = NULL,
            ball_participation_id = NULL, version = version + 1 WHERE id = x.id;
        expired := expired + 1;
        SET CONSTRAINTS ALL IMMEDIATE;   -- each case answers to its own entry
        SET CONSTRAINTS ALL DEFERRED;
    END LOOP;
    RETURN expired;
END $$;
