-- A proposal that a case goes to another network has a term, ends by itself when nobody there decides, and who proposed it is told.
ALTER TABLE chaincare.network_moves
    ADD COLUMN respond_by date,
    ADD COLUMN let_be boolean NOT NULL DEFAULT false,
    DROP CONSTRAINT network_moves_state_check,
    ADD CONSTRAINT network_moves_state_check CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn', 'expired'));
-- Of what is proposed already the term runs from now on as from its proposal. The owner stands before the wall too, and this
-- writes of nobody: both are lifted for the statement.
ALTER TABLE chaincare.network_moves NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER network_moves_require_done;
UPDATE chaincare.network_moves SET respond_by = (proposed_at AT TIME ZONE 'Europe/Amsterdam')::date + 14;
ALTER TABLE chaincare.network_moves FORCE ROW LEVEL SECURITY, ENABLE TRIGGER network_moves_require_done,
    ALTER COLUMN respond_by SET NOT NULL;
DO $$
DECLARE
    held text;
BEGIN
    SELECT conname INTO STRICT held FROM pg_constraint WHERE conrelid = 'chaincare.network_moves'::regclass AND contype = 'c'
        AND pg_get_constraintdef(oid) LIKE '%decided_by%';
    EXECUTE format('ALTER TABLE chaincare.network_moves DROP CONSTRAINT %I', held);
END $$;
ALTER TABLE chaincare.network_moves
    ADD CONSTRAINT network_moves_decided CHECK ((state = 'open') = (decided_at IS NULL)),
    ADD CONSTRAINT network_moves_by_somebody CHECK ((state IN ('open', 'expired')) = (decided_by IS NULL)),
    ADD CONSTRAINT network_moves_let_be CHECK (NOT let_be OR state IN ('declined', 'expired'));
CREATE INDEX network_moves_due ON chaincare.network_moves (respond_by) WHERE state = 'open';
CREATE INDEX network_moves_over ON chaincare.network_moves (case_id) WHERE state IN ('declined', 'expired') AND NOT let_be;

-- Who directs may hold no more than scope core.
ALTER POLICY app_adds ON chaincare.network_moves
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full}'))::uuid[]));
ALTER POLICY app_changes ON chaincare.network_moves
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,steering}'))::uuid[]));
GRANT UPDATE (let_be) ON chaincare.network_moves TO chaincare_app;
-- The client's side sees that the case went, and not where anything is kept from whoever looks: it would tell of a move (S5).
CREATE POLICY client_sees ON chaincare.network_moves FOR SELECT TO chaincare_app
    USING (state = 'accepted' AND case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[]));
CREATE POLICY shielded ON chaincare.network_moves AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,steering}'))::uuid[])
           OR cardinality((SELECT chaincare.uncleared_parties())::uuid[]) = 0);
-- By nobody: the clock writes it.
CREATE POLICY door_expires ON chaincare.network_moves FOR UPDATE TO chaincare_door USING (state = 'open') WITH CHECK (state = 'expired');
GRANT UPDATE (state, decided_at) ON chaincare.network_moves TO chaincare_door;
