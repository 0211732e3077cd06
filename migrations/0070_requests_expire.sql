-- A request for help that nobody answers ends by itself, in the end.
ALTER TABLE chaincare.escalations
    DROP CONSTRAINT escalations_state_check,
    ADD CONSTRAINT escalations_state_check CHECK (state IN
        ('draft', 'requested', 'accepted', 'waiting', 'started', 'finished', 'broken_off', 'declined', 'withdrawn', 'expired'));
DO $$
DECLARE
    held text;
BEGIN
    SELECT conname INTO STRICT held FROM pg_constraint WHERE conrelid = 'chaincare.escalations'::regclass AND contype = 'c'
        AND pg_get_constraintdef(oid) LIKE '%ball IS NULL) = (state = ANY%';
    EXECUTE format('ALTER TABLE chaincare.escalations DROP CONSTRAINT %I', held);
END $$;
ALTER TABLE chaincare.escalations
    ADD CONSTRAINT escalations_over CHECK
        ((ball IS NULL) = (state IN ('finished', 'broken_off', 'declined', 'withdrawn', 'expired')));
CREATE INDEX escalations_of_case_over ON chaincare.escalations (case_id) WHERE state IN ('declined', 'expired');
CREATE INDEX escalations_asked ON chaincare.escalations (id) WHERE state = 'requested';

-- By nobody: the clock writes it.
ALTER TABLE chaincare.escalation_facts
    ALTER COLUMN by_id DROP NOT NULL,
    ADD CONSTRAINT escalation_facts_by_somebody CHECK (by_id IS NOT NULL OR kind = 'expired');

CREATE POLICY door_expires ON chaincare.escalations FOR UPDATE TO chaincare_door USING (true);
CREATE POLICY door_expires ON chaincare.escalation_facts FOR INSERT TO chaincare_door WITH CHECK (kind = 'expired');
GRANT UPDATE (state, ball, ball_since, ball_unit_id, ball_participation_id, version) ON chaincare.escalations TO chaincare_door;
GRANT INSERT ON chaincare.escalation_facts TO chaincare_door;
