-- A question without a case ends by itself where nobody is left who goes on with it: the asker can act no more, or nobody answered
-- for as long as a request in a case is given (ladders/expiry): twenty working days after the last day of the reaction terms; what
-- a unit asked back, as long after it asked. Who asked has it on his worklist until he closes it. What a unit works on does not end
-- so: its asker closes it when he likes.
CREATE OR REPLACE FUNCTION chaincare.expire_consultations(moment timestamptz, at_most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    x record;
    ended int := 0;
    today date;
    asked_until date;
BEGIN
    moment := chaincare.clocked(moment);
    today := (moment AT TIME ZONE 'Europe/Amsterdam')::date;
    asked_until := today - 26;
    WHILE chaincare.working_day(asked_until, 20, '{}') >= today LOOP
        asked_until := asked_until - 1;
    END LOOP;
    FOR x IN
        SELECT q.id, q.version, q.state, q.network_id, who.gone FROM chaincare.escalations AS q
        CROSS JOIN LATERAL (SELECT NOT EXISTS (
            SELECT FROM chaincare.professionals AS f JOIN chaincare.units AS u ON u.id = f.unit_id
            JOIN chaincare.organisations AS o ON o.id = u.organisation_id AND o.status IN ('active', 'leaving')
            WHERE f.id = q.asked_by AND f.status = 'active') AS gone) AS who
        WHERE q.case_id IS NULL AND q.ball IS NOT NULL AND (who.gone OR (q.state = 'requested' AND NOT EXISTS (
            SELECT FROM chaincare.escalation_targets AS g
            WHERE g.escalation_id = q.id AND g.state = 'requested' AND (g.answer_by IS NULL
                OR greatest(g.answer_by, (g.question_at AT TIME ZONE 'Europe/Amsterdam')::date) > asked_until))))
        ORDER BY q.id LIMIT least(at_most, 100)
        FOR UPDATE OF q SKIP LOCKED
    LOOP
        PERFORM chaincare.note_clock(CASE WHEN x.gone THEN 'consultation.asker-gone' ELSE 'consultation.expired' END,
            'ladder/1', NULL, x.network_id, x.id);
        UPDATE chaincare.escalation_targets SET state = CASE state WHEN 'requested' THEN 'lapsed' ELSE 'ended' END
            WHERE escalation_id = x.id AND state IN ('requested', 'accepted');
        INSERT INTO chaincare.escalation_facts (escalation_id, seq, case_id, at, fact) VALUES (x.id, x.version + 1, NULL, moment,
            CASE WHEN x.gone THEN '{"kind": "expired", "because": "asker_gone"}' ELSE '{"kind": "expired"}' END::jsonb);
        UPDATE chaincare.escalations SET state = CASE state WHEN 'requested' THEN 'expired' ELSE 'broken_off' END, ball = NULL,
            ball_since = NULL, ball_unit_id = NULL, ball_participation_id = NULL, version = version + 1 WHERE id = x.id;
        ended := ended + 1;
        SET CONSTRAINTS ALL IMMEDIATE;   -- each answers to its own entry
        SET CONSTRAINTS ALL DEFERRED;
    END LOOP;
    RETURN ended;
END $$;
