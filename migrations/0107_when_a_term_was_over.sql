-- When the time to answer was over of each unit that was asked in a case in which something is hidden from somebody, whatever became of the
-- request: to whom it was hidden after he had read it, it expires when any other would (escalations/sight, S5). By the clock alone, as `timers`.
CREATE TABLE chaincare.escalation_terms (
    target_id uuid NOT NULL REFERENCES chaincare.escalation_targets (id),
    answer_by date NOT NULL,
    case_id   uuid NOT NULL REFERENCES chaincare.cases,
    over_at   timestamptz NOT NULL,
    PRIMARY KEY (target_id, answer_by)
);
CREATE INDEX escalation_terms_of_case ON chaincare.escalation_terms (case_id);
ALTER TABLE chaincare.escalation_terms ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY door_reads ON chaincare.escalation_terms FOR SELECT TO chaincare_door USING (true);
CREATE POLICY door_sets ON chaincare.escalation_terms FOR INSERT TO chaincare_door WITH CHECK (true);
GRANT SELECT, INSERT ON chaincare.escalation_terms TO chaincare_door;
SELECT chaincare.allow_erasure();
