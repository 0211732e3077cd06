-- Agreements that are done again and again until a day, and agreements in the place of another.
ALTER TABLE chaincare.agreements
    ADD COLUMN rounds int NOT NULL DEFAULT 0 CHECK (rounds >= 0),    -- so many times it was done, or not, already
    ADD COLUMN supersedes uuid,
    ADD COLUMN superseded_by uuid,
    ADD CONSTRAINT agreements_supersedes FOREIGN KEY (case_id, supersedes) REFERENCES chaincare.agreements (case_id, id),
    ADD CONSTRAINT agreements_superseded_by FOREIGN KEY (case_id, superseded_by) REFERENCES chaincare.agreements (case_id, id),
    ADD CONSTRAINT agreements_superseded CHECK ((state = 'superseded') = (superseded_by IS NOT NULL)),
    DROP CONSTRAINT agreements_state_check,
    ADD CONSTRAINT agreements_state_check CHECK (state IN
        ('proposed', 'agreed', 'in_progress', 'reported_kept', 'kept', 'awaiting_new_responsible', 'declined',
         'not_kept', 'cancelled', 'superseded'));
CREATE INDEX agreements_in_place_of ON chaincare.agreements (case_id, supersedes) WHERE supersedes IS NOT NULL;
CREATE INDEX agreements_replaced_by ON chaincare.agreements (case_id, superseded_by) WHERE superseded_by IS NOT NULL;
GRANT UPDATE (rounds) ON chaincare.agreements TO chaincare_app;

-- The day moves with each time it is done, too.
DO $$
DECLARE
    held text;
BEGIN
    SELECT conname INTO STRICT held FROM pg_constraint WHERE conrelid = 'chaincare.agreements'::regclass AND contype = 'c'
        AND pg_get_constraintdef(oid) LIKE '%original_due_on%';
    EXECUTE format('ALTER TABLE chaincare.agreements DROP CONSTRAINT %I', held);
END $$;
ALTER TABLE chaincare.agreements
    ADD CONSTRAINT agreements_day_moved CHECK (shifts > 0 OR rounds > 0 OR due_on = original_due_on);

-- Who agrees to the new one need not read the old one: the door ends it.
CREATE POLICY door_ends ON chaincare.agreements FOR UPDATE TO chaincare_door USING (true);
CREATE POLICY door_ends ON chaincare.agreement_preconditions FOR UPDATE TO chaincare_door USING (true);
CREATE POLICY door_adds ON chaincare.agreement_facts FOR INSERT TO chaincare_door WITH CHECK (true);
GRANT UPDATE (state, superseded_by, candidate_id, waiting_on, waiting_since, version) ON chaincare.agreements TO chaincare_door;
GRANT UPDATE (waiting_on, waiting_since) ON chaincare.agreement_preconditions TO chaincare_door;
GRANT INSERT ON chaincare.agreement_facts TO chaincare_door;

SET LOCAL ROLE chaincare_door;

-- What an agreement needed that is over is needed no more, and climbs no more.
CREATE OR REPLACE FUNCTION chaincare.time_precondition() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chaincare.set_timer('precondition', NEW.id, NEW.agreement_id, NEW.case_id,
        CASE WHEN NEW.state = 'agreed' AND NEW.waiting_on <> 'nobody' AND chaincare.at_work(NEW.owner_id)
             THEN NEW.due_on END, 0);
    RETURN NULL;
END $$;
UPDATE chaincare.timers AS t SET next_on = NULL, stopped = true
    WHERE t.kind = 'precondition' AND NOT t.stopped AND EXISTS (SELECT FROM chaincare.agreement_preconditions AS n
        WHERE n.id = t.about AND n.waiting_on = 'nobody');

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

SELECT chaincare.allow_erasure();
