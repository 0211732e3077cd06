-- What is needed so that an agreement is carried out (A2), and who is to carry it out when its responsible
-- leaves (R7). Preconditions are facts of their agreement; a row here is their projection without a word of
-- text, so that the worklist and a coordinator can see with whom each one is.

CREATE TABLE chaincare.agreement_preconditions (
    id            uuid PRIMARY KEY,
    case_id       uuid NOT NULL,
    agreement_id  uuid NOT NULL,
    owner_id      uuid NOT NULL REFERENCES chaincare.participations (id),
    blocking      boolean NOT NULL,
    due_on        date NOT NULL,
    state         text NOT NULL CHECK (state IN ('proposed', 'agreed', 'declined', 'met', 'dropped')),
    waiting_on    text NOT NULL CHECK (waiting_on IN ('owner', 'responsible', 'nobody')),
    waiting_since timestamptz NOT NULL,
    FOREIGN KEY (case_id, agreement_id) REFERENCES chaincare.agreements (case_id, id)
);
CREATE INDEX agreement_preconditions_of_agreement ON chaincare.agreement_preconditions (case_id, agreement_id);

-- Seen by whoever sees the agreement: the wall of that table answers for this one.
SELECT chaincare.stand_apart('agreement_preconditions');
CREATE POLICY app_sees ON chaincare.agreement_preconditions FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,client,steering}'))::uuid[])
           AND EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = agreement_id));
CREATE POLICY app_adds ON chaincare.agreement_preconditions FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,client}'))::uuid[])
                AND EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = agreement_id));
CREATE POLICY app_changes ON chaincare.agreement_preconditions FOR UPDATE TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,client}'))::uuid[])
           AND EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = agreement_id));
GRANT SELECT, INSERT, UPDATE (state, waiting_on, waiting_since) ON chaincare.agreement_preconditions TO chaincare_app;

ALTER TABLE chaincare.agreements
    ADD COLUMN candidate_id uuid REFERENCES chaincare.participations (id),   -- asked to take it over
    DROP CONSTRAINT agreements_state_check,
    ADD CONSTRAINT agreements_state_check CHECK (state IN
        ('proposed', 'agreed', 'in_progress', 'reported_kept', 'kept', 'awaiting_new_responsible', 'declined',
         'not_kept', 'cancelled')),
    DROP CONSTRAINT agreements_waiting_on_check,
    ADD CONSTRAINT agreements_waiting_on_check CHECK (waiting_on IN
        ('responsible', 'proposer', 'confirmer', 'candidate', 'regie_holder', 'nobody')),
    ADD CONSTRAINT agreements_candidate_waits CHECK ((candidate_id IS NOT NULL) = (waiting_on = 'candidate')),
    ADD CONSTRAINT agreements_awaiting CHECK
        ((state = 'awaiting_new_responsible') = (waiting_on IN ('candidate', 'regie_holder')));

-- The responsible changes when another has agreed, and whoever is asked for something becomes a reader. An
-- UPDATE that reads nothing is not held by what may be seen, so the audience stands in its own policy now.
DROP POLICY app_changes ON chaincare.agreements;
CREATE POLICY app_changes ON chaincare.agreements FOR UPDATE TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,client}'))::uuid[])
           AND ((SELECT chaincare.cleared_audiences()) -> case_id::text) ?| readers);
GRANT UPDATE (responsible_id, candidate_id, readers) ON chaincare.agreements TO chaincare_app;
