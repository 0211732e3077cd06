-- Who was asked to see to something that an agreement needs, and does not say whether he does, is reminded; it goes on as an agreement
-- without answer does (A2, A5). So does what he declined, until the responsible asked another or dropped it. Of the client's side
-- it climbs nowhere.
ALTER TABLE chaincare.timers
    DROP CONSTRAINT timers_kind_check,
    ADD CONSTRAINT timers_kind_check CHECK (kind IN ('agreement', 'agreement_answer', 'precondition', 'precondition_answer',
        'escalation_answer', 'escalation_question', 'escalation_review', 'needed_party', 'regie_answer', 'regie_objection',
        'last_resort', 'consultation_answer'));

SET LOCAL ROLE chaincare_door;

CREATE FUNCTION chaincare.word_awaited_about(n chaincare.agreement_preconditions) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN CASE n.waiting_on
            WHEN 'owner' THEN n.state = 'proposed' AND chaincare.at_work(n.owner_id)
            WHEN 'responsible' THEN chaincare.at_work((SELECT a.responsible_id FROM chaincare.agreements AS a WHERE a.id = n.agreement_id))
            ELSE false END
        THEN (n.waiting_since AT TIME ZONE 'Europe/Amsterdam')::date END
$$;
REVOKE EXECUTE ON FUNCTION chaincare.word_awaited_about(chaincare.agreement_preconditions) FROM PUBLIC, chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.time_precondition() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chaincare.set_timer('precondition', NEW.id, NEW.agreement_id, NEW.case_id,
        CASE WHEN NEW.state = 'agreed' AND NEW.waiting_on <> 'nobody' AND chaincare.at_work(NEW.owner_id)
             THEN NEW.due_on END, 0);
    PERFORM chaincare.set_timer('precondition_answer', NEW.id, NEW.agreement_id, NEW.case_id, chaincare.word_awaited_about(NEW), 5);
    RETURN NULL;
END $$;

-- What lies there already.
SELECT count(chaincare.set_timer('precondition_answer', n.id, n.agreement_id, n.case_id, chaincare.word_awaited_about(n), 5))
FROM chaincare.agreement_preconditions AS n WHERE n.waiting_on <> 'nobody' AND chaincare.word_awaited_about(n) IS NOT NULL;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;
