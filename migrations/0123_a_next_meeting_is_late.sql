-- The day on which people agreed to meet again does not pass unseen for long either: after it who coordinates is told (A5, A8).
ALTER TABLE chaincare.timers
    DROP CONSTRAINT timers_kind_check,
    ADD CONSTRAINT timers_kind_check CHECK (kind IN ('agreement', 'agreement_answer', 'precondition', 'precondition_answer',
        'escalation_answer', 'escalation_question', 'escalation_review', 'escalation_draft', 'escalation_start',
        'escalation_bridge', 'escalation_condition', 'needed_party', 'regie_answer', 'regie_objection', 'last_resort',
        'consultation_answer', 'case_evaluation', 'meeting'));

DROP POLICY app_sees ON chaincare.ladder_steps;
CREATE POLICY app_sees ON chaincare.ladder_steps FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,steering}'))::uuid[])
           AND CASE WHEN kind = 'needed_party' THEN EXISTS (
                    SELECT FROM chaincare.needed_parties AS n WHERE n.id = within_id)
               WHEN starts_with(kind, 'escalation') THEN EXISTS (
                    SELECT FROM chaincare.escalations AS x WHERE x.id = within_id)
               WHEN starts_with(kind, 'regie') THEN EXISTS (
                    SELECT FROM chaincare.regie_proposals AS p WHERE p.id = within_id)
               WHEN kind = 'last_resort' THEN EXISTS (
                    SELECT FROM chaincare.regie_last_resorts AS r WHERE r.id = within_id)
               WHEN kind = 'case_evaluation' THEN within_id = case_id
               WHEN kind = 'meeting' THEN EXISTS (
                    SELECT FROM chaincare.meetings AS m WHERE m.id = within_id)
               ELSE EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = within_id) END);

SET LOCAL ROLE chaincare_door;

-- Whoever met since did what was agreed; a paper that came by only when it names another day.
CREATE FUNCTION chaincare.time_meeting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.kind <> 'paper' OR NEW.next_on IS NOT NULL THEN
        PERFORM chaincare.set_timer('meeting', m.id, m.id, m.case_id, NULL, 0) FROM chaincare.meetings AS m
            WHERE m.case_id = NEW.case_id AND m.id <> NEW.id AND m.next_on IS NOT NULL;
    END IF;
    PERFORM chaincare.set_timer('meeting', NEW.id, NEW.id, NEW.case_id, NEW.next_on, 0);
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.time_meeting() FROM PUBLIC, chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.time_meeting() TO chaincare_owner;

-- What lies there already.
SELECT count(chaincare.set_timer('meeting', m.id, m.id, m.case_id, m.next_on, 0))
FROM chaincare.meetings AS m WHERE m.next_on IS NOT NULL AND NOT EXISTS (
    SELECT FROM chaincare.meetings AS l
    WHERE l.case_id = m.case_id AND l.recorded_at > m.recorded_at AND (l.kind <> 'paper' OR l.next_on IS NOT NULL));

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER meetings_time AFTER INSERT ON chaincare.meetings
    FOR EACH ROW EXECUTE FUNCTION chaincare.time_meeting();
