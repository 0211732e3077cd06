-- A unit that is silent about a question without a case: who asked has it back already; it goes on to its own management (E4). There
-- is no case in it, and nobody.
ALTER TABLE chaincare.timers
    ALTER COLUMN case_id DROP NOT NULL,
    DROP CONSTRAINT timers_kind_check,
    ADD CONSTRAINT timers_kind_check CHECK (kind IN ('agreement', 'agreement_answer', 'precondition', 'escalation_answer',
        'escalation_question', 'escalation_review', 'needed_party', 'regie_answer', 'regie_objection', 'last_resort',
        'consultation_answer')),
    ADD CONSTRAINT timers_in_case_or_none CHECK ((case_id IS NULL) = (kind = 'consultation_answer'));
ALTER TABLE chaincare.ladder_steps
    ALTER COLUMN case_id DROP NOT NULL,
    ADD CONSTRAINT ladder_steps_in_case_or_none CHECK ((case_id IS NULL) = (kind = 'consultation_answer'));

-- What is of no case is erased with the question it is about, and not beside a case.
CREATE POLICY consultation_named ON chaincare.timers AS RESTRICTIVE FOR DELETE TO chaincare_door
    USING (case_id IS NOT NULL OR within_id = nullif(current_setting('chaincare.erasing', true), '')::uuid);
CREATE POLICY consultation_named ON chaincare.ladder_steps AS RESTRICTIVE FOR DELETE TO chaincare_door
    USING (case_id IS NOT NULL OR within_id = nullif(current_setting('chaincare.erasing', true), '')::uuid);

SET LOCAL ROLE chaincare_door;

CREATE OR REPLACE FUNCTION chaincare.set_timer(of_kind text, of_thing uuid, within uuid, of_case uuid, since date, days int)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO chaincare.timers AS t (kind, about, within_id, case_id, runs_from, term_days, next_on)
        SELECT of_kind, of_thing, within, of_case, since, days, since + 1
        WHERE since IS NOT NULL AND (of_case IS NULL) = (of_kind = 'consultation_answer')
    ON CONFLICT (kind, about) DO UPDATE SET runs_from = excluded.runs_from, term_days = excluded.term_days,
        rungs = CASE WHEN t.runs_from = excluded.runs_from THEN t.rungs ELSE 0 END,
        next_on = excluded.next_on, stopped = false
        WHERE t.stopped OR t.runs_from <> excluded.runs_from;
    UPDATE chaincare.timers SET next_on = NULL, stopped = true
        WHERE kind = of_kind AND about = of_thing AND since IS NULL AND NOT stopped;
$$;

CREATE OR REPLACE FUNCTION chaincare.time_target() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chaincare.set_timer(CASE WHEN NEW.case_id IS NULL THEN 'consultation_answer' ELSE 'escalation_answer' END,
        NEW.id, NEW.escalation_id, NEW.case_id,
        CASE WHEN NEW.state = 'requested' AND NEW.question_at IS NULL THEN NEW.answer_by END, 0);
    PERFORM chaincare.set_timer('escalation_question', NEW.id, NEW.escalation_id, NEW.case_id,
        CASE WHEN NEW.state IN ('requested', 'accepted') AND NEW.question_at IS NOT NULL
             THEN (NEW.question_at AT TIME ZONE 'Europe/Amsterdam')::date END, 5);
    RETURN NULL;
END $$;

INSERT INTO chaincare.timers (kind, about, within_id, runs_from, term_days, next_on)
    SELECT 'consultation_answer', g.id, g.escalation_id, g.answer_by, 0, g.answer_by + 1
    FROM chaincare.escalation_targets AS g
    WHERE g.case_id IS NULL AND g.state = 'requested' AND g.question_at IS NULL AND g.answer_by IS NOT NULL;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;
